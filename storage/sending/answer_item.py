"""One place in which a workbook that came back says something else than the one that went out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from storage.model.schema import Table


@dataclass(frozen=True, slots=True)
class AnswerItem:
    """What we said and what they say. `row` and `heading` are how a person finds the place.

    With `record` it is a field of that record, which may be taken over; else it can only be noted.
    """

    sheet: str
    cell: str
    row: str
    heading: str
    ours: str
    theirs: str
    table: Table[Any] | None = None
    record: int | None = None
    column: str = ""

    @property
    def can_be_applied(self) -> bool:
        """Whether accepting it can change the record."""
        return self.table is not None and self.record is not None and bool(self.column)

    def as_json(self) -> dict[str, object]:
        """For scripts."""
        names = ("sheet", "cell", "row", "heading", "ours", "theirs")
        told = {name: getattr(self, name) for name in names}
        return {**told, "takes_over": self.can_be_applied}


def column_letters(place: int) -> str:
    """The letters over a column, counted from 0: A, B … Z, AA."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
