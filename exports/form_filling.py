"""Filling of forms laid out by others: marks in cells are replaced by figures.

A mark is an indicator's code in braces, {V02}, with a part after a dot where the figure itself is
not wanted: {V02.目标}. A cell that is only a mark becomes a number; within a sentence a mark
becomes text. Everything else stays as laid out. A form is marked once and filled every quarter.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from exports.annotate.edited_cells import cells_of, set_raw_text, set_text
from exports.draft_mark import NOTICE
from exports.files import write_file
from exports.reports.figure_cells import completion_cell, figure_cell, part_cell, target_cell
from exports.sheet import Count, Money, Share
from exports.workbook.cell_text import escape_codes
from storage.counting.indicators import format_figure
from storage.errors import UserError
from storage.files import os_messages

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from exports.reports.report_context import ReportContext
    from exports.sheet import Value
    from storage.counting.indicators import MeasuredIndicator

MARK = re.compile(r"\{\s*([A-Z]\d{2})\s*(?:[.．·]\s*([\u4e00-\u9fff]+)\s*)?\}")
FACT_WORDS = {"县": "county", "单位": "office", "季度": "quarter", "截止日": "cut_off"}
FACT_MARK = re.compile(r"\{\s*(" + "|".join(FACT_WORDS) + r")\s*\}")
MAX_NAMED = 20  # cells named in one message
SHARE_FORMAT = "0.0%"


def fill_form(form: Path, context: ReportContext, out: Path) -> int:
    """Write the form with its marks replaced, and return their number.

    Raises:
        UserError: the form cannot be read, has no marks, or has marks that name nothing.
    """
    book = _load_form(form)
    wrong: list[str] = []
    filled = 0
    for page in book.worksheets:
        for cell in cells_of(page):
            if isinstance(cell.value, str) and "{" in cell.value:
                try:
                    filled += _fill_cell(cell, context)
                except KeyError as error:
                    wrong.append(f"《{page.title}》{cell.coordinate}：{error.args[0]}")
    if wrong:
        more = f"等 {len(wrong)} 处" if len(wrong) > MAX_NAMED else ""
        raise UserError("；".join(wrong[:MAX_NAMED]) + f"{more}。请改好标记再填。")
    if not filled:
        raise UserError(
            f"《{form.name}》里没有标记。请先在要填的格里写指标编号，如 {{V02}}、{{V02.目标}}。"
        )
    if context.draft:
        _add_draft_header(book)
    buffer = io.BytesIO()
    book.save(buffer)
    write_file(out, buffer.getvalue())
    return filled


def _add_draft_header(book: Any) -> None:
    """Put the draft notice into the header of every page; the cells stay as laid out."""
    for page in book.worksheets:
        for head in (page.oddHeader, page.evenHeader, page.firstHeader):
            head.center.text = " ".join(filter(None, (NOTICE, head.center.text)))


def _load_form(form: Path) -> Any:
    try:
        return load_workbook(io.BytesIO(form.read_bytes()))
    except OSError as error:
        raise UserError(f"打不开《{form.name}》：{os_messages.reason(error)}。") from error
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise UserError(
            f"《{form.name}》不是 xlsx 工作簿，或已损坏。请在 WPS 里另存为 xlsx 再试。"
        ) from error


def _fill_cell(cell: Any, context: ReportContext) -> int:
    """Replace the marks of a cell and return their number.

    Raises:
        KeyError: a mark names nothing; its argument is the sentence for the clerk.
    """
    text = str(cell.value)
    whole = MARK.fullmatch(text.strip())
    if whole:
        _set_number(cell, _value(context, whole))
        return 1
    text, facts = FACT_MARK.subn(lambda found: escape_codes(_fact_text(context, found[1])), text)
    text, marks = MARK.subn(lambda found: _figure_text(context, found), text)
    if facts + marks:
        set_raw_text(cell, text)
    return facts + marks


def _set_number(cell: Any, value: Value) -> None:
    """Set a cell that is only a mark, in the number format the form has for it."""
    if isinstance(value, str) or value is None:
        set_text(cell, value or "")
        return
    cell.value = float(value) if isinstance(value, Money | Share | float) else int(value)  # type: ignore[arg-type]
    if isinstance(value, Share) and "%" not in cell.number_format:
        cell.number_format = SHARE_FORMAT
    elif isinstance(value, Count) and cell.number_format == "@":
        cell.number_format = "General"


def _indicator_and_part(
    context: ReportContext, found: re.Match[str]
) -> tuple[MeasuredIndicator, str]:
    code, part = found[1], found[2] or "数值"
    if code not in context.measured:
        raise KeyError(f"没有编号为 {code} 的指标")
    if part not in PARTS:
        raise KeyError(f"“{part}”不认识，可用：{'、'.join(PARTS)}")
    return context.measured[code], part


def _value(context: ReportContext, found: re.Match[str]) -> Value:
    one, part = _indicator_and_part(context, found)
    return PARTS[part](context, one)


def _figure_text(context: ReportContext, found: re.Match[str]) -> str:
    one, part = _indicator_and_part(context, found)
    value = PARTS[part](context, one)
    if isinstance(value, Share):
        return f"{value:.1%}"
    if isinstance(value, Count):
        return f"{value:,}"
    return format_figure(one.value, one.unit) if part == "数值" else str(value or "")


def _comparison_part(name: str) -> Callable[[ReportContext, MeasuredIndicator], Value]:
    def value(context: ReportContext, one: MeasuredIndicator) -> Value:
        lines = {line.code: line for line in context.comparison.lines}
        return figure_cell(getattr(lines[one.code], name), one.unit)

    return value


PARTS: Mapping[str, Callable[[ReportContext, MeasuredIndicator], Value]] = {
    "数值": lambda _context, one: figure_cell(one.value, one.unit),
    "分子": lambda _context, one: part_cell(one, "numerator"),
    "分母": lambda _context, one: part_cell(one, "denominator"),
    "目标": lambda _context, one: target_cell(one),
    "完成率": lambda _context, one: completion_cell(one),
    "上季": _comparison_part("before"),
    "去年": _comparison_part("year_ago"),
}


def _fact_text(context: ReportContext, word: str) -> str:
    facts = {
        "county": context.county,
        "office": context.office.name,
        "quarter": context.quarter.label.replace(" ", ""),
        "cut_off": context.quarter.cut_off.isoformat(),
    }
    return facts[FACT_WORDS[word]]
