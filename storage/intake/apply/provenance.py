"""Where values came from: the file as received, and the cell each value was read from.

Beside each stored record stands its sheet and row, and the text of a cell only where the value is
written otherwise; many records share one packed line, so that this costs next to nothing.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.errors import UserError
from storage.intake.vocabulary.cell_values import shown
from storage.model.schema import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.intake.rows.import_plan import FilePlan, PlannedRow, SheetPlan
    from storage.model.schema import Column, Table
    from storage.store.store import Store

_QUICK = 1  # how hard to pack: rosters are packed already, or short
_PACKED_FORMS = (b"PK\x03\x04",)


@dataclass(frozen=True, slots=True)
class Origin:
    """The cell a value was read from; `row` as WPS shows it."""

    file: str
    sha256: str
    sheet: str
    row: int
    header: str
    raw: str
    batch: int


def archive(store: Store, file: FilePlan) -> None:
    """Keep a file as received, once however often it comes."""
    plain = file.content.startswith(_PACKED_FORMS)
    data = file.content if plain else zlib.compress(file.content, _QUICK)
    store.execute(
        "INSERT OR IGNORE INTO received (sha256, size, packed, data) VALUES (?, ?, ?, ?)",
        (file.sha256, len(file.content), "" if plain else "zlib", data),
    )


def received(store: Store, digest: str) -> bytes:
    """A file as it was received."""
    for row in store.rows("SELECT packed, data FROM received WHERE sha256 = ?", (digest,)):
        return zlib.decompress(row["data"]) if row["packed"] else bytes(row["data"])
    raise UserError("这份原件没有存档（它是较早的版本导入的）。")


class Origins:
    """Notes which records were read from which rows, sheet by sheet."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._columns: list[tuple[str, int]] = []
        self._unsaid: dict[tuple[str, ...], list[tuple[str, int]]] = {}

    def begin(self, sheet: SheetPlan, batch: int, file: int) -> int:
        """Note a sheet of a batch: its header once, by field."""
        columns = {one.column.name: [one.index, one.header] for one in sheet.headers if one.column}
        self._columns = [(one.column.name, one.index) for one in sheet.headers if one.column]
        self._unsaid = {}
        cursor = self._store.execute(
            "INSERT INTO import_sheet (batch, file, name, header_row, columns)"
            " VALUES (?, ?, ?, ?, ?)",
            (batch, file, sheet.shown, sheet.header_row, json.dumps(columns, ensure_ascii=False)),
        )
        return int(cursor.lastrowid)

    def note(self, sheet: int, ids: Sequence[int], rows: Sequence[PlannedRow]) -> None:
        """Note rows of a sheet with their records, and cells that are written otherwise."""
        if not ids:
            return
        texts = {row.row: told for row in rows if (told := self._otherwise(row))}
        data = json.dumps([ids, [row.row for row in rows], texts], separators=(",", ":"))
        packed = zlib.compress(data.encode("ascii"), _QUICK)
        self._store.execute(
            "INSERT INTO import_origin (sheet, first, last, data) VALUES (?, ?, ?, ?)",
            (sheet, min(ids), max(ids), packed),
        )

    def _otherwise(self, row: PlannedRow) -> dict[int, str]:
        """The texts of cells that are not their values, "" where a value came from elsewhere."""
        if row.given not in self._unsaid:
            said = set(row.given)
            self._unsaid[row.given] = [one for one in self._columns if one[0] not in said]
        told = {
            at: "" for name, at in self._unsaid[row.given] if getattr(row.record, name) is not None
        }
        for at in (*row.altered, *(row.corrected or ())):
            if at < len(row.raw):
                told[at] = shown(row.raw[at])
        return told


def source_of(store: Store, table: Table[Any], record_id: int, field: str) -> Origin | None:
    """The cell that the field's value came from, or None: typed in, worked out, or not there."""
    sql = (
        "SELECT c.before, c.after, b.id AS batch FROM change c JOIN edit e ON e.id = c.edit"
        " LEFT JOIN import_batch b ON b.edit = e.id WHERE c.record_id = ? AND c.table_name = ?"
        " AND e.undoes IS NULL AND e.undone_by IS NULL ORDER BY c.id DESC"
    )
    for row in store.rows(sql, (record_id, table.name)):
        before = json.loads(row["before"] or "{}").get(field)
        after = json.loads(row["after"] or "{}").get(field)
        if before != after:
            if row["batch"] is None or after is None:
                return None
            return _cell(store, row["batch"], table.by_name[field], record_id, after)
    return None


def _cell(store: Store, batch: int, column: Column, record_id: int, kept: object) -> Origin | None:
    sql = (
        "SELECT o.data, s.name AS sheet, s.columns, f.name AS file, f.sha256 FROM import_sheet s"
        " JOIN import_origin o ON o.sheet = s.id JOIN import_file f ON f.id = s.file"
        " WHERE s.batch = ? AND o.first <= ? AND o.last >= ? ORDER BY o.id"
    )
    for found in store.rows(sql, (batch, record_id, record_id)):
        ids, rows, texts = json.loads(zlib.decompress(found["data"]))
        if record_id not in ids:
            continue
        index, header = json.loads(found["columns"]).get(column.name, (None, ""))
        if index is None:
            return None
        row = rows[ids.index(record_id)]
        raw = texts.get(str(row), {}).get(str(index))
        if raw == "":
            return None
        if raw is None:
            raw = "" if column.kind.target else text_of(column, column.kind.load(kept))
        return Origin(found["file"], found["sha256"], found["sheet"], row, header, raw, batch)
    return None


def told(origin: Origin) -> str:
    """Where a value came from, in a line."""
    raw = f"，原值“{origin.raw}”" if origin.raw else ""
    return f"来自《{origin.file}》{origin.sheet} 第 {origin.row} 行“{origin.header}”{raw}"


def sources_of(
    store: Store, table: Table[Any], record_id: int
) -> tuple[tuple[Column, Origin], ...]:
    """Every field of a record whose value came from a cell, with that cell."""
    found = ((one, source_of(store, table, record_id, one.name)) for one in table.columns)
    return tuple((column, cell) for column, cell in found if cell is not None)
