"""How far the ledger had got when a quarter was sealed: numbers given by then, the last edit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.quarter.pieces import rows_in
from storage.quarter.seal import contents_of, piece
from storage.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storage.quarter.seal import Seal
    from storage.store import Store


@dataclass(frozen=True, slots=True)
class Entered:
    """How far the ledger had got. `numbers` are the highest that belong to the quarter whatever
    their date, by the table's name; `given` are the highest there were; `edit` was the last edit.

    Nothing was known of the tables `unknown`. `told` says that the seal tells all this itself, and
    so holds nothing that was entered too late for the quarter; seals of older programs held
    whatever was in the ledger.
    """

    numbers: Mapping[str, int]
    given: Mapping[str, int]
    edit: int
    unknown: frozenset[str] = frozenset()
    told: bool = True


def entered_by(store: Store, seal: Seal) -> Entered:
    """What had been entered when the quarter was sealed."""
    key = (Entered, seal.digest)
    if key not in store.remembered:
        contents = contents_of(store, seal)
        kept = contents.get("entered")
        store.remembered[key] = (
            Entered(
                kept["numbers"], kept["given"], kept["edit"], frozenset(kept.get("unknown", ()))
            )
            if kept
            else _from_rows(store, seal, contents)
        )
    found: Entered = store.remembered[key]
    return found


def first_seal(store: Store, versions: Sequence[Seal]) -> Seal:
    """The version from which on nothing entered later belongs to the quarter: the first, or the
    last of those sealed by programs that knew no such rule."""
    older = [one for one in versions if not entered_by(store, one).told]
    return older[-1] if older else versions[0]


def _from_rows(store: Store, seal: Seal, contents: Mapping[str, Any]) -> Entered:
    """The same from the rows that were sealed: numbers are given in order, none twice."""
    numbers = dict.fromkeys(BY_NAME, 0)
    for name, places in contents["pieces"].items():
        numbers[name] = max(row["id"] for row in rows_in(piece(store, max(places)[1])))
    sql = "SELECT ifnull(max(id), 0) FROM edit WHERE at <= ?"
    edit = int(store.value(sql, (contents["sealed_at"],)))
    return Entered(numbers, numbers, edit, told=False)
