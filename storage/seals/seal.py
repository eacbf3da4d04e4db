"""Sealed quarters in numbered versions: figures, rules, targets and all rows of that time.

A seal is never changed or removed; a correction is sealed as the next version.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from storage.errors import UserError
from storage.ledger.database import open_in_memory, sentence
from storage.ledger.driver import DatabaseError
from storage.model.period import Quarter
from storage.model.tables import TABLES
from storage.progress import silent
from storage.seals.row_chunks import (
    canonical,
    chunks_of,
    compress,
    decompress,
    digest_of,
    insert_rows,
)
from storage.store.edit import format_moment
from storage.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from storage.model.schema import Table
    from storage.progress import Progress

FORMAT = 1  # of the contents
SHORT_TABLE = 4  # chunks up to which a table counts as short


@dataclass(frozen=True, slots=True)
class Seal:
    """One sealed version of a quarter; `made_on` is the date on its papers."""

    id: int
    quarter: Quarter
    version: int
    sealed_at: datetime
    made_on: date
    reason: str
    digest: str

    @property
    def label(self) -> str:
        """The version as displayed."""
        return f"第 {self.version} 版" + ("（更正）" if self.version > 1 else "")

    def as_json(self) -> dict[str, object]:
        """Return the seal's fields as JSON values, for scripts."""
        return {
            "quarter": str(self.quarter),
            "version": self.version,
            "sealed_at": self.sealed_at.isoformat(),
            "made_on": self.made_on.isoformat(),
            "reason": self.reason,
            "digest": self.digest,
        }


def seals(store: Store, quarter: Quarter | None = None) -> list[Seal]:
    """Return the sealed versions of one quarter or of all, the oldest first."""
    sql = (
        "SELECT id, quarter, version, sealed_at, made_on, reason, digest FROM seal"
        " WHERE :quarter IS NULL OR quarter = :quarter ORDER BY quarter, version"
    )
    wanted = {"quarter": None if quarter is None else str(quarter)}
    return [_seal(row) for row in store.rows(sql, wanted)]


def last_seal(store: Store, quarter: Quarter) -> Seal | None:
    """Return the last version, which is valid, or None where the quarter is not sealed."""
    return next(iter(seals(store, quarter)[::-1]), None)


def seal_of(store: Store, quarter: Quarter, version: int | None = None) -> Seal | None:
    """Return that version of the quarter, by default the last; raises `UserError` if unknown."""
    if version is None:
        return last_seal(store, quarter)
    for one in seals(store, quarter):
        if one.version == version:
            return one
    known = "、".join(str(one.version) for one in seals(store, quarter)) or "还没有封存过"
    raise UserError(f"{quarter.label}没有第 {version} 版（现有：{known}）。")


def _seal(row: Mapping[str, Any]) -> Seal:
    return Seal(
        row["id"],
        Quarter.parse(row["quarter"]),
        row["version"],
        datetime.fromisoformat(row["sealed_at"]).astimezone(),
        date.fromisoformat(row["made_on"]),
        row["reason"],
        row["digest"],
    )


def write_seal(
    store: Store,
    quarter: Quarter,
    made_on: date,
    statements: Mapping[str, object],
    reason: str = "",
    progress: Progress = silent,
) -> Seal:
    """Seal every row of the ledger together with the quarter's `statements` (figures, rules …).

    All or nothing: a cancelled sealing leaves no version behind.
    """
    try:
        store.execute("BEGIN IMMEDIATE")
        version, at = len(seals(store, quarter)) + 1, format_moment(store.now())
        facts = {
            "format": FORMAT,
            "sealed_at": at,
            "quarter": str(quarter),
            "version": version,
            "made_on": made_on.isoformat(),
            "reason": reason,
            "before": store.value("SELECT digest FROM seal ORDER BY id DESC LIMIT 1"),
            "entered": _last_numbers(store),
            "pieces": _write_chunks(store, progress),
            **statements,
        }
        _insert(store, facts)
        store.execute("COMMIT")
    except BaseException as error:
        if store.in_transaction:
            store.execute("ROLLBACK")
        if isinstance(error, DatabaseError):
            raise UserError(sentence(error, store.path)) from error
        raise
    return seals(store, quarter)[-1]


