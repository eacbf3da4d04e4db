"""Row numbers of a sheet as it will be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.sheet import Band, Total

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exports.sheet import Sheet, Value


def numbered_rows(sheet: Sheet) -> Iterator[tuple[int, Sequence[Value]]]:
    """Yield every row of the sheet, its title first, with its row number from 1."""
    return enumerate(_rows(sheet), 1)


def _rows(sheet: Sheet) -> Iterator[Sequence[Value]]:
    yield (sheet.title,)
    for note in sheet.notes:
        yield (note,)
    if not sheet.form:
        yield [one.label for one in sheet.headings]
    for line in sheet.rows:
        if isinstance(line, Band):
            yield (line.text,)
        else:
            yield line.values if isinstance(line, Total) else line
    for remark in sheet.remarks:
        yield (remark,)
