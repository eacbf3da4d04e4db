"""A mapped table becomes planned rows: what all rows share, what is not read, and why."""

from pathlib import Path

import pytest

from storage.errors import UserError
from storage.intake.choices import Choices, SheetChoice
from storage.intake.columns.mapped_table import map_columns
from storage.intake.memory import ANYWHERE, recall
from storage.intake.read import Book, Sheet
from storage.intake.rows.import_plan import FilePlan, Plan, last_change
from storage.intake.rows.people_match import PeopleMatcher
from storage.intake.rows.record_match import RecordMatcher
from storage.intake.rows.row_planner import RowPlanner, matcher_of
from storage.intake.sender.sender import Sender
from storage.intake.tables.found_table import find_tables
from storage.model.tables import TRAININGS, UNITS, VOLUNTEERS
from storage.model.tables.unit import Unit

HEADS = ["姓名", "性别", "班级"]
ROW = ["赵一", "男", "高一1班"]


@pytest.fixture
def planned(store):
    """Plan the only sheet of a file, by the clerk's choice and the file's unit."""

    def run(*rows, name="名册", hidden=False, choice=None, sender=None, **choices):
        sheets = {("k", name): choice} if choice else {}
        made = Choices(sheets=sheets, **choices)
        plan = Plan(VOLUNTEERS, "fill", (), last_change(store), made)
        memories = recall(store, VOLUNTEERS, ANYWHERE)
        steps = []
        planner = RowPlanner(
            store, plan, matcher_of(store, plan, memories), lambda *step: steps.append(step)
        )
        book = Book("xlsx", (Sheet(name, [list(one) for one in rows], hidden=hidden),))
        tables = map_columns(find_tables(book, VOLUNTEERS), VOLUNTEERS, "k", made, {})
        file = FilePlan(Path("甲.xlsx"), "甲.xlsx", "k", "甲.xlsx", sender=sender)
        (sheet,) = (planner.plan_rows(file, one, memories) for one in tables)
        return sheet, steps

    return run


def test_every_row_has_its_place_and_outcome_and_progress_is_reported(planned):
    sheet, steps = planned(HEADS, ROW, ["钱二", "女", "高一1班"], ["合计", "2人"])
    assert [(row.row, row.outcome, row.where) for row in sheet.rows] == [
        (2, "created", ("甲.xlsx", "名册")),
        (3, "created", ("甲.xlsx", "名册")),
    ]
    assert sheet.skipped == [(4, "合计、说明或签名")]
    assert (sheet.used, sheet.header_row, sheet.missed) == (True, 1, False)
    assert steps == [(0, 3), (3, 3)]


def test_the_unit_of_the_file_is_every_rows(store, planned):
    with store.edit("登记") as edit:
        number = edit.save(UNITS, Unit(name="甲中学", kind="中学"))
    sheet, _steps = planned(HEADS, ROW, sender=Sender("甲中学", number))
    assert sheet.rows[0].parsed.school == number
    assert sheet.rows[0].parsed.identity_class == "中小学生"
    sheet, _steps = planned(HEADS, ROW, name="甲中学")
    assert sheet.rows[0].parsed.school == number


def test_a_title_gives_the_class_only_where_no_column_does(planned):
    sheet, _steps = planned(["高一（2）班名册"], HEADS[:2], ROW[:2])
    assert (sheet.class_name, sheet.rows[0].parsed.class_name) == ("高一（2）班", "高一（2）班")
    sheet, _steps = planned(["高一（2）班名册"], HEADS, ROW)
    assert (sheet.class_name, sheet.rows[0].parsed.class_name) == ("", "高一1班")


@pytest.mark.parametrize(
    ("rows", "more", "note", "missed"),
    [
        ([], {}, "空表", False),
        ([["说明"], ["请填写"]], {}, "没有认出名册的表头，没有导入", False),
        ([["赵一", "13800000001"]], {}, "没有认出名册的表头，没有导入", True),
        ([HEADS, ROW], {"hidden": True}, "隐藏的工作表，没有导入", True),
        ([HEADS, ROW], {"choice": SheetChoice(used=False)}, "您选择不导入", False),
        ([["性别", "班级"], ["男", "高一1班"]], {}, "表头里找不到姓名一列，整张表没有导入", False),
    ],
)
def test_a_table_that_is_not_read_has_the_reason_and_whether_people_may_be_missed(
    planned, rows, more, note, missed
):
    sheet, _steps = planned(*rows, **more)
    assert (sheet.used, sheet.note, sheet.missed) == (False, note, missed)


def test_a_corrected_cell_is_read_in_place_of_its_own(planned):
    sheet, _steps = planned(HEADS, ROW, choice=SheetChoice(cells={(2, 2): "高二1班"}))
    assert sheet.rows[0].parsed.class_name == "高二1班"
    assert sheet.rows[0].raw[2] == "高一1班"


def test_a_constant_that_is_no_value_of_its_field_is_refused(planned):
    with pytest.raises(UserError, match="每行都有的性别“丙”"):
        planned(HEADS, ROW, constants={"sex": "丙"})


def test_people_are_matched_otherwise_than_other_records(store):
    memories = recall(store, VOLUNTEERS, ANYWHERE)
    people, others = (Plan(one, "fill", (), 0, Choices()) for one in (VOLUNTEERS, TRAININGS))
    assert isinstance(matcher_of(store, people, memories), PeopleMatcher)
    assert isinstance(matcher_of(store, others, memories), RecordMatcher)
