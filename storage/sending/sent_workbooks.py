"""The cells of sent workbooks, stored until the city has answered.

They are a copy apart from the records, compared with the workbook that comes back.
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
    """The cells of a sent workbook by sheet and row, and its quarter."""

    quarter: str
    cells: dict[str, dict[int, list[str]]]


def save_workbook(store: Store, book: str, quarter: str, cells: Cells) -> None:
    """Store the cells of a workbook under its digest `book`; the same workbook is stored once."""
    packed = _compress(cells)
    try:
        store.execute(
            "INSERT INTO made_book (id, at, quarter, cells) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET at = excluded.at",
            (book, now(), quarter, packed),
        )
    except DatabaseError as error:
        raise UserError(sentence(error, store.path)) from error


def load_cells(store: Store, book: str) -> dict[str, dict[int, list[str]]] | None:
    """Return the cells of the workbook of that digest, None where this ledger did not make it."""
    packed = store.value("SELECT cells FROM made_book WHERE id = ?", (book,))
    return None if packed is None else _decompress(packed)


def last_workbook(store: Store, quarter: str = "") -> SentWorkbook | None:
    """Return the last workbook made, of that quarter or of any."""
    sql = (
        "SELECT quarter, cells FROM made_book WHERE :quarter IN ('', quarter)"
        " ORDER BY at DESC LIMIT 1"
    )
    for row in store.rows(sql, {"quarter": quarter}):
        return SentWorkbook(row["quarter"], _decompress(row["cells"]))
    return None


def _compress(cells: Cells) -> bytes:
    """Return the cells as compressed JSON, encoded in chunks: the encoder holds the GIL."""
    packer = zlib.compressobj()
    packed = [
        packer.compress(text.encode("utf-8", "surrogatepass")) for text in _json_chunks(cells)
    ]
    return b"".join((*packed, packer.flush()))


def _json_chunks(cells: Cells) -> Iterator[str]:
    before = "{"
    for name, rows in cells.items():
        yield f"{before}{_encode(name)}:{{"
        rest, comma = iter(rows.items()), ""
        while portion := dict(islice(rest, ROWS_PER_CHUNK)):
            yield comma + _encode(portion)[1:-1]
            comma = ","
        before = "},"
    yield "}}" if cells else "{}"


def _decompress(packed: bytes) -> dict[str, dict[int, list[str]]]:
    sheets: dict[str, dict[str, Any]] = json.loads(zlib.decompress(packed))
    return {name: {int(row): texts for row, texts in rows.items()} for name, rows in sheets.items()}
