"""By what a row of a list is matched with a record, and when the match is not believed."""

import dataclasses
from datetime import date

import pytest

from storage.intake.choices import Choices, RowDecision
from storage.intake.rows.import_plan import Plan, PlannedRow, RowProblem
from storage.intake.rows.record_match import RecordMatcher
from storage.model.tables import ORGANIZATIONS, TRAININGS
from storage.model.tables.organization import Organization
from storage.model.tables.training import Training

FOREIGN = "台账编号对不上，可能来自另一份台账，请核对"
TEAM = Organization(name="一队", kind="其他")
COURSE = Training(
    name="骨干培训", category="骨干", content="实务", held_on=date(2026, 3, 5), hours=240,
    organiser="团委",
)  # fmt: skip


def line(at, record, target=None):
    given = tuple(one for one in type(record).__slots__ if getattr(record, one) is not None)
    return PlannedRow(at, (), record=record, parsed=record, fields=given, target_id=target)


@pytest.fixture
def add(store):
    def run(table, *records):
        with store.edit("登记") as edit:
            numbers = [edit.save(table, one) for one in records]
        return [store.get(table, number) for number in numbers]

    return run


@pytest.fixture
def match(store):
    def run(*rows, table=ORGANIZATIONS, policy="fill", decisions=None):
        RecordMatcher(store, Plan(table, policy, (), 0, Choices())).match(rows, decisions or {})
        return rows

    return run


def team(**fields):
    return dataclasses.replace(TEAM, **fields)


def hint(message, code):
    return (RowProblem("", "", "warning", message, code),)


def test_a_record_is_found_by_the_key_of_its_table(match, add):
    (one,) = add(ORGANIZATIONS, TEAM)
    same, other = match(line(2, team(leader="甲")), line(3, team(name="二队")))
    assert (same.outcome, same.target_id, same.matched_by) == ("updated", one.id, "组织名称相同")
    assert same.record == dataclasses.replace(one, leader="甲")
    assert (other.outcome, other.target_id, other.matched_by) == ("created", None, "")
    assert (same.problems, other.problems) == ((), ())


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"name": "初级培训"},
        {"category": "应急"},
        {"content": "急救"},
        {"held_on": date(2026, 3, 6)},
        {"hours": 180},
        {"organiser": "青协"},
    ],
)
def test_a_table_without_a_key_is_matched_by_all_its_required_fields(match, add, changed):
    (one,) = add(TRAININGS, COURSE)
    (row,) = match(line(2, dataclasses.replace(COURSE, place="县城", **changed)), table=TRAININGS)
    labels = "培训名称、培训类别、主要内容、开始日期、学时、举办单位相同"
    expected = ("created", None, "") if changed else ("updated", one.id, labels)
    assert (row.outcome, row.target_id, row.matched_by) == expected


def test_a_record_number_finds_its_record(match, add):
    _first, second = add(ORGANIZATIONS, TEAM, team(name="二队"))
    (row,) = match(line(2, team(name="二队", leader="甲"), second.id))
    assert (row.outcome, row.target_id, row.matched_by) == ("updated", second.id, "台账编号")


@pytest.mark.parametrize(
    ("target", "decision", "policy", "outcome"),
    [
        (1, {}, "fill", "held"),
        (1, {}, "skip", "held"),
        (1, {}, "keep", "held"),
        (1, {}, "update", "updated"),
        (1, {"policy": "update"}, "fill", "updated"),
        (1, {"policy": "fill"}, "update", "held"),
        (1, {"same_as": 1}, "fill", "unchanged"),
        (None, {"same_as": 1}, "fill", "unchanged"),
        (99, {}, "update", "held"),
        (None, {"same_as": 99}, "update", "held"),
    ],
)
def test_a_record_of_another_title_is_believed_by_decision_or_renewal(
    match, add, target, decision, policy, outcome
):
    add(ORGANIZATIONS, TEAM)
    row = line(2, team(name="二队"), target)
    match(row, policy=policy, decisions={2: RowDecision(**decision)})
    assert row.outcome == outcome
    assert row.problems == (hint(FOREIGN, "number") if outcome == "held" else ())
    assert row.matched_by == ("台账编号" if target else "您认定是同一条")


def test_a_decision_holds_for_its_own_row_only(match, add):
    (one,) = add(ORGANIZATIONS, TEAM)
    row = line(2, team(name="二队"))
    match(row, decisions={3: RowDecision(same_as=one.id)})
    assert (row.outcome, row.matched_by) == ("created", "")


def test_a_second_row_of_a_new_record_is_reported_and_not_imported(match):
    first, second = match(line(2, team(leader="甲")), line(3, team(leader="乙")))
    assert (first.outcome, first.problems) == ("created", ())
    assert second.outcome == "unchanged"
    assert second.problems == hint("与第2行是同一人，只记一次", "twice")
    assert first.record.leader == "甲"


def test_two_rows_are_one_record_by_number_and_by_key(match, add):
    (one,) = add(ORGANIZATIONS, TEAM)
    first, second = match(line(2, team(name="新队"), one.id), line(3, TEAM), policy="update")
    assert (first.outcome, first.record.name) == ("updated", "新队")
    assert (second.outcome, second.offered) == ("unchanged", ())
    assert second.problems == hint("与第2行是同一人，只记一次", "twice")


def test_a_rejected_row_is_left_as_it_is_and_is_no_earlier_row(match):
    rejected = line(2, TEAM)
    rejected.outcome = "rejected"
    match(rejected, row := line(3, TEAM))
    assert (rejected.outcome, row.outcome, row.problems) == ("rejected", "created", ())
