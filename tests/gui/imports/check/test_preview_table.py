"""The model of a planned import: texts, tones, filters and masks."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from gui.imports.check.preview_lines import PlanLines
from gui.imports.check.preview_table import OUTCOME, PILLS, PLACE, TONE, PreviewTable
from people import id_number, volunteer
from storage.intake.pipeline import plan_import
from storage.model.tables.unit import UNITS
from storage.model.tables.volunteer import VOLUNTEERS

HEADS = ("姓名", "性别", "身份证号", "出生日期", "联系电话", "民族")


@pytest.fixture
def roster(tmp_path):
    """A roster as a school writes it, from rows of text."""

    def write(*rows: tuple[str, ...]) -> Path:
        path = tmp_path / "高一1班.csv"
        lines = [",".join(row) for row in (HEADS, *rows)]
        path.write_text("\n".join(lines), "utf-8-sig")
        return path

    return write


@pytest.fixture
def shown(store, roster, qapp):
    """The model of a plan for these rows."""

    def make(
        *rows: tuple[str, ...], unit: str = "攀枝花市第三高级中学校", policy: str = "fill"
    ) -> PreviewTable:
        lines = PlanLines(plan_import(store, [roster(*rows)], unit, policy=policy))
        model = PreviewTable(lambda _table, number: f"单位{number}")
        model.show_lines(lines)
        return model

    return make


def text(model: PreviewTable, row: int, name: str) -> str:
    return model.index(row, model.column_of(name)).data()


def ground(model: PreviewTable, row: int, name: str) -> str:
    return model.index(row, model.column_of(name)).data(TONE)


def test_the_model_obeys_the_rules_of_item_models(shown, qtmodeltester):
    model = shown(("王雨欣", "女", id_number(sex="女"), "", "", ""), ("", "男", "1", "", "", ""))
    qtmodeltester.check(model)
    model.set_filter("rejected")
    qtmodeltester.check(model)
    model.show_lines(None)
    qtmodeltester.check(model)


def test_a_sound_row_is_new_and_shows_derived_values(shown):
    number = id_number("2008-05-17", sex="女")
    model = shown(("王雨欣", "", number, "", "138 0013-8000", ""))
    assert model.index(0, PLACE).data() == "第 2 行"
    assert model.index(0, OUTCOME).data(PILLS) == (("新增", "good"),)
    assert text(model, 0, "birth_date") == "2008-05-17"
    assert text(model, 0, "phone") == "13800138000"
    assert ground(model, 0, "phone") == "link"
    tip = model.index(0, model.column_of("phone")).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "表里写的是“138 0013-8000”"


def test_an_invalid_number_shows_the_text_of_the_sheet_in_red(shown):
    wrong = id_number()[:17] + "?"
    model = shown(("王雨欣", "男", wrong, "", "", ""))
    assert text(model, 0, "id_number") == wrong
    assert ground(model, 0, "id_number") == "bad"
    pills = model.index(0, OUTCOME).data(PILLS)
    assert pills[0] == ("拒收", "bad")
    assert pills[1][1] == "bad"


def test_a_contradiction_is_a_warning(shown):
    model = shown(("王雨欣", "女", id_number(sex="男"), "", "", ""))
    assert ground(model, 0, "sex") == "warn"
    assert model.index(0, OUTCOME).data(PILLS)[0] == ("新增", "good")


def test_an_update_shows_the_old_and_the_new(store, shown):
    held = volunteer("王雨欣", phone="13800138000")
    with store.edit("登记") as edit:
        edit.save(VOLUNTEERS, held)
    row = ("王雨欣", "男", held.id_number, "", "13900139000", "汉族")
    model = shown(row, unit="仁和区", policy="update")
    assert model.index(0, OUTCOME).data(PILLS)[0][1] == "link"
    tip = model.index(0, model.column_of("phone")).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "台账中是“13800138000”，改为“13900139000”"
    assert "补上" in model.index(0, model.column_of("ethnicity")).data(Qt.ItemDataRole.ToolTipRole)


def test_a_link_shows_the_name_behind_it(store, shown):
    model = shown(("王雨欣", "男", id_number(), "", "", ""))
    number = store.next_number(UNITS)
    assert text(model, 0, "school") == f"单位{number}"


def test_lines_are_filtered_by_outcome_and_by_facet(shown):
    model = shown(
        ("王雨欣", "男", id_number(), "", "", ""),
        ("李 静", "女", id_number(sex="男"), "", "", ""),
        ("", "男", id_number(), "", "", ""),
        ("赵一诺", "男", "51", "", "", ""),
    )
    assert model.rowCount() == 4
    model.set_filter("created")
    assert [text(model, row, "name") for row in range(model.rowCount())] == ["王雨欣", "李静"]
    facet = next(one for one in model.lines.facets if one.label == "姓名不能为空")
    model.set_filter(facet=facet)
    assert [model.line_at(row) for row in range(model.rowCount())] == [2]
    model.set_filter("created", facet)
    assert model.rowCount() == 0
    model.set_filter()
    assert model.rowCount() == 4


def test_the_next_fault_is_found_forward_and_back(shown):
    model = shown(
        ("王雨欣", "男", id_number(), "", "", ""),
        ("赵一诺", "男", "51", "", "", ""),
        ("李静", "女", id_number(sex="男"), "", "", ""),
    )
    first = model.next_fault(-1)
    assert (first.row(), first.column()) == (1, model.column_of("id_number"))
    second = model.next_fault(first.row())
    assert (second.row(), second.column()) == (2, model.column_of("sex"))
    assert model.next_fault(second.row()) is None
    assert model.next_fault(second.row(), -1).row() == 1


def test_the_description_of_a_cell_has_its_position_and_fault(shown):
    model = shown(("赵一诺", "男", "51", "", "", ""))
    description = model.describe_cell(0, model.column_of("id_number"))
    assert description.startswith("文本 第 2 行 · 身份证号：")
    assert model.describe_cell(99, 0) == ""


def test_numbers_are_masked_except_those_to_be_corrected(shown):
    good, wrong = id_number(), id_number()[:17] + "?"
    model = shown(
        ("王雨欣", "", good, "", "13900139000", ""), ("李静", "", wrong, "", "13900139001", "")
    )
    model.set_masked(True)
    assert text(model, 0, "id_number") == f"{good[:6]}********{good[14:]}"
    assert text(model, 0, "phone") == "139****9000"
    assert text(model, 1, "id_number") == wrong
    here = model.index(0, model.column_of("id_number"))
    assert here.data(Qt.ItemDataRole.EditRole) == good
    assert good not in str(here.data(Qt.ItemDataRole.ToolTipRole))
    model.set_masked(False)
    assert text(model, 0, "id_number") == good
