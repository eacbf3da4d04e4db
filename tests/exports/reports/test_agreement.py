"""The papers agree with the records and with each other, and a figure that does not is named."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from exports.reports.agreement import check_papers, check_with_papers
from exports.reports.narrative import render_report
from exports.reports.report_context import ReportContext


@pytest.fixture
def context(county, quarter, today):
    return ReportContext(county, quarter, "masked", today)


@pytest.fixture(scope="module")
def report(county, quarter, today):
    return render_report(ReportContext(county, quarter, "masked", today)).data


def wrong(context, code, **facts):
    """The same papers with one figure another one."""
    measured = dict(context.measured)
    figure = dataclasses.replace(measured[code].figure, **facts)
    measured[code] = dataclasses.replace(measured[code], figure=figure)
    changed = ReportContext(context.store, context.quarter, context.privacy, context.made_on)
    changed.measured = measured
    return changed


def test_papers_of_one_ledger_agree(context, report):
    verdicts = check_papers(context, report)
    assert [one.check.code for one in verdicts] == ["C1", "C18"]
    assert [finding.text for one in verdicts for finding in one.findings] == []


def test_a_figure_that_is_not_its_details_is_named(context):
    changed = wrong(context, "V02", value=1)
    details, _same = check_papers(changed, render_report(changed).data)
    assert details.blocks
    assert context.measured["V02"].label in details.findings[0].text


def test_a_share_that_is_not_its_details_is_named(context):
    changed = wrong(context, "V08", denominator=7)
    details, _same = check_papers(changed, render_report(changed).data)
    assert context.measured["V08"].label in details.findings[0].text


def test_a_report_of_other_figures_is_noticed(context, report):
    changed = wrong(context, "V02", value=123456)
    _details, same = check_papers(changed, report)
    assert same.blocks
    assert "校验码" in same.findings[0].text
    assert context.measured["V02"].label in same.findings[0].text


def test_checks_of_the_papers_are_in_order_among_the_others(county, quarter):
    found = check_with_papers(county, quarter, date(2026, 10, 12))
    codes = [one.check.code for one in found.results]
    assert codes == [*(f"C{number}" for number in range(1, 20)), "数据", "更正", "回复"]
    assert {one.check.code for one in found.results if one.ok} >= {"C1", "C18"}


def test_no_data_is_printed_as_such(store, quarter, today):
    context = ReportContext(store, quarter, "masked", today)
    assert context.measured["V09"].value is None
    assert all(one.ok for one in check_papers(context, render_report(context).data))
