"""Assemble the worker's records into a book, trusting none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.intake.read.raw_book import Book, Cell, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.intake.read.wire import Record

EXACT = 2**53  # beyond it a float skips whole numbers: such a number stays visibly a float


class Assembly:
    """Collects records in order until there is a book or a refusal."""

    def __init__(self) -> None:
        self.book: Book | None = None
        self.refusal: Record | None = None
        self.more = False  # another reader could try
        self.done_rows = 0
        self.expected_rows = 0
        self._about: dict[str, Any] = {}
        self._sheets: list[Sheet] = []
        self._name: str | None = None
        self._first = 0
        self._rows: list[list[Cell]] = []
        self._warnings: list[str] = []

    def take(self, record: Record) -> bool:
        """Add one record; return whether more are wanted. A malformed record raises."""
        if "rows" in record:
            self._add(record["at"], record["rows"])
        elif "sheet" in record:
            self._begin(record["sheet"])
        elif "end" in record:
            self._end(record["end"])
        elif "done" in record:
            self._finish(record["done"])
        elif "refused" in record:
            self.refusal = record
        else:
            self._about |= record.get("book") or record["opened"]
            self.more = self._about["more"]
        return self.book is None and self.refusal is None

    def _begin(self, about: dict[str, Any]) -> None:
        self._name, self._first, self._rows = about["name"], 0, []
        self.expected_rows += about["expected"]

    def _add(self, at: int, rows: list[list[Any]]) -> None:
        if self._name is None or (self._rows and at != self._first + len(self._rows)):
            raise ValueError("rows out of place")
        self._first = self._first or at
        self._rows.extend(map(_cells, rows))
        self.done_rows += len(rows)

    def _end(self, about: dict[str, Any]) -> None:
        if self._name is None:
            raise ValueError("an end without a sheet")
        sheet = Sheet(
            name=self._name,
            rows=self._rows,
            first_row=self._first or 1,
            hidden=about["hidden"],
            merged=tuple((top, left, low, right) for top, left, low, right in about["merged"]),
            hidden_rows=frozenset(about["hidden_rows"]),
            date1904=self._about["date1904"],
        )
        self._sheets.append(sheet)
        self._name = None
        unseen = sum(bool(row) for row in _hidden(sheet))
        if unseen and not sheet.hidden:
            self._warnings.append(
                f"工作表「{sheet.name}」有 {unseen} 行是隐藏或筛选掉的，也读入了，请核对。"
            )

    def _finish(self, about: dict[str, Any]) -> None:
        if self._name is not None or about["sheets"] != len(self._sheets):
            raise ValueError("a sheet is missing")
        self.book = Book(
            kind=self._about["kind"],
            sheets=tuple(self._sheets),
            encoding=self._about["encoding"],
            date1904=self._about["date1904"],
            warnings=(*about["warnings"], *self._warnings),
        )


def _hidden(sheet: Sheet) -> Iterator[list[Cell]]:
    """Yield the rows that are hidden or filtered out in the sheet."""
    for number in sheet.hidden_rows:
        if 0 <= number - sheet.first_row < len(sheet.rows):
            yield sheet.rows[number - sheet.first_row]


def _cells(row: list[Any]) -> list[Cell]:
    """Normalize the cells of a row; one comprehension, because a roster has many cells."""
    return [
        (cell or None)
        if cell.__class__ is str
        else int(cell)
        if cell.__class__ is float and cell.is_integer() and -EXACT < cell < EXACT
        else cell
        for cell in row
    ]
