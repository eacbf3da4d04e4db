"""Checks on activities, trainings, the plan, the units and the data."""

from __future__ import annotations

import dataclasses

import pytest

from quarter_checks import (
    QUARTER,
    SPRING,
    TODAY,
    assert_fails_alone,
    assert_findings_lead_to_records,
    blocking_with_figure,
    change,
    failing,
)
from storage.counting.indicators import Figure
from storage.model.tables import (
    ATTENDANCES,
    PLAN_PROGRESS,
    PLAN_ROWS,
    SERVICE_RECORDS,
    TRAININGS,
    UNITS,
    VOLUNTEERS,
    WORK_PLANS,
    ZERO_REPORTS,
)
from storage.model.tables.service_record import ServiceRecord
from storage.model.tables.unit import Unit
from storage.quarter.check import CheckContext
from storage.quarter.checks import CHECKS


def nobody_listed(edit, made):
    edit.remove(ATTENDANCES, made["attendance"])


def no_hours(edit, made):
    change(edit, TRAININGS, made["training"], hours=0)


def corrected_correction(edit, made):
    facts = {
        "volunteer": made["person0"], "activity": made["activity"], "served_on": SPRING,
        "recorder": "周嘉诚", "recorded_on": SPRING, "source": "签到表", "reason": "错了",
    }  # fmt: skip
    first = edit.save(SERVICE_RECORDS, ServiceRecord(**facts, hours=-120, corrects=made["record"]))
    edit.save(SERVICE_RECORDS, ServiceRecord(**facts, hours=60, corrects=first))


def row_without_progress(edit, made):
    edit.remove(PLAN_PROGRESS, 1)


def row_without_evidence(edit, made):
    change(edit, PLAN_PROGRESS, 1, evidence_note=None)


def school_without_data(edit, made):
    edit.save(UNITS, Unit(name="平地中学", kind="中学"))


def township_without_data(edit, made):
    edit.remove(ZERO_REPORTS, 1)


BROKEN = [
    (nobody_listed, "C7", False),
    (no_hours, "C7", True),
    (corrected_correction, "C7", True),
    (row_without_progress, "C17", True),
    (row_without_evidence, "C17", False),
    (school_without_data, "C19", True),
    (township_without_data, "C19", True),
]


@pytest.mark.parametrize(
    ("break_it", "code", "blocks"), BROKEN, ids=[one[0].__name__ for one in BROKEN]
)
def test_a_check_fails_alone_and_leads_to_the_records_of_its_findings(
    store, sound, break_it, code, blocks
):
    with store.edit("弄坏") as edit:
        break_it(edit, sound)
    assert_fails_alone(
        store, code, blocks=blocks, also=("数据",) if break_it is corrected_correction else ()
    )
    assert_findings_lead_to_records(store, code)


def test_more_people_than_the_lists_hold_blocks(store, sound):
    assert "C12" in blocking_with_figure(store, "T06", value=9)


def test_the_finding_states_the_figure_and_the_number_on_the_lists(store, sound):
    context = CheckContext(store, QUARTER, TODAY)
    right = context.measured["T06"]
    wrong = dataclasses.replace(right, figure=Figure(value=right.value + 1))
    context.measured = {**context.measured, "T06": wrong}
    (check,) = (one for one in CHECKS if one.code == "C12")
    (found,) = check.run(context)
    assert found.text == f"{right.label} {wrong.text}，名单去重只有 {right.value} 人"
    assert (found.fix, found.blocks, found.codes) == ("请核对参训名单。", True, ("T06",))
    context.measured = {**context.measured, "T06": right}
    assert list(check.run(context)) == []


def test_a_fault_of_the_data_is_a_reminder(store, sound):
    with store.edit("弄坏") as edit:
        change(edit, VOLUNTEERS, sound["person4"], birth_date="2030-01-01", id_number=None)
    assert "数据" in failing(store)[0] - failing(store)[1]


def test_a_year_without_a_plan_blocks(store, sound):
    with store.edit("弄坏") as edit:
        for table in (PLAN_PROGRESS, PLAN_ROWS, WORK_PLANS):
            for one in list(store.select(table)):
                edit.remove(table, one.id)
    assert failing(store)[1] == {"C17"}
