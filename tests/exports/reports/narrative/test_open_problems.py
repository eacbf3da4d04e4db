"""The list of problems: what is lacking, longest first, and the commonest faults in the data."""

from __future__ import annotations

from datetime import date

import pytest

from exports.reports.narrative.open_problems import Problem, data_faults, problems
from exports.reports.report_context import ReportContext
from people import volunteer
from storage.model.tables import TARGETS, VOLUNTEERS
from storage.model.tables.setting import Target


@pytest.fixture
def context(store, quarter, today):
    """Three members not registered, one of them under age without consent."""
    with store.edit("录入") as edit:
        for name, born in (("甲", "2005-01-01"), ("乙", "2005-01-02"), ("丙", "2010-05-17")):
            edit.save(VOLUNTEERS, volunteer(name, born, political_status="共青团员"))
    return ReportContext(store, quarter, "masked", today)


def test_problems_are_listed_longest_first_and_missing_targets_last(context):
    found = problems(context)
    assert [(one.what, one.amount) for one in found if one.number] == [
        ("未注册志愿者的在册团员", "3 人"),
        ("没有监护人有效同意的未成年人", "1 人"),
    ]
    numbers = [one.number for one in found]
    assert numbers == sorted(numbers, reverse=True)
    unset = [one for one in found if not one.number]
    assert unset
    assert {one.amount for one in unset} == {"—"}
    assert all(one.what.endswith("的年度目标未下达") for one in unset)


def test_a_target_that_is_set_is_no_problem(context):
    label = context.measured["V02"].label
    named = f"“{label}”的年度目标未下达"
    assert named in [one.what for one in problems(context)]
    with context.store.edit("目标") as edit:
        edit.save(TARGETS, Target(year=2026, indicator="V02", value=100))
    again = ReportContext(context.store, context.quarter, "masked", context.made_on)
    assert named not in [one.what for one in problems(again)]


def test_an_amount_has_its_unit_and_groups_of_three():
    assert Problem("未注册", 1234, "人", "").amount == "1,234 人"


def test_faults_are_counted_by_kind_and_name_nobody(store, quarter, today):
    with store.edit("录入") as edit:
        for number in range(3):
            edit.save(VOLUNTEERS, volunteer(f"学生{number}", "2015-03-01",
                                            political_status="共青团员"))  # fmt: skip
    faults = data_faults(ReportContext(store, quarter, "masked", date(2026, 10, 8)))
    (young,) = [one for one in faults if "不满14周岁" in one.what]
    assert (young.what, young.amount) == ("志愿者：不满14周岁，不到入团的年龄", "3 人")
    assert not any("学生" in one.what for one in faults)
    assert not any("没有监护人" in one.what for one in faults)  # the list before counts these
