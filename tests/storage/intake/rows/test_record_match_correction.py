"""What a returned list of service records changes: hours by correction, evaluations in place."""

import dataclasses
from datetime import date

import pytest

from people import volunteer
from storage.intake.choices import Choices, RowDecision
from storage.intake.rows.import_plan import FieldChange, Plan, PlannedRow, RowProblem
from storage.intake.rows.record_match import RecordMatcher
from storage.model.tables import ACTIVITIES, ORGANIZATIONS, SERVICE_RECORDS, VOLUNTEERS
from storage.model.tables.organization import Organization
from storage.model.tables.project import Activity
from storage.model.tables.service_record import ServiceRecord

DAY, TODAY = date(2026, 7, 4), date(2026, 7, 10)
FIXED = "服务记录只增不改，这一格没有导入，记错了的，对原来那条加更正冲销，再另记一条"
OFFER = "服务记录只增不改，以新表为准的话加一条更正"
TAKE = RowDecision(take={"hours": True})


@pytest.fixture(autouse=True)
def _a_day_in_july(monkeypatch):
    monkeypatch.setattr("storage.clock.today", lambda: TODAY)


@pytest.fixture
def served(store):
    """One person's three hours in the morning."""
    with store.edit("录入") as edit:
        person = edit.save(VOLUNTEERS, volunteer())
        body = edit.save(ORGANIZATIONS, Organization(name="阳光队", kind="志愿服务队"))
        activities = [
            edit.save(ACTIVITIES, Activity(name=name, organization=body, held_on=DAY, place="江边"))
            for name in ("巡河", "值守")
        ]
        made = ServiceRecord(
            volunteer=person, activity=activities[0], served_on=DAY, from_time="09:00",
            to_time="12:00", hours=180, content="巡河", recorder="周嘉诚", recorded_on=DAY,
            evaluation="满意", evaluated_on=DAY,
        )  # fmt: skip
        return store.get(SERVICE_RECORDS, edit.save(SERVICE_RECORDS, made))


@pytest.fixture
def match(store):
    def run(held, policy="update", decision=None, *, target=True, **changed):
        parsed = dataclasses.replace(held, id=None, **changed)
        given = tuple(one for one in SERVICE_RECORDS.by_name if getattr(parsed, one) is not None)
        row = PlannedRow(2, (), record=parsed, parsed=parsed, fields=given)
        row.target_id = held.id if target else None
        plan = Plan(SERVICE_RECORDS, policy, (), 0, Choices())
        RecordMatcher(store, plan).match([row], {2: decision} if decision else {})
        return row

    return run


def differs(label, old, new):
    return f"{label}与台账不同（台账“{old}”，表里“{new}”）"


def warning(name, message, severity="warning"):
    return RowProblem(name, "", severity, message, "correction")


def correct(store, one, by):
    made = dataclasses.replace(
        one, id=None, hours=by, from_time=None, to_time=None, evaluation=None, evaluated_on=None,
        corrects=one.id, reason="漏记",
    )  # fmt: skip
    with store.edit("更正") as edit:
        return store.get(SERVICE_RECORDS, edit.save(SERVICE_RECORDS, made))


@pytest.mark.parametrize(
    ("hours", "new", "by", "signed"),
    [(150, "2.5", -30, "−0.5"), (174, "2.9", -6, "−0.1"), (186, "3.1", 6, "+0.1")],
)
def test_hours_taken_from_the_list_become_a_correction(match, served, hours, new, by, signed):
    row = match(served, hours=hours)
    assert (row.outcome, row.target_id) == ("created", None)
    assert row.record == dataclasses.replace(
        served, id=None, hours=by, from_time=None, to_time=None, evaluation=None,
        evaluated_on=None, recorded_on=TODAY, corrects=served.id,
        reason=f"再次导入的表里是 {new} 小时，原来是 3.0 小时",
    )  # fmt: skip
    message = f"{differs('时长', '3.0', new)}；加一条更正 {signed} 小时"
    assert row.problems == (warning("hours", message),)
    assert row.offered == (FieldChange("hours", "3.0", new, taken=True),)


@pytest.mark.parametrize("policy", ["fill", "skip", "keep"])
def test_hours_that_are_not_taken_are_offered(match, served, policy):
    row = match(served, policy, hours=150)
    assert (row.outcome, row.record, row.target_id) == ("unchanged", served, served.id)
    message = f"{differs('时长', '3.0', '2.5')}；{OFFER} −0.5 小时"
    assert row.problems == (warning("hours", message),)
    assert row.offered == (FieldChange("hours", "3.0", "2.5", taken=False),)


def test_hours_are_compared_with_what_counts_after_corrections(store, match, served):
    correct(store, served, -30)
    row = match(served, hours=150)
    assert (row.outcome, row.problems, row.offered) == ("unchanged", (), ())
    row = match(served, hours=210)
    assert (row.record.hours, row.record.corrects) == (60, served.id)
    assert row.record.reason == "再次导入的表里是 3.5 小时，原来是 2.5 小时"
    assert row.problems == (
        warning("hours", f"{differs('时长', '2.5', '3.5')}；加一条更正 +1.0 小时"),
    )


