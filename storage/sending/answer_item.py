"""A difference between a returned workbook and the one that was sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from storage.model.schema import Table


@dataclass(frozen=True, slots=True)
class AnswerItem:
    """One cell with our value and theirs; `row` and `heading` describe it for the clerk.

    With `record` it is a field of that record and can be applied; else it is only recorded.
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
        """Whether accepting it changes a record."""
        return self.table is not None and self.record is not None and bool(self.column)

    def as_json(self) -> dict[str, object]:
        """Return both values and their place as JSON values, for scripts."""
        names = ("sheet", "cell", "row", "heading", "ours", "theirs")
        fields = {name: getattr(self, name) for name in names}
        return {**fields, "takes_over": self.can_be_applied}


def column_letters(place: int) -> str:
    """Return the letters of a column counted from 0: A, B … Z, AA."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
