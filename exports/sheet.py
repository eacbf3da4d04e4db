"""Sheets as data: headings, rows and notes, before they become a worksheet or a table on paper.

The type of a value decides the kind of its cell: text, count, amount, share of one, date. Reports
build sheets; `exports.workbook` and the PDF render them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from storage.intake.vocabulary.header_words import RECORD_NUMBER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from storage.masking.outgoing_rows import Outgoing
    from storage.model.kinds.kind import Kind
    from storage.model.schema import Column, Derived, Table
    from storage.store.listing import Row


class Share(float):
    """A share of one, rounded to a tenth of a per cent."""


class Count(int):
    """A number of things, shown in groups of three digits."""


class Money(float):
    """An amount in yuan, shown with two decimals."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that a spreadsheet computes; `value` is the result known beforehand.

    The text refers to columns by `column_name` and consists of the program's own words alone,
    never of what somebody typed.
    """

    text: str
    value: str | int | float


Value = str | int | float | date | Formula | None
Align = Literal["left", "center", "right"]
SHORTEST_WRAPPED = 24  # half-width characters; text in narrower columns is never wrapped


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of one column, at least `least` half-width characters wide.

    Text wider than `wide` is wrapped. `choices` are offered to whoever edits a cell.
    """

    label: str
    align: Align = "left"
    wide: int = SHORTEST_WRAPPED
    least: int = 0
    choices: tuple[str, ...] = ()


COUNTER = Heading("序号", "center")


@dataclass(frozen=True, slots=True)
class Proof:
    """How one part of a figure of W01 is recounted from the rows of a sheet.

    A row whose cell in `column` equals `equals` counts as one, or as its value in `amount`.
    """

    code: str
    column: str
    equals: str
    part: Literal["value", "numerator", "denominator"] = "value"
    amount: str = ""
    check: str = "C1"  # code of the check in the reconciliation
    how: str = ""  # a remark after the figure's name

    def formula(self, sheet: Sheet) -> str:
        """Return the recount as a spreadsheet formula over named columns."""
        column = column_name(sheet.name, self.column)
        if self.amount:
            amount = column_name(sheet.name, self.amount)
            return f'SUMIF({column},"{self.equals}",{amount})'
        return f'COUNTIF({column},"{self.equals}")'


@dataclass(frozen=True, slots=True)
class Band:
    """A row that is the heading of the rows below it."""

    text: str


@dataclass(frozen=True, slots=True)
class Total:
    """A row of sums."""

    values: Sequence[Value]


Line = Band | Total | tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A titled table with `notes` above the headings and `remarks` below the last row.

    `size` is the number of rows, for progress; the first `frozen_columns` stay in view when
    scrolling; a `listed` sheet has a filter. A `form` has no row of headings, only bands. A
    `computed` sheet holds nothing of its own: its formulas compute it from the other sheets.
    """

    name: str
    title: str
    headings: tuple[Heading, ...]
    rows: Iterable[Line]
    size: int = 0
    notes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    frozen_columns: int = 0
    listed: bool = False
    form: bool = False
    computed: bool = False
    proofs: tuple[Proof, ...] = ()

    @property
    def code(self) -> str:
        """The code at the beginning of the name, W03 or W03.1; it never changes."""
        return self.name.partition(" ")[0]

    def with_columns(self, labels: Sequence[str], **changes: Any) -> Sheet:
        """Return the sheet with these columns only, for narrower paper."""
        places = [one.label for one in self.headings]
        chosen = [places.index(label) for label in labels]
        return replace(
            self,
            headings=tuple(self.headings[place] for place in chosen),
            rows=[_pick_cells(line, chosen) for line in self.rows],
            **changes,
        )


def column_name(sheet: str, label: str) -> str:
    """Return the defined name of a column for formulas, the same in every quarter: W03_团员数."""
    code = sheet.partition(" ")[0].replace(".", "_")
    return f"{code}_{_NON_WORD.sub('', label)}"


def _pick_cells(line: Line, places: Sequence[int]) -> Line:
    if isinstance(line, Band):
        return line
    if isinstance(line, Total):
        return Total([line.values[place] for place in places])
    return tuple(line[place] for place in places)


_NON_WORD = re.compile(r"\W")
WIDE = {"name": 16, "text": 26, "note": 48}
CENTERED = ("choice", "yes_no", "date", "partial_date")


def heading(shown: Column | Derived, label: str = "") -> Heading:
    """Return the heading of a declared column, aligned and sized by its kind of value."""
    kind = shown.kind
    align: Align = "left"
    if kind.numeric:
        align = "right"
    elif kind.name in CENTERED and all(len(word) <= 8 for word in kind.choices):
        align = "center"
    wide = WIDE.get(kind.name, SHORTEST_WRAPPED)
    return Heading(label or shown.label, align, wide, choices=tuple(kind.choices))


def cell_reader(
    table: Table[Any], names: Sequence[str], outgoing: Outgoing, *, numbered: bool = False
) -> Callable[[Row[Any]], tuple[Value, ...]]:
    """Return a function that reads these cells of a row: counts as numbers, dates as dates.

    `numbered` states that the record's own number is shown in the same row.
    """
    cells = [(name, _cell_of(table.shown[name])) for name in names]
    leave = outgoing.reader(table, names, numbered=numbered)

    def read(row: Row[Any]) -> tuple[Value, ...]:
        found = row.value
        return leave(
            row, [None if (value := found(name)) is None else make(value) for name, make in cells]
        )

    return read


def _cell_of(shown: Column | Derived) -> Callable[[Any], Value]:
    """Return the function that turns a value of the column into a cell."""
    kind = shown.kind
    if kind.target:
        return str
    if kind.numeric:
        return _amount_of(kind)
    return _identity if kind.name == "date" else kind.show


def _amount_of(kind: Kind) -> Callable[[Any], Value]:
    if kind.name == "money":
        return lambda cents: Money(kind.show(cents))
    if kind.name == "hours":
        return lambda minutes: float(kind.show(minutes))
    return _identity


def _identity(value: Any) -> Any:
    return value


def headings_of(table: Table[Any], names: Sequence[str], wide: int = 99) -> tuple[Heading, ...]:
    """Return the headings of these stored or derived columns, none wider than `wide`."""
    heads = (heading(table.shown[name]) for name in names)
    return tuple(replace(one, wide=min(one.wide, wide)) for one in heads)


def sheet_of(
    table: Table[Any],
    rows: Iterable[Row[Any]],
    names: Sequence[str],
    outgoing: Outgoing,
    **facts: Any,
) -> Sheet:
    """Build a sheet of records with the declared headings.

    Its first column is the record's number, by which an import finds the record again.
    """
    names = outgoing.columns(table, names)
    number, read = (
        Heading(RECORD_NUMBER, "center"),
        cell_reader(table, names, outgoing, numbered=True),
    )
    return Sheet(
        headings=(number, *headings_of(table, names)),
        rows=((table.number(row.record.id), *read(row)) for row in rows),
        **{"name": table.label, "title": table.label, "frozen_columns": 2, "listed": True, **facts},
    )