def test_the_same_hours_are_no_correction(match, served):
    row = match(served)
    assert (row.outcome, row.record, row.problems, row.offered) == ("unchanged", served, (), ())


def test_hours_of_a_correction_are_not_corrected(store, match, served):
    correction = correct(store, served, -30)
    row = match(correction, hours=-60)
    assert (row.outcome, row.record, row.offered) == ("unchanged", correction, ())
    sentence = "更正也只增不改：请在原来的记录上再加一条更正，这一格没有导入"
    assert row.problems == (warning("hours", f"{differs('时长', '-0.5', '-1.0')}；{sentence}"),)


@pytest.mark.parametrize(
    ("changed", "label", "old", "new"),
    [
        ({"content": "植树"}, "服务内容", "巡河", "植树"),
        ({"recorder": "陈思远"}, "记录人", "周嘉诚", "陈思远"),
        ({"activity": 2}, "活动", "巡河", "值守"),
        ({"to_time": "13:00"}, "结束时间", "12:00", "13:00"),
    ],
)
def test_what_never_changes_is_reported_with_what_to_do(match, served, changed, label, old, new):
    row = match(served, **changed)
    assert (row.outcome, row.record, row.offered) == ("unchanged", served, ())
    (name,) = changed
    assert row.problems == (warning(name, f"{differs(label, old, new)}；{FIXED}"),)


def test_an_evaluation_is_changed_in_the_record(match, served):
    row = match(served, evaluation="不满意", content="植树")
    assert (row.outcome, row.target_id) == ("updated", served.id)
    assert row.record == dataclasses.replace(served, evaluation="不满意")
    assert row.offered == (FieldChange("evaluation", "满意", "不满意", taken=True),)
    assert row.problems == (warning("content", f"{differs('服务内容', '巡河', '植树')}；{FIXED}"),)


def test_an_evaluation_that_is_not_taken_is_offered(match, served):
    row = match(served, "fill", evaluation="不满意")
    assert (row.outcome, row.record) == ("unchanged", served)
    assert row.offered == (FieldChange("evaluation", "满意", "不满意", taken=False),)


@pytest.mark.parametrize(
    ("policy", "changed", "tail"),
    [
        ("update", {"evaluation": "不满意"}, "；评价要再导入一次才填入"),
        (
            "update",
            {"confirmer": "陈思远", "evaluation": "不满意"},
            "；复核人、评价要再导入一次才填入",
        ),
        ("fill", {"evaluation": "不满意"}, ""),
        ("fill", {"evaluation": "不满意", "confirmer": "陈思远"}, "；复核人要再导入一次才填入"),
    ],
)
def test_a_correction_names_what_has_to_be_imported_again(match, served, policy, changed, tail):
    row = match(served, policy, TAKE, hours=240, **changed)
    assert (row.outcome, row.record.hours) == ("created", 60)
    assert row.record.evaluation is None
    message = f"{differs('时长', '3.0', '4.0')}；加一条更正 +1.0 小时{tail}"
    assert row.problems == (warning("hours", message),)


def test_an_evaluation_goes_in_where_the_hours_are_only_offered(match, served):
    row = match(
        served, "update", RowDecision(take={"hours": False}), hours=150, evaluation="不满意"
    )
    assert (row.outcome, row.record.evaluation, row.record.hours) == ("updated", "不满意", 180)
    assert [(one.name, one.taken) for one in row.offered] == [
        ("evaluation", True), ("hours", False)
    ]  # fmt: skip


def test_a_correction_that_cannot_be_is_an_error(store, match, served):
    with store.edit("另一场") as edit:
        edit.save(SERVICE_RECORDS, dataclasses.replace(
            served, id=None, activity=2, from_time=None, to_time=None, hours=9 * 60,
        ))  # fmt: skip
    row = match(served, hours=16 * 60)
    assert (row.outcome, row.target_id, row.record) == ("rejected", served.id, served)
    (problem,) = row.problems
    assert (problem.column, problem.severity, problem.code) == ("hours", "error", "correction")
    assert problem.message.startswith(f"{differs('时长', '3.0', '16.0')}；")
    assert "24 小时" in problem.message


def test_a_record_is_found_by_person_activity_day_and_time(match, served):
    row = match(served, target=False)
    assert (row.outcome, row.target_id) == ("unchanged", served.id)
    assert row.matched_by == "志愿者、活动、服务日期、开始时间、更正的记录相同"
    for changed in ({"from_time": "08:00"}, {"activity": 2}, {"served_on": date(2026, 7, 3)}):
        row = match(served, target=False, **changed)
        assert (row.outcome, row.matched_by) == ("created", "")
    row = match(served, target=False, corrects=served.id, hours=-60, reason="多记")
    assert (row.outcome, row.matched_by) == ("created", "")
