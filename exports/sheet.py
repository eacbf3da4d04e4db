"""A sheet before it is a workbook's page or a table on paper: headings, rows, what is said around.

The type of a value says what kind of cell it is: text, whole number, amount with a decimal, share
of one, day. Reports make sheets; `workbook` and the PDF set them.
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
    """A share of one, already rounded to a tenth of a per cent as it is to be read."""


class Count(int):
    """How many there are; long numbers are set in groups of three."""


class Money(float):
    """An amount in yuan, with two places."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that a spreadsheet works out again; `value` is what we know to come out.

    The text names columns by `column_name` and is made of our own words alone, never of what
    somebody typed.
    """

    text: str
    value: str | int | float


Value = str | int | float | date | Formula | None
Align = Literal["left", "center", "right"]
SHORTEST_WRAPPED = 24  # half-width places; text in narrower columns is never broken into lines


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of one column, in half-width places at least `least` wide.

    Text wider than `wide` is set in several lines. `choices` are offered to whoever edits a cell.
    """

    label: str
    align: Align = "left"
    wide: int = SHORTEST_WRAPPED
    least: int = 0
    choices: tuple[str, ...] = ()


COUNTER = Heading("序号", "center")


@dataclass(frozen=True, slots=True)
class Proof:
    """How a figure of W01 is counted again from this sheet's rows: one part of it, by its code.

    Where `column` is `equals`, the row counts for one, or for what stands in `amount`.
    """

    code: str
    column: str
    equals: str
    part: Literal["value", "numerator", "denominator"] = "value"
    amount: str = ""
    check: str = "C1"  # of the reconciliation
    how: str = ""  # what is said beside the figure's name

    def formula(self, sheet: Sheet) -> str:
        """The same for a spreadsheet."""
        column = column_name(sheet.name, self.column)
        if self.amount:
            amount = column_name(sheet.name, self.amount)
            return f'SUMIF({column},"{self.equals}",{amount})'
        return f'COUNTIF({column},"{self.equals}")'


@dataclass(frozen=True, slots=True)
class Band:
    """A row that heads the rows beneath it."""

    text: str


@dataclass(frozen=True, slots=True)
class Total:
    """A row of sums."""

    values: Sequence[Value]


Line = Band | Total | tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A titled table. `notes` stand above the headings, `remarks` below the last row.

    `size` is how many rows there are, for the progress shown; `held` columns stay in view; `listed`
    says the rows may be filtered. A `form` has no headings of its own: its bands head it.
    One that is `worked_out` says nothing of its own: formulas make it from the other sheets.
    """

    name: str
    title: str
    headings: tuple[Heading, ...]
    rows: Iterable[Line]
    size: int = 0
    notes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    held: int = 0
    listed: bool = False
    form: bool = False
    worked_out: bool = False
    proofs: tuple[Proof, ...] = ()

    @property
    def code(self) -> str:
        """The sheet's own code, W03 or W03.1, which never changes."""
        return self.name.partition(" ")[0]

    def picked(self, labels: Sequence[str], **changes: Any) -> Sheet:
        """The same sheet with these columns alone, for narrower paper."""
        places = [one.label for one in self.headings]
        chosen = [places.index(label) for label in labels]
        return replace(
            self,
            headings=tuple(self.headings[place] for place in chosen),
            rows=[_picked(line, chosen) for line in self.rows],
            **changes,
        )


def column_name(sheet: str, label: str) -> str:
    """The name by which formulas call a column's cells, the same in every quarter: W03_团员数."""
    code = sheet.partition(" ")[0].replace(".", "_")
    return f"{code}_{_SIGNS.sub('', label)}"


def _picked(line: Line, places: Sequence[int]) -> Line:
    if isinstance(line, Band):
        return line
    if isinstance(line, Total):
        return Total([line.values[place] for place in places])
    return tuple(line[place] for place in places)


_SIGNS = re.compile(r"\W")
WIDE = {"name": 16, "text": 26, "note": 48}
CENTERED = ("choice", "yes_no", "date", "partial_date")


def heading(shown: Column | Derived, label: str = "") -> Heading:
    """The head of a declared column, set as its kind of value asks."""
    kind = shown.kind
    align: Align = "left"
    if kind.numeric:
        align = "right"
    elif kind.name in CENTERED and all(len(word) <= 8 for word in kind.choices):
        align = "center"
    wide = WIDE.get(kind.name, SHORTEST_WRAPPED)
    return Heading(label or shown.label, align, wide, choices=tuple(kind.choices))


def reader_of(
    table: Table[Any], names: Sequence[str], leaving: Outgoing, *, numbered: bool = False
) -> Callable[[Row[Any]], tuple[Value, ...]]:
    """Make the function that reads these cells of a record: counts as numbers, days as days.

    `numbered` says that the record's own number is set beside them.
    """
    cells = [(name, _cell_of(table.shown[name])) for name in names]
    leave = leaving.reader(table, names, numbered=numbered)

    def read(row: Row[Any]) -> tuple[Value, ...]:
        found = row.value
        return leave(
            row, [None if (value := found(name)) is None else make(value) for name, make in cells]
        )

    return read


def _cell_of(shown: Column | Derived) -> Callable[[Any], Value]:
    """How a value of the column becomes a cell."""
    kind = shown.kind
    if kind.target:
        return str
    if kind.numeric:
        return _amount_of(kind)
    return _itself if kind.name == "date" else kind.show


def _amount_of(kind: Kind) -> Callable[[Any], Value]:
    if kind.name == "money":
        return lambda cents: Money(kind.show(cents))
    if kind.name == "hours":
        return lambda minutes: float(kind.show(minutes))
    return _itself


def _itself(value: Any) -> Any:
    return value


def headings_of(table: Table[Any], names: Sequence[str], wide: int = 99) -> tuple[Heading, ...]:
    """The heads of these columns, kept or computed; none wider than `wide`."""
    heads = (heading(table.shown[name]) for name in names)
    return tuple(replace(one, wide=min(one.wide, wide)) for one in heads)


def sheet_of(
    table: Table[Any],
    rows: Iterable[Row[Any]],
    names: Sequence[str],
    leaving: Outgoing,
    **facts: Any,
) -> Sheet:
    """A sheet of records, headed by the declaration, that an import can find its records by."""
    names = leaving.columns(table, names)
    number, read = Heading(RECORD_NUMBER, "center"), reader_of(table, names, leaving, numbered=True)
    return Sheet(
        headings=(number, *headings_of(table, names)),
        rows=((table.number(row.record.id), *read(row)) for row in rows),
        **{"name": table.label, "title": table.label, "held": 2, "listed": True, **facts},
    )
