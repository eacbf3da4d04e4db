"""What belongs to a worksheet as a whole: widths, frame, paper, what stays in view, choices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from exports.sheet import Sheet
    from exports.workbook.sizes import Size
    from exports.workbook.styles import Looks


@dataclass(frozen=True, slots=True)
class Imprint:
    """What stands around each page and in the file's properties; never a user's name."""

    title: str
    foot_left: str
    foot_right: str
    made_on: date
    head: str = ""


@dataclass(frozen=True, slots=True)
class HiddenSheet:
    """A sheet that only programs read: rows of text, not to be unhidden by a mouse."""

    name: str
    rows: Iterable[Sequence[str]]


LONGEST_LIST = 255  # signs that a cell's list may have
EVERYWHERE = "A1:XFD1048576"


def furnish(page: Any, sheet: Sheet, looks: Looks, size: Size, head: int, last: int) -> None:
    """Furnish a sheet whose rows stand beneath the `head` as far as the `last`."""
    for place, (places, one) in enumerate(zip(size.widths, sheet.headings, strict=True)):
        page.set_column(place, place, places, looks.of("column", str, one.align))
    _paper(page, size)
    page.ignore_errors({"number_stored_as_text": EVERYWHERE})
    if sheet.form:
        return
    page.repeat_rows(head)
    page.freeze_panes(head + 1, sheet.held)
    if sheet.held and size.pages > 1:
        page.repeat_columns(0, sheet.held - 1)
    if last > head:
        if sheet.listed:
            page.autofilter(head, 0, last, len(size.widths) - 1)
        _frame(page, looks, head + 1, last, len(size.widths) - 1)
        _choices(page, sheet, head + 1, last)


def _paper(page: Any, size: Size) -> None:
    page.set_paper(size.paper)
    page.set_landscape() if size.landscape else page.set_portrait()
    page.fit_to_pages(size.pages, 0)
    page.center_horizontally()
    page.set_margins(left=0.59, right=0.59, top=0.75, bottom=0.75)
    page.hide_gridlines(2)


def _frame(page: Any, looks: Looks, first: int, last: int, right: int) -> None:
    """Frame the cells with nothing in them, without writing them: in a long list they are half.

    What is typed into one is kept as text by its column, so that a number stays as it is typed.
    """
    rule = {"type": "formula", "criteria": "=TRUE", "format": looks.frame()}
    page.conditional_format(first, 0, last, right, rule)


def _choices(page: Any, sheet: Sheet, first: int, last: int) -> None:
    """Offer the words of a column for its cells; others are asked about, never refused."""
    for place, one in enumerate(sheet.headings):
        if one.choices and len(",".join(one.choices)) <= LONGEST_LIST:
            asked = {
                "validate": "list",
                "source": list(one.choices),
                "error_type": "warning",
                "error_title": one.label,
                "error_message": "不在可选的内容里，请从下拉列表中选择。",
            }
            page.data_validation(first, place, last, place, asked)
