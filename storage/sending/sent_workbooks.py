"""What the workbooks said that were given out, cell by cell, until the city has answered.

A copy of what left the house, kept apart from the records: it is compared with what comes back.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from storage.errors import UserError
from storage.ledger.database import sentence
from storage.ledger.driver import DatabaseError
from storage.store.edit import now

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from storage.store.store import Store

    Cells = Mapping[str, Mapping[int, Sequence[str]]]  # sheet, number of the row, its cells


ROWS_PER_CHUNK = 200  # rows
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class SentWorkbook:
    """What a workbook said."""

    quarter: str
    cells: dict[str, dict[int, list[str]]]


def save_workbook(store: Store, book: str, quarter: str, cells: Cells) -> None:
    """Keep what a workbook says, under the mark of it all; the same workbook is kept once."""
    packed = _packed(cells)
    try:
        store.execute(
            "INSERT INTO made_book (id, at, quarter, cells) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET at = excluded.at",
            (book, now(), quarter, packed),
        )
    except DatabaseError as error:
        raise UserError(sentence(error, store.path)) from error


def cells_of(store: Store, book: str) -> dict[str, dict[int, list[str]]] | None:
    """What the workbook of that mark said, or None where this ledger did not make it."""
    packed = store.value("SELECT cells FROM made_book WHERE id = ?", (book,))
    return None if packed is None else _unpacked(packed)


def last_workbook(store: Store, quarter: str = "") -> SentWorkbook | None:
    """The workbook that was made last, of that quarter or of any."""
    sql = (
        "SELECT quarter, cells FROM made_book WHERE :quarter IN ('', quarter)"
        " ORDER BY at DESC LIMIT 1"
    )
    for row in store.rows(sql, {"quarter": quarter}):
        return SentWorkbook(row["quarter"], _unpacked(row["cells"]))
    return None


def _packed(cells: Cells) -> bytes:
    """The cells as JSON, a few rows at a time: the encoder lets no window move while it works."""
    packer = zlib.compressobj()
    packed = [packer.compress(text.encode("utf-8", "surrogatepass")) for text in _texts(cells)]
    return b"".join((*packed, packer.flush()))


def _texts(cells: Cells) -> Iterator[str]:
    before = "{"
    for name, rows in cells.items():
        yield f"{before}{_encode(name)}:{{"
        rest, comma = iter(rows.items()), ""
        while portion := dict(islice(rest, ROWS_PER_CHUNK)):
            yield comma + _encode(portion)[1:-1]
            comma = ","
        before = "},"
    yield "}}" if cells else "{}"


def _unpacked(packed: bytes) -> dict[str, dict[int, list[str]]]:
    kept: dict[str, dict[str, Any]] = json.loads(zlib.decompress(packed))
    return {name: {int(row): texts for row, texts in rows.items()} for name, rows in kept.items()}
