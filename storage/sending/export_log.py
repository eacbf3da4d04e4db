"""The log of exported files: which file, how private, why; not part of the records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.errors import UserError
from storage.ledger.database import sentence
from storage.ledger.driver import DatabaseError
from storage.store.edit import now

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.store.store import Store


@dataclass(frozen=True, slots=True)
class ExportEntry:
    """One file that left the ledger."""

    at: str
    what: str
    privacy: str
    reason: str
    name: str
    sha256: str


def log_export(store: Store, what: str, privacy: str, reason: str, name: str, sha256: str) -> None:
    """Log one file; the entry is no edit and is never undone."""
    try:
        store.execute(
            "INSERT INTO export_log (at, what, privacy, reason, name, sha256)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (now(), what, privacy, reason or None, name, sha256),
        )
    except DatabaseError as error:
        raise UserError(sentence(error, store.path)) from error


def last_exports(store: Store, last: int = 200) -> Iterable[ExportEntry]:
    """Return the last exported files, the newest first."""
    sql = (
        "SELECT at, what, privacy, ifnull(reason, '') AS reason, name, sha256 FROM export_log"
        " ORDER BY id DESC LIMIT ?"
    )
    return [ExportEntry(**row) for row in store.rows(sql, (last,))]
