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
from storage.intake.vocabulary.cell_values import cell_text
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
    """Store the content of a file; a file imported twice is stored once."""
    plain = file.content.startswith(_PACKED_FORMS)
    data = file.content if plain else zlib.compress(file.content, _QUICK)
    store.execute(
        "INSERT OR IGNORE INTO received (sha256, size, packed, data) VALUES (?, ?, ?, ?)",
        (file.sha256, len(file.content), "" if plain else "zlib", data),
    )


def received(store: Store, digest: str) -> bytes:
    """Return the stored content of an imported file; raises `UserError` where there is none."""
    for row in store.rows("SELECT packed, data FROM received WHERE sha256 = ?", (digest,)):
        return zlib.decompress(row["data"]) if row["packed"] else bytes(row["data"])
    raise UserError("这份原件没有存档（它是较早的版本导入的）。")


class Origins:
    """Stores from which row of which sheet each record was read."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._columns: list[tuple[str, int]] = []
        self._absent: dict[tuple[str, ...], list[tuple[str, int]]] = {}

    def add_sheet(self, sheet: SheetPlan, batch: int, file: int) -> int:
        """Record a sheet of a batch with its header by field; return the sheet's number."""
        columns = {one.column.name: [one.index, one.header] for one in sheet.headers if one.column}
        self._columns = [(one.column.name, one.index) for one in sheet.headers if one.column]
        self._absent = {}
        cursor = self._store.execute(
            "INSERT INTO import_sheet (batch, file, name, header_row, columns)"
            " VALUES (?, ?, ?, ?, ?)",
            (batch, file, sheet.shown, sheet.header_row, json.dumps(columns, ensure_ascii=False)),
        )
        return int(cursor.lastrowid)

    def add_rows(self, sheet: int, ids: Sequence[int], rows: Sequence[PlannedRow]) -> None:
        """Store the row of each record of a sheet, and the text of cells that differ from it."""
        if not ids:
            return
        texts = {row.row: cells for row in rows if (cells := self._differing(row))}
        data = json.dumps([ids, [row.row for row in rows], texts], separators=(",", ":"))
        packed = zlib.compress(data.encode("ascii"), _QUICK)
        self._store.execute(
            "INSERT INTO import_origin (sheet, first, last, data) VALUES (?, ?, ?, ?)",
            (sheet, min(ids), max(ids), packed),
        )

    def _differing(self, row: PlannedRow) -> dict[int, str]:
        """Return the texts of cells that differ from their values, "" for values from elsewhere."""
        if row.fields not in self._absent:
            given = set(row.fields)
            self._absent[row.fields] = [one for one in self._columns if one[0] not in given]
        describe_origin = {
            at: "" for name, at in self._absent[row.fields] if getattr(row.record, name) is not None
        }
        for at in (*row.altered, *(row.corrected or ())):
            if at < len(row.raw):
                describe_origin[at] = cell_text(row.raw[at])
        return describe_origin


def source_of(store: Store, table: Table[Any], record_id: int, field: str) -> Origin | None:
    """Return the cell that a field's value was read from, None where it was typed or derived."""
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


def _cell(
    store: Store, batch: int, column: Column, record_id: int, stored: object
) -> Origin | None:
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
            raw = "" if column.kind.target else text_of(column, column.kind.load(stored))
        return Origin(found["file"], found["sha256"], found["sheet"], row, header, raw, batch)
    return None


def describe_origin(origin: Origin) -> str:
    """Format where a value was read from as one line."""
    raw = f"，原值“{origin.raw}”" if origin.raw else ""
    return f"来自《{origin.file}》{origin.sheet} 第 {origin.row} 行“{origin.header}”{raw}"


def sources_of(
    store: Store, table: Table[Any], record_id: int
) -> tuple[tuple[Column, Origin], ...]:
    """Return every field of a record whose value was read from a cell, with that cell."""
    found = ((one, source_of(store, table, record_id, one.name)) for one in table.columns)
    return tuple((column, cell) for column, cell in found if cell is not None)
