"""Plain texts of cells, their short marks, and the mark of a quarter's figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from exports.reports.fingerprint import (
    cell_mark,
    figures_digest,
    figures_of,
    fingerprint_of,
    plain_cell,
    short_digest,
)
from exports.reports.report_context import ReportContext
from exports.sheet import Count, Formula, Share


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (True, "TRUE"),
        (Count(717), "717"),
        (717.0, "717"),
        (-0.0, "0"),
        (Share(0.665), "0.665"),
        (0.1 + 0.2, "0.3"),
        (date(2026, 9, 30), "2026-09-30"),
        (datetime(2026, 9, 30), "2026-09-30"),
        (datetime(2026, 9, 30, 8, 5), "2026-09-30T08:05:00"),
        (Formula("1+1", 2), "2"),
        ("  前后\r\n空格 ", "前后\n空格"),
        ("控\x07制", "控\ufffd制"),
    ],
)
def test_a_cell_has_one_text_whoever_saved_it(cell, text):
    assert plain_cell(cell) == text


def test_a_mark_ignores_where_lines_are_broken_and_nothing_else():
    assert cell_mark("仁和区 青年\n协会") == cell_mark("仁和区青年协会")
    assert cell_mark("仁和区青年协会") != cell_mark("仁和区青年协会。")
    assert len(cell_mark("")) == 6
    cell_mark("\ud800")  # half of a character is no reason to fail


def test_the_mark_of_figures_depends_on_the_quarter_and_every_part():
    figures = [("V01", "3", "", "", "—"), ("V08", "0.5", "1", "2", "—")]
    whole = figures_digest("2026Q3", figures)
    others = {
        figures_digest("2026Q4", figures),
        figures_digest("2026Q3", figures[:1]),
        figures_digest("2026Q3", figures[::-1]),
        figures_digest("2026Q3", [figures[0], ("V08", "0.5", "2", "4", "—")]),
    }
    assert len(others | {whole}) == 5


def test_a_mark_is_printed_in_three_groups():
    assert short_digest("0123456789abcdef") == "0123-4567-89ab"


def test_a_quarter_s_figures_are_listed_as_w01_shows_them(county, quarter, today, summary):
    context = ReportContext(county, quarter, "masked", today)
    listed = {one[0]: one for one in figures_of(context.measured)}
    assert list(listed) == list(context.measured)
    row = summary["V03"]
    columns = ("编号", "数值", "分子", "分母", "本年目标")
    assert listed["V03"] == tuple(plain_cell(row[label]) for label in columns)
    changed = ReportContext(county, quarter, "masked", today)
    one = context.measured["V01"]
    figure = replace(one.figure, value=int(one.value or 0) + 1)
    changed.measured = {**context.measured, "V01": replace(one, figure=figure)}
    assert fingerprint_of(changed) != fingerprint_of(context)
