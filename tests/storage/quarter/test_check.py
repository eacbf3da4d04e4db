"""A check of a quarter: its context, the selections it makes, and its result as data."""

from __future__ import annotations

from datetime import date

import pytest

from people import volunteer
from storage.model.period import Quarter
from storage.model.tables import VOLUNTEERS
from storage.quarter.check import Check, CheckContext, CheckResult, Finding, records_check

QUARTER = Quarter(2026, 3)
TODAY = date(2026, 10, 8)


@pytest.fixture
def context(store):
    """Five volunteers, of whom four have no phone."""
    with store.edit("录入") as edit:
        for name, phone in zip("甲乙丙丁戊", (None, None, None, None, "13800000001"), strict=True):
            edit.save(VOLUNTEERS, volunteer(name, phone=phone))
    return CheckContext(store, QUARTER, TODAY)


def test_a_selection_has_only_the_parameters_that_its_condition_names(context):
    selection = context.select(VOLUNTEERS, "t.name = :name AND :quarter <> ''", name="甲", other=1)
    assert selection.parameters == {"name": "甲", "quarter": "2026Q3"}
    assert context.count(selection) == 1


def test_chosen_records_are_those_of_the_numbers(context):
    selection = context.chosen(VOLUNTEERS, [3, 1, 99])
    assert (context.count(selection), context.names(selection)) == (2, "甲、丙")


def test_more_names_than_are_shown_end_in_others(context):
    everybody = context.select(VOLUNTEERS, "1")
    assert context.names(everybody) == "甲、乙、丙 等"
    assert context.names(everybody, 5) == "甲、乙、丙、丁、戊"


def test_a_figure_without_data_is_counted_as_none(context):
    assert context.number("V01") == 5
    assert context.number("V08") == 0  # a share of nobody
    assert context.number("X99") == 0


def test_a_check_of_records_states_how_many_there_are_and_leads_to_them(context):
    run = records_check(VOLUNTEERS, "t.phone IS NULL", "{n} 人没有电话", "请补上。", blocks=True)
    (finding,) = run(context)
    assert (finding.text, finding.fix, finding.blocks) == ("4 人没有电话", "请补上。", True)
    assert context.count(finding.selection) == 4
    assert list(records_check(VOLUNTEERS, "0", "{n} 人", "请改。", blocks=True)(context)) == []


def test_a_result_blocks_where_one_of_its_findings_does():
    check = Check("C99", "都好", lambda context: ())
    reminder = Finding("小事", "请看看。", blocks=False, codes=("V01",))
    blocker = Finding("大事", "请改。", blocks=True)
    assert (CheckResult(check, ()).ok, CheckResult(check, ()).blocks) == (True, False)
    assert (CheckResult(check, (reminder,)).ok, CheckResult(check, (reminder,)).blocks) == (
        False,
        False,
    )
    assert CheckResult(check, (reminder, blocker)).blocks
    assert CheckResult(check, (reminder,)).as_json() == {
        "code": "C99",
        "label": "都好",
        "ok": False,
        "blocks": False,
        "findings": [{"text": "小事", "fix": "请看看。", "blocks": False, "codes": ["V01"]}],
    }
