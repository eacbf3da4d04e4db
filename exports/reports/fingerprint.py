"""Normalized texts of cells and figures, and short hashes of them, to detect changes.

A workbook that was opened and saved by another program has other bytes and the same cells. So
figures are hashed by their content, and files by their bytes.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING

from exports.reports.figure_cells import figure_cell, part_cell, target_cell
from exports.sheet import Formula
from exports.workbook.cell_text import valid_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from exports.reports.report_context import ReportContext
    from storage.counting.indicators import MeasuredIndicator

SHORT_DIGITS = 12  # hexadecimal digits of the figures' hash on each page of the report
CELL_DIGITS = 6  # digits of a cell's hash: a changed cell is missed once in 16 million
_SPACE = re.compile(r"\s+")
FIGURE_COLUMNS = ("编号", "数值", "分子", "分母", "本年目标")  # of W01


def plain_cell(value: object) -> str:
    """Return a cell as text, the same whether written by us or saved by another program."""
    if value is None:
        return ""
    if isinstance(value, Formula):
        return plain_cell(value.value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return f"{round(value, 6) + 0.0:.12g}"
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return valid_text(str(value))[0].strip()


@lru_cache(1 << 16)  # ticks and words of a choice come by the hundred thousand
def cell_mark(text: str) -> str:
    """Return the short hash of a cell's plain text; line breaks and spaces do not count."""
    return hashlib.sha256(_SPACE.sub("", text).encode("utf-8", "surrogatepass")).hexdigest()[
        :CELL_DIGITS
    ]


def figures_of(measured: Mapping[str, MeasuredIndicator]) -> list[tuple[str, ...]]:
    """Return each figure as W01 shows it: code, value, numerator, denominator, target."""
    return [
        (
            code,
            plain_cell(figure_cell(one.value, one.unit)),
            plain_cell(part_cell(one, "numerator")),
            plain_cell(part_cell(one, "denominator")),
            plain_cell(target_cell(one)),
        )
        for code, one in measured.items()
    ]


def figures_digest(quarter: str, figures: Iterable[tuple[str, ...]]) -> str:
    """Return the full SHA-256 of a quarter's figures in hexadecimal."""
    lines = (quarter, *("\t".join(one) for one in figures))
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def fingerprint_of(context: ReportContext) -> str:
    """Return the full SHA-256 of the context's figures."""
    return figures_digest(str(context.quarter), figures_of(context.measured))


def short_digest(whole: str) -> str:
    """Return the hash as printed: its first 12 digits in groups of four."""
    return "-".join(whole[at : at + 4] for at in range(0, SHORT_DIGITS, 4))
