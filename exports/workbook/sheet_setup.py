"""Setup of a worksheet: column widths, frame, paper, frozen panes, choices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from exports.sheet import Sheet
    from exports.workbook.sizes import Size
    from exports.workbook.styles import CellFormats


@dataclass(frozen=True, slots=True)
class Imprint:
    """Page header and footer and the file's properties; never a user's name."""

    title: str
    foot_left: str
    foot_right: str
    made_on: date
    head: str = ""


@dataclass(frozen=True, slots=True)
class HiddenSheet:
    """A sheet of text for programs only, hidden so that no menu shows it."""

    name: str
    rows: Iterable[Sequence[str]]


LONGEST_LIST = 255  # maximum length of a list of choices in characters
EVERYWHERE = "A1:XFD1048576"


def set_up_sheet(
    page: Any, sheet: Sheet, looks: CellFormats, size: Size, head: int, last: int
) -> None:
    """Set up a worksheet; `head` is its heading row, `last` its last row, both from 0."""
    for place, (places, one) in enumerate(zip(size.widths, sheet.headings, strict=True)):
        page.set_column(place, place, places, looks.of("column", str, one.align))
    _set_paper(page, size)
    page.ignore_errors({"number_stored_as_text": EVERYWHERE})
    if sheet.form:
        return
    page.repeat_rows(head)
    page.freeze_panes(head + 1, sheet.frozen_columns)
    if sheet.frozen_columns and size.pages > 1:
        page.repeat_columns(0, sheet.frozen_columns - 1)
    if last > head:
        if sheet.listed:
            page.autofilter(head, 0, last, len(size.widths) - 1)
        _frame_cells(page, looks, head + 1, last, len(size.widths) - 1)
        _add_choices(page, sheet, head + 1, last)


def _set_paper(page: Any, size: Size) -> None:
    page.set_paper(size.paper)
    page.set_landscape() if size.landscape else page.set_portrait()
    page.fit_to_pages(size.pages, 0)
    page.center_horizontally()
    page.set_margins(left=0.59, right=0.59, top=0.75, bottom=0.75)
    page.hide_gridlines(2)


def _frame_cells(page: Any, looks: CellFormats, first: int, last: int, right: int) -> None:
    """Frame empty cells by a conditional format, as writing them would double a long list.

    Text typed into one stays as typed by the format of its column.
    """
    rule = {"type": "formula", "criteria": "=TRUE", "format": looks.frame()}
    page.conditional_format(first, 0, last, right, rule)


def _add_choices(page: Any, sheet: Sheet, first: int, last: int) -> None:
    """Add drop-down lists of choices; another value gives a warning and is not refused."""
    for place, one in enumerate(sheet.headings):
        if one.choices and len(",".join(one.choices)) <= LONGEST_LIST:
            validation = {
                "validate": "list",
                "source": list(one.choices),
                "error_type": "warning",
                "error_title": one.label,
                "error_message": "不在可选的内容里，请从下拉列表中选择。",
            }
            page.data_validation(first, place, last, place, validation)
