"""The cells of a planned import: text, tone and tool tip, plain and masked."""

import pytest

from gui.imports.check.preview_cells import field_cell, masked_cell, severity_rank, worst_problem
from gui.imports.check.preview_lines import PlanLines
from gui.imports.import_draft import with_cells
from people import id_number, volunteer
from storage.intake.pipeline import plan_import
from storage.intake.saved_draft import Draft
from storage.intake.sources import Pasted
from storage.model.tables import UNITS, VOLUNTEERS

HEAD = "姓名\t性别\t身份证号\t联系电话"


@pytest.fixture
def plan(store):
    """The lines of a plan for one pasted row."""

    def build(*row: str, policy: str = "update", cells: dict | None = None) -> PlanLines:
        source = Pasted(f"{HEAD}\n" + "\t".join(row) + "\n")
        first = PlanLines(plan_import(store, [source], "平地镇", policy=policy))
        if cells is None:
            return first
        key, number = first.key(0)
        draft = with_cells(Draft(), {(key, number, at): text for at, text in cells.items()})
        choices = draft.choices
        return PlanLines(plan_import(store, [source], "平地镇", policy=policy, choices=choices))

    return build


def cell(lines: PlanLines, name: str, *, masked: bool = False):
    column = VOLUNTEERS.by_name[name]
    plain = field_cell(lines, 0, column, lambda table, number: f"{table} {number}")
    return masked_cell(lines, 0, column, plain) if masked else plain


def test_a_value_written_as_stored_has_no_tone_and_a_repaired_one_its_raw_text(plan):
    lines = plan("王雨欣", "女", id_number(sex="女"), "138 0013 8000")
    assert (cell(lines, "name").text, cell(lines, "name").tone) == ("王雨欣", "")
    phone = cell(lines, "phone")
    assert (phone.text, phone.tone) == ("13800138000", "link")
    assert phone.tip == "表里写的是“138 0013 8000”"


def test_an_error_shows_the_text_of_the_sheet_and_a_warning_the_value(plan):
    lines = plan("王雨欣", "女", "51", "")
    assert (cell(lines, "id_number").text, cell(lines, "id_number").tone) == ("51", "bad")
    lines = plan("王雨欣", "女", id_number(sex="男"), "")
    assert (cell(lines, "sex").text, cell(lines, "sex").tone) == ("女", "warn")


def test_a_corrected_cell_shows_the_clerks_text_and_what_it_replaces(plan):
    lines = plan("王雨欣", "女", id_number(sex="女"), "", cells={3: "13800138000"})
    assert cell(lines, "phone").text == "13800138000"
    assert cell(lines, "phone").tip == "您改的；原来空着"


def test_a_link_shows_the_title_of_its_record(plan, store):
    lines = plan("王雨欣", "女", id_number(sex="女"), "")
    assert cell(lines, "school").text == f"unit {store.named(UNITS, '平地镇')}"


def test_masking_hides_value_and_tip_but_not_what_must_be_corrected(plan, store):
    person = volunteer(phone="13800138000", school=store.named(UNITS, "平地镇"))
    with store.edit("登记") as edit:
        edit.save(VOLUNTEERS, person)
    lines = plan("王雨欣", "男", person.id_number, "13900139000")
    assert cell(lines, "phone").tip == "台账中是“13800138000”，改为“13900139000”"
    masked = cell(lines, "phone", masked=True)
    assert masked.tone == "link"
    assert "13900139000" not in masked.text + masked.tip
    assert "13800138000" not in masked.tip
    spaced = plan("李静", "女", id_number(sex="女"), "138 0013 8000")
    assert "138 0013 8000" in cell(spaced, "phone").tip
    assert "138 0013 8000" not in cell(spaced, "phone", masked=True).tip
    wrong = person.id_number[:17] + "?"
    assert cell(plan("王雨欣", "男", wrong, ""), "id_number", masked=True).text == wrong


def test_the_gravest_problem_of_a_row_is_an_error_before_a_warning(plan):
    row = plan("", "女", id_number(sex="男"), "").rows[0]
    assert sorted(one.severity for one in row.problems)[:2] == ["error", "warning"]
    assert worst_problem(row).column == "name"
    assert severity_rank(worst_problem(row)) == 0
    assert worst_problem(plan("王雨欣", "男", id_number(), "").rows[0]) is None
