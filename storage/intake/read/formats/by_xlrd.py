"""The reader of old workbooks: .xls, and the .et of WPS, which is the same inside."""

from __future__ import annotations

import os
from datetime import timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xlrd

from storage.intake.read.formats.marks import format_duration, without_midnight
from storage.intake.read.password import unlock
from storage.intake.read.raw_book import CellError
from storage.intake.read.reader_source import Opened, RawSheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime, time

    from storage.intake.read.reader_source import RawRow, Source

NO_FORMATS = "文件的格式信息已损坏：合并的单元格和隐藏的行没有认出来，请核对。"
HOURS_COUNTED = ("[h", "[m", "[s")  # formats of lengths of time, not of moments
YEAR_10000 = 2_958_466 - 1_462  # the smaller of the two calendars


def read(source: Source) -> Opened:
    """Open an old workbook with its formats, which hold merged areas and hidden rows."""
    return _open(source, formats=True)


def read_plain(source: Source) -> Opened:
    """Open an old workbook without its formats, the part most often damaged."""
    opened = _open(source, formats=False)
    opened.warnings.append(NO_FORMATS)
    return opened


def _open(source: Source, *, formats: bool) -> Opened:
    data = source.file.read()
    try:
        book = _book(data, formats=formats)
    except xlrd.XLRDError as error:
        if "encrypted" not in str(error):
            raise
        book = _book(unlock(BytesIO(data), source.password), formats=formats)
    return Opened(
        (_sheet(sheet, formats=formats) for sheet in book.sheets()),
        date1904=bool(book.datemode),
    )


def _book(data: bytes, *, formats: bool) -> Any:
    with Path(os.devnull).open("w", encoding="utf-8") as nobody:
        return xlrd.open_workbook(file_contents=data, formatting_info=formats, logfile=nobody)


def _sheet(sheet: Any, *, formats: bool) -> RawSheet:
    return RawSheet(
        name=sheet.name,
        rows=_rows(sheet, partial(_date, sheet) if formats else partial(_moment, sheet.book)),
        hidden=bool(sheet.visibility),
        expected=sheet.nrows,
        merged=[
            (top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells
        ],
        hidden_rows={number + 1 for number, row in sheet.rowinfo_map.items() if row.hidden},
    )


def _rows(sheet: Any, moment: Callable[..., Any]) -> Iterator[RawRow]:
    for row in range(sheet.nrows):
        kinds = sheet.row_types(row)
        cells = sheet.row_values(row)
        for column, kind in enumerate(kinds):
            if kind == xlrd.XL_CELL_DATE:
                cells[column] = moment(cells[column], row, column)
            elif kind == xlrd.XL_CELL_BOOLEAN:
                cells[column] = bool(cells[column])
            elif kind == xlrd.XL_CELL_ERROR:
                cells[column] = CellError(xlrd.error_text_from_code.get(cells[column], "#N/A"))
        yield row + 1, cells


def _date(sheet: Any, value: float, row: int, column: int) -> Any:
    book = sheet.book
    style = book.xf_list[sheet.cell_xf_index(row, column)]
    if book.format_map[style.format_key].format_str.startswith(HOURS_COUNTED):
        return format_duration(timedelta(days=value))
    return _moment(book, value)


def _moment(book: Any, value: float, *_: int) -> date | time | float:
    """Return the date, moment or time of a serial number; outside the calendar the number."""
    if not 0 <= value < YEAR_10000:
        return value
    moment: datetime = xlrd.xldate_as_datetime(value, book.datemode)
    return moment.time() if value < 1 else without_midnight(moment)
