"""Cells and figures in one plain form, and short marks of them, so that a change can be named.

A workbook that was opened and saved by another program has other bytes and the same cells; that is
why figures are marked by what they say, and files by what they are.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING

from exports.reports.figure_cells import part_of, target_of, typed
from exports.sheet import Formula
from exports.workbook.cell_text import carried

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from exports.reports.report_context import ReportContext
    from storage.counting.indicators import MeasuredIndicator

SHORT = 12  # hexadecimal digits of the figures' mark on each page of the report
CELL = 6  # of a cell's mark: a changed cell is missed once in 16 million
_SPACE = re.compile(r"\s+")
FIGURE_COLUMNS = ("编号", "数值", "分子", "分母", "本年目标")  # of W01


def plain(value: object) -> str:
    """A cell as text, the same whether it was written by us or read from what another saved."""
    if value is None:
        return ""
    if isinstance(value, Formula):
        return plain(value.value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return f"{round(value, 6) + 0.0:.12g}"
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return carried(str(value))[0].strip()


@lru_cache(1 << 16)  # ticks and words of a choice come by the hundred thousand
def mark(text: str) -> str:
    """The short mark of a cell's plain text; where its lines are broken makes no difference."""
    return hashlib.sha256(_SPACE.sub("", text).encode("utf-8", "surrogatepass")).hexdigest()[:CELL]


def figures_of(measured: Mapping[str, MeasuredIndicator]) -> list[tuple[str, ...]]:
    """Each figure as W01 shows it: code, value, what it is counted from, target."""
    return [
        (
            code,
            plain(typed(one.value, one.unit)),
            plain(part_of(one, "numerator")),
            plain(part_of(one, "denominator")),
            plain(target_of(one)),
        )
        for code, one in measured.items()
    ]


def digest(quarter: str, figures: Iterable[tuple[str, ...]]) -> str:
    """The mark of a quarter's figures, whole."""
    lines = (quarter, *("\t".join(one) for one in figures))
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def fingerprint_of(context: ReportContext) -> str:
    """The mark of the quarter's figures."""
    return digest(str(context.quarter), figures_of(context.measured))


def short(whole: str) -> str:
    """The mark as it stands on paper: 12 digits in groups of four."""
    return "-".join(whole[at : at + 4] for at in range(0, SHORT, 4))
