"""Figures by school, unit or brand: the rows add up to the county's figures."""

from __future__ import annotations

import pytest

from exports.reports import split_sheets
from exports.reports.report_context import ReportContext
from exports.reports.split_sheets import SPLITS
from exports.sheet import Count, Total
from sheets import rows_by_heading


@pytest.fixture(scope="module")
def context(county, quarter, today):
    return ReportContext(county, quarter, "masked", today)


@pytest.mark.parametrize("split", SPLITS, ids=lambda one: one.name)
def test_the_rows_add_up_to_the_county(context, split):
    sheet = split_sheets.sheet(context, split.name)
    *rows, total = rows_by_heading(sheet)
    assert (sheet.name, sheet.size) == (split.name, len(rows))
    assert [row["序号"] for row in rows] == list(range(1, len(rows) + 1))
    for code in split.codes:
        one = context.measured[code]
        labels = [one.label]
        if one.unit == "%":
            labels = [f"{one.label}·分子", f"{one.label}·分母"]
            assert [total[label] for label in labels] == [
                one.figure.numerator or 0, one.figure.denominator or 0,
            ]  # fmt: skip
        else:
            assert total[one.label] == pytest.approx(one.value)
        for label in labels:
            assert sum(row[label] for row in rows) == pytest.approx(total[label])


def test_a_share_follows_its_numerator_and_denominator(context):
    sheet = split_sheets.sheet(context, "W11 团员学生注册率")
    labels = [one.label for one in sheet.headings]
    rate = context.measured["V08"].label
    at = labels.index(rate)
    assert labels[at - 2 : at] == [f"{rate}·分子", f"{rate}·分母"]
    for row in rows_by_heading(sheet):
        part, whole = row[f"{rate}·分子"], row[f"{rate}·分母"]
        assert isinstance(part, Count)
        assert row[rate] == "无数据" if not whole else abs(row[rate] - part / whole) < 0.001


def test_a_figure_is_proved_by_the_sum_of_its_column(context):
    for split in SPLITS:
        proofs = split_sheets.sheet(context, split.name).proofs
        assert {one.code for one in proofs} == set(split.codes)
        assert {one.how for one in proofs} == {"各行合计"}


def test_a_ledger_without_services_has_no_rows_and_no_total(store, quarter, today):
    sheet = split_sheets.sheet(ReportContext(store, quarter, "masked", today), "W06.2 品牌活动")
    assert not [row for row in sheet.rows if isinstance(row, Total)]
    assert sheet.size == len(list(sheet.rows))
