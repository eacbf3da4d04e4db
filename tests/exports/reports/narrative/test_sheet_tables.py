"""Sheets as tables on paper: cells as the workbook shows them, rows of sums in bold."""

from __future__ import annotations

from datetime import date

import pytest

from exports.pdf import Band as PaperBand
from exports.reports.narrative.sheet_tables import cell_text, paper_table
from exports.sheet import Band, Count, Formula, Heading, Money, Share, Sheet, Total

SHEET = Sheet(
    "W05 表", "标题", (Heading("分组"), Heading("人数", "right")),
    [Band("按性别"), ("男", Count(1234)), Total(("小计", Count(1234)))],
)  # fmt: skip


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("甲", "甲"),
        (12, "12"),
        (Count(7812), "7,812"),
        (Share(0.665), "66.5%"),
        (Share(1), "100.0%"),
        (Money(80000), "80,000.00"),
        (2571.5, "2,571.5"),
        (date(2026, 9, 30), "2026-09-30"),
        (Formula("A1+B1", Share(0.5)), "50.0%"),
    ],
)
def test_a_cell_is_printed_as_the_workbook_shows_it(value, text):
    assert cell_text(value) == text


def test_bands_rows_and_sums_stay_in_their_order():
    band, row, total = paper_table(SHEET).texts
    assert isinstance(band, PaperBand)
    assert band.text == "按性别"
    assert row == ["男", "1,234"]
    assert [(run.text, run.bold) for run in total] == [("小计", True), ("1,234", True)]


def test_columns_take_heading_align_and_weight():
    columns = paper_table(SHEET, (None, 2.0)).columns
    assert [(one.title, one.align, one.weight) for one in columns] == [
        ("分组", "left", None), ("人数", "right", 2.0),
    ]  # fmt: skip
    with pytest.raises(ValueError, match="zip"):
        paper_table(SHEET, (1.0,))