def _last_numbers(store: Store) -> dict[str, object]:
    """Return the highest number used in each table, and the last edit.

    In a view of the quarter as it was known, the exclusions of that view are included.
    """
    sql = "SELECT name, seq FROM sqlite_sequence"
    given = {row["name"]: row["seq"] for row in store.rows(sql)}
    numbers = {table.name: given.get(table.name, 0) for table in TABLES}
    known = store.known.as_sealed() if store.known else {}
    return {"numbers": numbers, "given": numbers, "edit": given.get("edit", 0), **known}


def _insert(store: Store, facts: Mapping[str, object]) -> None:
    text = canonical(facts).encode()
    named = {name: facts[name] for name in ("quarter", "version", "sealed_at", "made_on", "reason")}
    store.execute(
        "INSERT INTO seal (quarter, version, sealed_at, made_on, reason, digest, contents)"
        " VALUES (:quarter, :version, :sealed_at, :made_on, :reason, :digest, :contents)",
        {**named, "digest": digest_of(text), "contents": compress(text)},
    )


def _write_chunks(store: Store, progress: Progress) -> dict[str, list[list[object]]]:
    """Store new chunks; return each table's chunks as pairs of span and digest."""
    total = sum(store.count(table) for table in TABLES)
    done = 0
    chunks: dict[str, list[list[object]]] = {}
    for table in TABLES:
        for span, text in chunks_of(store, table):
            progress(done, total)
            digest = digest_of(text)
            if not store.value("SELECT 1 FROM seal_piece WHERE digest = ?", (digest,)):
                store.execute(
                    "INSERT INTO seal_piece (digest, data) VALUES (?, ?)", (digest, compress(text))
                )
            chunks.setdefault(table.name, []).append([span, digest])
        done += store.count(table)
    progress(total, total)
    return chunks


def contents_of(store: Store, seal: Seal) -> dict[str, Any]:
    """Return the sealed contents, rows as digests in `pieces`; raises `UserError` if altered."""
    data = store.value("SELECT contents FROM seal WHERE id = ?", (seal.id,))
    contents: dict[str, Any] = json.loads(decompress(bytes(data), seal.digest))
    return contents


def load_chunk(store: Store, digest: str) -> bytes:
    """Return a chunk's text; raises `UserError` where it is missing or altered."""
    data = store.value("SELECT data FROM seal_piece WHERE digest = ?", (digest,))
    return decompress(bytes(data or b""), digest)


@contextmanager
def open_seal(
    store: Store, seal: Seal, needed: Collection[Table[Any]] | None = None
) -> Iterator[Store]:
    """Open the ledger as it was sealed: a read-only store in memory.

    With `needed`, other long tables stay empty, which is faster.
    """
    places: Mapping[str, Sequence[tuple[int, str]]] = contents_of(store, seal)["pieces"]
    with Store(store.path, open_in_memory()) as past:
        past.execute("BEGIN")
        for table in TABLES:
            spans = places.get(table.name, ())
            if needed is not None and table not in needed and len(spans) > SHORT_TABLE:
                continue
            for _span, digest in spans:
                insert_rows(past, table, load_chunk(store, digest))
        past.execute("COMMIT")
        past.execute("PRAGMA query_only = ON")
        yield past


def damages(store: Store) -> Iterator[str]:
    """Yield a sentence for every sealed version that was altered.

    Each version contains the digest of the one sealed before it, so that none can be swapped.
    """
    sound: set[str] = set()
    before = None
    for one in sorted(seals(store), key=lambda seal: seal.id):
        try:
            contents = contents_of(store, one)
            if contents["before"] != before:
                raise UserError("它前面的那次封存不是原来的，可能被替换。请从备份恢复后再打开。")
            digests = {digest for places in contents["pieces"].values() for _, digest in places}
            for digest in digests - sound:
                load_chunk(store, digest)
            sound |= digests
        except UserError as error:
            yield f"{one.quarter.label}{one.label}：{error}"
        before = one.digest
