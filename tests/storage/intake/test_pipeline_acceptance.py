"""The cases by which an import is accepted, in the order of the domain's list."""

import dataclasses
from datetime import date

import pytest
from openpyxl import Workbook

from people import id_number, volunteer
from rosters import HEADER, export, person, write
from storage.counting.figures import figures
from storage.errors import Cancelled
from storage.intake.apply.batch import apply_plan, load_batches, undo_batch
from storage.intake.apply.provenance import source_of
from storage.intake.choices import Choices, RowDecision, SheetChoice
from storage.intake.pipeline import plan_import
from storage.intake.rows.import_plan import OUTCOMES
from storage.model.period import Quarter
from storage.model.tables import MOVEMENTS, UNITS, VOLUNTEERS
from tests.bench.county import roster as long_roster

SCHOOL = "渔门中学"


@pytest.fixture
def roster(tmp_path):
    return lambda rows, **more: write(tmp_path / more.pop("name", "名册.xlsx"), rows, **more)


@pytest.fixture
def bring(store):
    """Imports a file and returns the plan's outcomes."""

    def bring(path, unit=SCHOOL, **more):
        made = plan_import(store, [path], unit, **more)
        apply_plan(store, made)
        return [row.outcome for row in made.rows()]

    return bring


def outcomes(store, path, unit=SCHOOL, **more):
    return [row.outcome for row in plan_import(store, [path], unit, **more).rows()]


def held(store, **fields):
    record = volunteer(**fields)
    with store.edit("录入") as edit:
        return edit.save(VOLUNTEERS, record)


def deciding(path, decision, row=2):
    return Choices({(str(path), "Sheet1"): SheetChoice(decisions={row: decision})})


def test_01_the_same_id_number_updates_the_person_held(store, roster, bring):
    number = id_number()
    who = held(store, name="甲", id_number=number)
    assert bring(roster([person("甲", number, 联系电话="13800000001")])) == ["updated"]
    assert store.get(VOLUNTEERS, who).phone == "13800000001"
    assert store.count(VOLUNTEERS) == 1


def test_02_the_same_name_and_birth_date_without_a_number_is_a_candidate(store, roster):
    who = held(store, name="李静", born="2008-05-17")
    path = roster([["李静", None, "2008-05-17", None, None, None]])
    (row,) = plan_import(store, [path], SCHOOL).rows()
    assert row.outcome == "held"
    assert [one.record.id for one in row.candidates] == [who]


def test_03_two_candidates_stop_and_ask(store, roster):
    pair = [held(store, name="李静", born="2008-05-17") for _ in range(2)]
    path = roster([["李静", None, "2008-05-17", None, None, None]])
    (row,) = plan_import(store, [path], SCHOOL, policy="update").rows()
    assert row.outcome == "held"
    assert [one.record.id for one in row.candidates] == pair


def test_04_the_same_file_twice_changes_nothing(store, roster, bring):
    path = roster([person(name) for name in "甲乙丙"])
    assert bring(path) == ["created"] * 3
    before = list(store.rows("SELECT * FROM volunteer"))
    assert bring(path) == ["unchanged"] * 3
    assert list(store.rows("SELECT * FROM volunteer")) == before


def test_05_our_own_export_comes_back_without_a_change(store, roster, bring, tmp_path):
    bring(roster([person(name, 联系电话="13800000001") for name in "甲乙丙"]))
    path = export(store, VOLUNTEERS, tmp_path / "导出.xlsx")
    assert outcomes(store, path, "") == ["unchanged"] * 3


def test_06_a_blank_never_overwrites(store, roster, bring):
    number = id_number()
    who = held(store, name="甲", id_number=number, phone="13800000001")
    bring(roster([person("甲", number, 联系电话=None)]), policy="update")
    assert store.get(VOLUNTEERS, who).phone == "13800000001"


