"""What befalls files: a page that reads as zeros, in the middle of a table."""

from __future__ import annotations

import contextlib
import struct
from typing import TYPE_CHECKING

from storage.ledger.driver import connect

if TYPE_CHECKING:
    from pathlib import Path

INTERIOR, LEAF = 0x05, 0x0D  # of a table (sqlite.org, "Database File Format" §1.6)


def zero_a_page(path: Path, table: str) -> None:
    """Zero the leaf in the middle of a table that has several."""
    with contextlib.closing(connect(str(path), isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        sql = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (root,) = connection.execute(sql, (table,)).fetchone()
    content = bytearray(path.read_bytes())
    leaves = list(_leaves(content, size, root))
    assert len(leaves) > 2, f"{table} is too short"
    at = (leaves[len(leaves) // 2] - 1) * size
    content[at : at + size] = bytes(size)
    path.write_bytes(content)


def _leaves(content: bytearray, size: int, number: int) -> list[int]:
    at = (number - 1) * size
    kind = content[at + (100 if number == 1 else 0)]
    if kind == LEAF:
        return [number]
    assert kind == INTERIOR, f"page {number} is of kind {kind}"
    (cells,) = struct.unpack_from(">H", content, at + 3)
    (last,) = struct.unpack_from(">I", content, at + 8)
    places = struct.unpack_from(f">{cells}H", content, at + 12)
    children = [struct.unpack_from(">I", content, at + place)[0] for place in places]
    return [leaf for child in (*children, last) for leaf in _leaves(content, size, child)]
