"""W13 and W14: a family's figures on one sheet, before the family's ledgers."""

from __future__ import annotations

from datetime import date

import pytest

from exports.reports import families_sheet
from exports.reports.report_context import ReportContext
from sheets import rows_by_heading
from storage.model.tables.recognition import AWARDS, Award


@pytest.fixture
def context(store, quarter, today):
    """A ledger with one award of the quarter and nothing else of the family."""
    with store.edit("录入") as edit:
        edit.save(AWARDS, Award(name="青年志愿之星", awarded_on=date(2026, 8, 1), granter="团市委",
                                level="市", holder="王雨欣"))  # fmt: skip
    return ReportContext(store, quarter, "masked", today)


def test_the_summary_comes_first_and_empty_ledgers_are_left_out(context):
    names = [one.name for one in families_sheet.sheets(context, "W13")]
    assert names == ["W13 宣传表彰激励", "W13.1 表彰奖励"]


def test_the_summary_holds_the_figures_of_the_family_alone(context):
    for prefix in families_sheet.NAMES:
        summary, *_ = families_sheet.sheets(context, prefix)
        rows = rows_by_heading(summary)
        assert rows
        assert summary.size == len(rows)
        assert all(str(row["明细所在"]).startswith(f"{prefix}.") for row in rows)
        for row in rows:
            one = context.measured[str(row["编号"])]
            assert (row["指标"], row["统计规则"]) == (one.label, one.rule)


def test_a_figure_of_the_family_is_that_of_the_ledger(context):
    summary, *_ = families_sheet.sheets(context, "W13")
    awards = next(row for row in rows_by_heading(summary) if row["编号"] == "A01")
    assert (awards["数值"], awards["本年目标"], awards["计量单位"]) == (1, "—", "项")