def test_07_a_value_never_bleeds_from_the_row_above(store, roster, bring):
    bring(roster([person("甲", 联系电话="13800000001"), person("乙", 班级=None)]))
    second = store.find(VOLUNTEERS, name="乙")[0]
    assert (second.phone, second.class_name) == (None, None)


def test_08_a_number_from_a_numeric_cell_is_refused_though_its_check_digit_passes(store, roster):
    number = next(one for one in iter(id_number, "") if "X" not in one)
    assert outcomes(store, roster([person("甲", int(number))])) == ["rejected"]


@pytest.mark.parametrize("spoil", [str.lower, lambda n: n[:6] + " " + n[6:], lambda n: "'" + n])
def test_09_small_x_full_width_and_spaces_are_put_right(store, roster, bring, spoil):
    number = next(one for one in iter(id_number, "") if one.endswith("X"))
    wide = spoil(number).translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"})
    bring(roster([person("甲", spoil(number))]))
    assert store.find(VOLUNTEERS)[0].id_number == number
    assert outcomes(store, roster([person("甲", wide)])) == ["unchanged"]


def test_10_two_people_of_one_name_and_class_stay_apart(store, roster, bring):
    assert bring(roster([person("李静"), person("李静")])) == ["created", "created"]
    unsure = roster([["王强", None, None, None, "一班", None]] * 2)
    assert outcomes(store, unsure) == ["created", "held"]


def test_11_an_unknown_column_is_reported(store, roster):
    path = roster([["甲", id_number(), "甲等"]], header=["姓名", "身份证号", "体测等第"])
    headers = plan_import(store, [path], SCHOOL).files[0].sheets[0].headers
    assert {one.header: one.why for one in headers if one.column is None} == {"体测等第": "不认识"}


def test_12_a_word_that_is_no_choice_is_reported_with_its_row_and_column(store, roster):
    made = plan_import(store, [roster([person("甲"), person("乙", 性别="不男不女")])], SCHOOL)
    (problem,) = list(made.rows())[1].problems
    assert (list(made.rows())[1].row, problem.header) == (3, "性别")
    assert "不男不女" in problem.message


def test_13_somebody_twice_in_a_file_is_reported_once(store, roster, bring):
    number = id_number()
    made = plan_import(store, [roster([person("甲", number), person("甲", number)])], SCHOOL)
    assert [one.code for row in made.rows() for one in row.problems] == ["twice"]
    apply_plan(store, made)
    assert store.count(VOLUNTEERS) == 1


def test_14_refused_rows_mended_in_their_own_file_are_imported(store, roster, bring):
    good = id_number()
    assert bring(roster([person("甲"), person("乙", good[:17])])) == ["created", "rejected"]
    assert bring(roster([person("乙", good)], name="改好的.xlsx")) == ["created"]


def test_15_an_import_is_one_step_that_is_stored_whole_or_not_at_all(store, roster):
    made = plan_import(store, [roster([person(name) for name in "甲乙丙"])], SCHOOL)
    before = list(store.rows("SELECT * FROM edit"))

    def stop(done, total):
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        apply_plan(store, made, stop)
    assert list(store.rows("SELECT * FROM edit")) == before
    assert store.value("SELECT count(*) FROM received") == 0
    batch = apply_plan(store, made)
    assert undo_batch(store, batch.id).removed == 4  # three people and their school
    assert store.count(VOLUNTEERS) == 0


def test_16_somebody_who_comes_from_another_school_is_history_and_no_second_person(
    store, roster, bring
):
    number = id_number()
    bring(roster([person("甲", number, 班级="初三（1）班")]), "红格中学")
    path = roster([person("甲", number, 班级="高一（2）班")])
    (row,) = plan_import(store, [path], SCHOOL).rows()
    assert row.outcome == "held"
    (asked,) = row.candidates
    bring(path, choices=deciding(path, RowDecision(same_as=asked.record.id)))
    (one,) = store.find(VOLUNTEERS)
    (move,) = store.find(MOVEMENTS)
    names = {unit.id: unit.name for unit in store.find(UNITS, kind="中学")}
    assert (names[one.school], one.class_name) == (SCHOOL, "高一（2）班")
    assert (names[move.from_unit], names[move.to_unit]) == ("红格中学", SCHOOL)
    assert (move.volunteer, move.from_class, move.to_class) == (
        one.id, "初三（1）班", "高一（2）班",
    )  # fmt: skip
    assert outcomes(store, path) == ["unchanged"]


