"""The papers agree with the records and with each other, and a figure that does not is named."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from exports.reports.agreement import agreement, ready
from exports.reports.narrative import report_of
from exports.reports.report_context import Material


@pytest.fixture
def material(county, quarter, today):
    return Material(county, quarter, "masked", today)


@pytest.fixture(scope="module")
def report(county, quarter, today):
    return report_of(Material(county, quarter, "masked", today)).data


def wrong(material, code, **facts):
    """The same papers with one figure another one."""
    measured = dict(material.measured)
    figure = dataclasses.replace(measured[code].figure, **facts)
    measured[code] = dataclasses.replace(measured[code], figure=figure)
    changed = Material(material.store, material.quarter, material.privacy, material.made_on)
    changed.measured = measured
    return changed


def test_papers_of_one_ledger_agree(material, report):
    verdicts = agreement(material, report)
    assert [one.check.code for one in verdicts] == ["C1", "C18"]
    assert [finding.text for one in verdicts for finding in one.findings] == []


def test_a_figure_that_is_not_its_details_is_named(material):
    changed = wrong(material, "V02", value=1)
    details, _same = agreement(changed, report_of(changed).data)
    assert details.blocks
    assert material.measured["V02"].label in details.findings[0].text


def test_a_share_that_is_not_its_details_is_named(material):
    changed = wrong(material, "V08", denominator=7)
    details, _same = agreement(changed, report_of(changed).data)
    assert material.measured["V08"].label in details.findings[0].text


def test_a_report_of_other_figures_is_noticed(material, report):
    changed = wrong(material, "V02", value=123456)
    _details, same = agreement(changed, report)
    assert same.blocks
    assert "校验码" in same.findings[0].text
    assert material.measured["V02"].label in same.findings[0].text


def test_the_papers_stand_among_the_other_checks_in_order(county, quarter):
    found = ready(county, quarter, date(2026, 10, 12))
    codes = [one.check.code for one in found.verdicts]
    assert codes == [*(f"C{number}" for number in range(1, 20)), "数据", "更正", "回复"]
    assert {one.check.code for one in found.verdicts if one.ok} >= {"C1", "C18"}


def test_no_data_is_printed_as_such(store, quarter, today):
    material = Material(store, quarter, "masked", today)
    assert material.measured["V09"].value is None
    assert all(one.ok for one in agreement(material, report_of(material).data))
