"""What a row changes in a record: by the policy, by the clerk's word, never by a blank."""

import dataclasses

import pytest

from people import volunteer
from storage.intake.choices import NO_DECISION, Choices, RowDecision
from storage.intake.rows.import_plan import Plan, PlannedRow
from storage.intake.rows.row_diff import Merger, hold, note_duplicate
from storage.model.tables import VOLUNTEERS

HELD = dataclasses.replace(volunteer("赵一", phone="13800000001"), id=7)
FIELDS = ("name", "phone", "class_name")


def row(**fields):
    parsed = dataclasses.replace(HELD, id=None, **fields)
    return PlannedRow(3, (), record=parsed, parsed=parsed, fields=FIELDS)


@pytest.fixture
def merge(store):
    def run(one, policy="fill", decision=NO_DECISION, also=frozenset(), **choices):
        plan = Plan(VOLUNTEERS, policy, (), 0, Choices(**choices))
        Merger(store, plan).merge(one, HELD, decision, also)
        return one

    return run


@pytest.mark.parametrize(
    ("policy", "taken"), [("fill", False), ("update", True), ("skip", False), ("keep", False)]
)
def test_another_value_is_offered_and_taken_by_the_policy(merge, policy, taken):
    one = merge(row(phone="13800000009"), policy)
    ((name, old, new, took),) = one.offered
    assert (name, old, new, took) == ("phone", "13800000001", "13800000009", taken)
    assert one.outcome == ("updated" if taken else "unchanged")
    assert one.record.phone == ("13800000009" if taken else "13800000001")


@pytest.mark.parametrize(("policy", "taken"), [("fill", True), ("update", True), ("skip", False)])
def test_a_blank_of_the_ledger_is_filled(merge, policy, taken):
    one = merge(row(class_name="高一1班"), policy)
    assert [change.taken for change in one.offered] == [taken]
    assert (one.record.class_name == "高一1班") is taken


def test_a_blank_of_the_row_never_erases(merge):
    one = merge(row(phone=None), "update")
    assert one.offered == ()
    assert one.outcome == "unchanged"
    assert one.record is HELD


def test_a_field_has_a_policy_of_its_own_and_the_clerk_the_last_word(merge):
    assert merge(row(phone="13800000009"), fields={"phone": "update"}).outcome == "updated"
    refused = RowDecision(take={"phone": False})
    assert merge(row(phone="13800000009"), "update", refused).outcome == "unchanged"
    assert merge(row(phone="13800000009"), decision=RowDecision(policy="update")).differences == (
        ("phone", "13800000001", "13800000009"),
    )


def test_fields_that_go_with_others_are_always_taken(merge):
    one = merge(row(phone="13800000009"), "skip", also=frozenset(("phone",)))
    assert one.record.phone == "13800000009"


def test_a_month_is_completed_to_a_day_and_a_day_stays(store):
    merger = Merger(store, Plan(VOLUNTEERS, "fill", (), 0, Choices()))
    partial = next(one for one in VOLUNTEERS.columns if one.kind.name == "partial_date").name
    assert merger.is_part(partial, "2024-05", "2024-05-03")
    assert not merger.is_part(partial, "2024-05-03", "2024-05")
    assert not merger.is_part("phone", "138", "13800000001")


def test_a_held_row_has_the_reason_and_a_duplicate_names_the_other_row():
    one, other = row(), dataclasses.replace(row(), row=9)
    hold(one, "请核对", "number")
    assert (one.outcome, one.problems[0].message) == ("held", "请核对")
    note_duplicate(other, one)
    assert other.problems[0].message == "与第3行是同一人，只记一次"
    assert other.problems[0].code == "twice"
