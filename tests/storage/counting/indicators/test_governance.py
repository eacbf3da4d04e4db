"""Figures on documents, meetings, the work plan and punctual reports."""

from __future__ import annotations

from datetime import date

import pytest

from counted import DAY, LAST_YEAR, LATER, counted, save
from storage.model.tables import (
    CHARTERS,
    DISPATCHES,
    MEETINGS,
    ORGANIZATIONS,
    PLAN_PROGRESS,
    PLAN_ROWS,
    POLICY_DOCUMENTS,
    WORK_PLANS,
)


@pytest.mark.parametrize(
    ("code", "kind"),
    [("G01", "改革领导小组"), ("G04", "纳入改革部署"), ("G05", "规划"), ("D01", "任务分解方案")],
)
def test_a_document_counts_once_it_has_a_number_and_was_issued_by_the_cut_off(store, code, kind):
    save(store, POLICY_DOCUMENTS, {"kind": kind}, {"kind": kind, "number": "1", "issued_on": LATER})
    assert counted(store, code) == 0
    save(store, POLICY_DOCUMENTS, {"kind": kind, "number": "2", "issued_on": LAST_YEAR})
    assert counted(store, code) == 1


def test_summaries_and_meetings_of_the_leading_group_are_counted_in_the_year(store):
    save(
        store, POLICY_DOCUMENTS,
        {"kind": "总结评估"},
        {"kind": "经验推广"},
        {"kind": "总结评估", "issued_on": LAST_YEAR},
        {"kind": "其他"},
    )  # fmt: skip
    save(
        store, MEETINGS,
        {"body": "改革领导小组"},
        {"body": "改革领导小组", "held_on": LAST_YEAR},
        {"body": "理事会"},
    )  # fmt: skip
    assert counted(store, "G02", "D05") == [1, 2]


def test_meetings_are_due_by_the_charter_s_interval(store):
    (body,) = save(store, ORGANIZATIONS, {"kind": "青年志愿者协会"})
    facts = {"organization": body, "body": "理事会"}
    save(store, CHARTERS, {**facts, "every_months": 3, "from_on": date(2025, 12, 31)})
    save(store, MEETINGS, {**facts, "held_on": date(2026, 2, 1)}, {**facts, "held_on": DAY})
    assert counted(store, "G03") == (2, 3)


def test_rows_of_the_year_s_plan_are_assigned_with_a_person_and_a_deadline(store):
    with store.edit("清空") as edit:
        for table in (PLAN_PROGRESS, PLAN_ROWS, WORK_PLANS):
            for one in list(store.select(table)):
                edit.remove(table, one.id)
    (plan,) = save(store, WORK_PLANS, {"year": 2026})
    rows = save(
        store, PLAN_ROWS,
        {"plan": plan, "ordering": 1, "responsible": "李芳", "deadline": DAY},
        {"plan": plan, "ordering": 2, "responsible": "李芳"},
        {"plan": plan, "ordering": 3, "deadline": LATER},
    )  # fmt: skip
    assert counted(store, "D02") == (1, 3)
    assert counted(store, "D03") == (0, 1)  # the one whose deadline has passed
    save(store, PLAN_PROGRESS, {"row": rows[0], "quarter": "2026Q2", "state": "已完成"})
    assert counted(store, "D03") == (1, 1)


def test_a_quarter_s_first_report_is_in_time_within_the_days_of_the_policy(store):
    facts = {"version": 1, "draft": False}
    save(
        store, DISPATCHES,
        {**facts, "quarter": "2025Q4", "sent_on": date(2026, 1, 5)},
        {**facts, "quarter": "2025Q4", "sent_on": date(2026, 3, 5)},  # not the first
        {**facts, "quarter": "2026Q1", "sent_on": date(2026, 6, 30)},
        {**facts, "quarter": "2026Q2", "draft": True, "sent_on": date(2026, 7, 1)},
    )  # fmt: skip
    assert counted(store, "D04") == (1, 2)
