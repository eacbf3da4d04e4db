"""The fast reader of zip formats; calamine reads errors as blanks, so the raw part is searched."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any
from zipfile import ZipFile

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from storage.intake.read.formats import sheet_parts, xlsb_records, xml_marks
from storage.intake.read.formats.marks import Marks
from storage.intake.read.reader_source import LAST_ROW, Opened, RawSheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from python_calamine import CalamineSheet, SheetMetadata

    from storage.intake.read.formats.sheet_parts import Parts
    from storage.intake.read.reader_source import RawRow, Source

    Find = Callable[[IO[bytes]], Marks]


def read(source: Source) -> Opened:
    """Open an old workbook that xlrd cannot, with a warning that errors read as blank."""
    return _open(source, lambda sheet: Marks(unseen=True))


def read_xlsx(source: Source) -> Opened:
    """Open an xlsx."""
    archive = ZipFile(source.file)
    return _open_marked(source, archive, sheet_parts.of_xlsx(archive), xml_marks.find)


def read_xlsb(source: Source) -> Opened:
    """Open an xlsb."""
    archive = ZipFile(source.file)
    return _open_marked(source, archive, sheet_parts.of_xlsb(archive), xlsb_records.find)


def _open_marked(source: Source, archive: ZipFile, found: Parts, find: Find) -> Opened:
    def marks_of(sheet: str) -> Marks:
        member = found.members.get(sheet)
        if not member:
            return Marks(unseen=True)
        with archive.open(member) as part:
            return find(part)

    opened = _open(source, marks_of)
    opened.date1904 = found.date1904
    return opened


def _open(source: Source, marks_of: Callable[[str], Marks]) -> Opened:
    source.file.seek(0)
    book = CalamineWorkbook.from_filelike(source.file)
    warnings: list[str] = []
    return Opened(_sheets(book, marks_of, warnings), warnings=warnings)


def _sheets(
    book: CalamineWorkbook, marks_of: Callable[[str], Marks], warnings: list[str]
) -> Iterator[RawSheet]:
    for place, about in enumerate(book.sheets_metadata):
        if about.typ == SheetTypeEnum.WorkSheet:
            marks = marks_of(about.name)
            warnings += marks.warnings(about.name)
            yield _sheet(book.get_sheet_by_index(place), about, marks)


def _sheet(sheet: CalamineSheet, about: SheetMetadata, marks: Marks) -> RawSheet:
    last = sheet.end[0] if sheet.end else 0
    if last >= LAST_ROW:
        raise ValueError("a row beyond the last one a sheet can have")
    merged = [
        (top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    rows = _rows(sheet)
    return RawSheet(
        name=about.name,
        rows=marks.with_errors(rows) if marks.errors else rows,
        hidden=about.visible != SheetVisibleEnum.Visible,
        expected=sheet.height,
        merged=merged or marks.merged,
        hidden_rows=marks.hidden_rows,
    )


def _rows(sheet: CalamineSheet) -> Iterator[RawRow]:
    """Number the rows; calamine begins at row 1 but leaves out empty columns on the left."""
    left: list[Any] = [None] * (sheet.start[1] if sheet.start else 0)
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        yield number, left + cells if left else cells