def test_17_a_vocational_schools_own_number_is_no_id_number(store, roster, bring):
    assert bring(roster([person("甲", "999510411000100001")])) == ["created"]
    (one,) = store.find(VOLUNTEERS)
    assert (one.id_number, one.student_number) == (None, "999510411000100001")


@pytest.mark.parametrize("name", ["阿力·么日", "麦" * 25, "䶮田", "张𬭎"])
def test_18_long_names_rare_characters_and_the_dot_are_stored(store, roster, bring, name):
    bring(roster([person(name)]))
    assert store.find(VOLUNTEERS)[0].name == name


@pytest.mark.slow
def test_19_fifty_thousand_rows(store, tmp_path):
    """All of them judged, kept, told from where, and taken back but for the one edited since."""
    path = long_roster(tmp_path / "长.xlsx", 50_000)
    batch = apply_plan(store, plan_import(store, [path], SCHOOL))
    assert batch.counts == {**dict.fromkeys(OUTCOMES, 0), "created": 50_000}
    last = next(store.select(VOLUNTEERS, order="id DESC LIMIT 1"))
    assert source_of(store, VOLUNTEERS, last.id, "name").row == 50_001
    assert plan_import(store, [path], SCHOOL).counts == {"unchanged": 50_000}
    with store.edit("修改") as edit:
        edit.save(VOLUNTEERS, dataclasses.replace(last, note="后来改的"))
    undone = undo_batch(store, batch.id)
    assert undone.removed == 49_999
    assert [number for table, number, _why in undone.skipped if table is VOLUNTEERS] == [last.id]
    assert [one.note for one in store.find(VOLUNTEERS)] == ["后来改的"]
    assert plan_import(store, [path], SCHOOL).counts == {"created": 49_999, "unchanged": 1}


def test_20_a_merged_title_and_a_header_of_two_rows(store, bring, tmp_path):
    book = Workbook()
    sheet = book.active
    for row in (["渔门中学团员花名册"], ["姓名", "证件", None, "班级"], [None, "身份证号", "性别"]):
        sheet.append(row)
    sheet.append(["甲", id_number(), "男", "高一（3）班"])
    for area in ("A1:D1", "B2:C2", "A2:A3", "D2:D3"):
        sheet.merge_cells(area)
    book.save(tmp_path / "名册.xlsx")
    assert bring(tmp_path / "名册.xlsx") == ["created"]
    (one,) = store.find(VOLUNTEERS)
    assert (one.name, one.class_name, one.sex) == ("甲", "高一（3）班", "男")


def test_21_a_child_without_consent_is_imported_and_not_counted_as_registered(store, roster, bring):
    born = f"{date.today().year - 12}-01-02"
    header = [*HEADER, "是否注册志愿者"]
    bring(roster([[*person("小明", id_number(born)), "是"]], header=header))
    assert store.count(VOLUNTEERS) == 1
    found = {one.code: one.value for one in figures(store, Quarter.of(date.today()))}
    assert (found["V01"], found["V04"], found["V12"]) == (1, 0, 1)


def test_every_outcome_is_counted_with_the_batch(store, roster):
    made = plan_import(store, [roster([person("甲"), person("乙", "1")])], SCHOOL)
    batch = apply_plan(store, made)
    assert load_batches(store)[0].counts == batch.counts
    assert {name: made.counts[name] for name in OUTCOMES} == batch.counts
    assert dataclasses.asdict(batch)["unit_name"] == SCHOOL
