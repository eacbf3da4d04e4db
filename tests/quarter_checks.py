"""Checks of a quarter, run on a sound county in which one thing was broken."""

from __future__ import annotations

import dataclasses
from datetime import date

from storage.counting.indicators import Figure
from storage.model.period import Quarter
from storage.quarter.check import EXPLAIN, PLAN, RECORDS, ZERO, CheckContext
from storage.quarter.readiness import check_readiness, run_checks

QUARTER = Quarter(2026, 3)
TODAY = date(2026, 10, 8)
SPRING = date(2026, 2, 3)


def change(edit, table, number, **fields):
    """Save a record with other values in these fields."""
    record = table.from_row(edit.row(table, number))
    edit.save(table, dataclasses.replace(record, **fields))


def failing(store):
    """Return the codes of the checks that fail, and of those that block."""
    found = check_readiness(store, QUARTER, TODAY)
    return (
        {one.check.code for one in found.results if not one.ok},
        {one.check.code for one in found.results if one.blocks},
    )


def assert_fails_alone(store, code, *, blocks, also=()):
    """Assert that this check fails, with those that name the same records, and no other."""
    failed, blocking = failing(store)
    assert code in failed
    # what was there the quarter before is not there any more
    assert failed <= {code, "C16", *also}, failed
    assert (code in blocking) is blocks
    assert blocking - {"C16"} == ({code} if blocks else set())


def assert_findings_lead_to_records(store, code):
    """Assert that each finding of the check has a text, a remedy and records that exist."""
    found = check_readiness(store, QUARTER, TODAY)
    (mine,) = [one for one in found.results if one.check.code == code]
    for finding in mine.findings:
        assert finding.text
        assert finding.fix.endswith("。")
        assert finding.act in (RECORDS, EXPLAIN, PLAN, ZERO)
        if finding.selection is not None:
            assert CheckContext(store, QUARTER, TODAY).count(finding.selection) > 0


def blocking_with_figure(store, code, **facts):
    """Return the codes of the checks that block where one figure is counted wrongly."""
    context = CheckContext(store, QUARTER, TODAY)
    measured = dict(context.measured)
    measured[code] = dataclasses.replace(measured[code], figure=Figure(**facts))
    context.measured = measured
    return {one.check.code for one in run_checks(context).results if one.blocks}
