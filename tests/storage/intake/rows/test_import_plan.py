"""The plan as data: faults counted by kind, and what a file or all of them come to."""

from pathlib import Path

from storage.intake.choices import Choices
from storage.intake.rows.import_plan import (
    FilePlan,
    Plan,
    PlannedRow,
    SheetPlan,
    group_problems,
    last_change,
    without_values,
)
from storage.intake.sender.sender import Sender
from storage.model.tables import UNITS, VOLUNTEERS
from storage.model.tables.unit import Unit


def row(number, outcome="created", *messages, severity="warning", fix=""):
    made = PlannedRow(number, (), outcome=outcome, where=("甲.xlsx", "高一"))
    for message in messages:
        made.add_problem("phone", severity, message, "unreadable", header="电话", fix=fix)
    return made


def plan(*rows, **file):
    sheet = SheetPlan("高一", rows=list(rows))
    return Plan(
        VOLUNTEERS,
        "fill",
        (FilePlan(Path("甲.xlsx"), "甲.xlsx", sheets=(sheet,), **file),),
        0,
        Choices(),
    )


def test_the_same_fault_is_counted_once_whatever_differs_from_row_to_row():
    made = plan(row(3, "created", "“12”看不懂"), row(4, "created", "“34”看不懂"))
    (group,) = group_problems(made)
    assert (group.count, group.message) == (2, "…看不懂")
    assert [place.row for place in group.places] == [3, 4]


def test_errors_come_before_warnings_and_a_fix_stays_where_all_have_it():
    made = plan(
        row(3, "created", "甲", fix="1"),
        row(4, "created", "甲", fix="2"),
        row(5, "rejected", "乙", severity="error", fix="3"),
    )
    first, second = group_problems(made)
    assert (first.severity, first.fix) == ("error", "3")
    assert (second.severity, second.fix) == ("warning", "")


def test_numbers_names_and_brackets_are_left_out_of_a_kind_of_fault():
    assert without_values("第3行“甲”（2人）") == "第…行……"


def test_the_position_of_a_row_is_relative_to_another():
    here, there = row(3), row(9)
    assert there.position_from(here) == "第9行"
    there.where = ("甲.xlsx", "高二")
    assert there.position_from(here) == "工作表“高二”第9行"
    there.where = ("乙.xlsx", "高二")
    assert there.position_from(here) == "《乙.xlsx》第9行"


def test_a_file_in_doubt_or_unread_is_not_usable():
    assert plan(sender=Sender("甲校", 1)).files[0].usable
    assert not plan(sender=Sender(doubt="说不准")).files[0].usable
    assert not plan(failure="坏了").files[0].usable
    assert plan(sender=Sender(doubt="说不准"), failure="坏了").files[0].doubt == ""


def test_the_units_of_a_plan_are_those_of_its_usable_files():
    made = plan(row(3), row(4, "held"), sender=Sender("甲校", 1, is_new=True))
    assert (made.units, made.new_units) == ({1: "甲校"}, {1: "甲校"})
    assert (made.unit_name, made.unit_id) == ("甲校", 1)
    assert made.counts == {"created": 1, "held": 1}
    made.files += plan(sender=Sender("乙校", 2)).files
    assert (made.unit_name, made.unit_id) == ("", 0)


def test_the_last_change_grows_with_every_edit(store):
    before = last_change(store)
    with store.edit("登记") as edit:
        edit.save(UNITS, Unit(name="甲校", kind="中学"))
    assert last_change(store) > before
