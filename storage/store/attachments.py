"""Evidence (佐证): files stored inside the ledger by their SHA-256, protected as the ledger is."""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING, Any

from storage.errors import UserError
from storage.files import os_messages
from storage.model.tables import BY_NAME
from storage.model.tables.attachment import ATTACHMENTS, Attachment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from storage.model.schema import Table
    from storage.progress import Progress
    from storage.store.store import Store

MEGABYTE = 1 << 20
LARGEST = 50 * MEGABYTE  # a photograph or a scanned paper is far below


def attach(
    store: Store,
    table: Table[Any],
    record_id: int,
    files: Sequence[Path],
    on: date,
    measure: str | None = None,
    progress: Progress | None = None,
) -> list[Attachment]:
    """Attach files to a record, all or none, and return the new attachments.

    A file that the record already has is skipped. Raises `UserError` where a file cannot be read,
    is empty or exceeds `LARGEST`.
    """
    contents = [(path.name, _content(path)) for path in files]
    names = "、".join(path.name for path in files)
    added = []
    with store.edit(f"添加佐证：{names}") as edit:
        for done, (name, content) in enumerate(contents):
            if progress is not None:
                progress(done, len(contents))
            digest = _store_bytes(store, content)
            fields = {"owner_table": table.name, "owner_id": record_id, "sha256": digest}
            if store.find(ATTACHMENTS, **fields):
                continue
            attachment = Attachment(
                owner_table=table.name, owner_id=record_id, measure=measure,
                what=name.rpartition(".")[0] or name, file_name=name, sha256=digest,
                size=len(content), added_on=on,
            )  # fmt: skip
            added.append(store.get(ATTACHMENTS, edit.save(ATTACHMENTS, attachment)))
    return added


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            most = LARGEST // MEGABYTE
            raise UserError(f"《{path.name}》有 {size // MEGABYTE} MB，佐证每份不超过 {most} MB。")
        content = path.read_bytes()
    except OSError as error:
        raise UserError(f"打不开《{path.name}》：{os_messages.reason(error)}。") from error
    if not content:
        raise UserError(f"《{path.name}》是空的，没有添加。")
    return content


def _store_bytes(store: Store, content: bytes) -> str:
    """Store the bytes once for all records that share them and return their SHA-256.

    Storing them again replaces a copy that may have been damaged.
    """
    digest = hashlib.sha256(content).hexdigest()
    store.execute(
        "INSERT INTO blob (sha256, size, data) VALUES (?, ?, ?)"
        " ON CONFLICT (sha256) DO UPDATE SET data = excluded.data",
        (digest, len(content), zlib.compress(content, 6)),
    )
    return digest


def load_content(store: Store, attachment: Attachment) -> bytes:
    """Return the original bytes; raises `UserError` where they are missing or damaged."""
    data = store.value("SELECT data FROM blob WHERE sha256 = ?", (attachment.sha256,))
    try:
        content = zlib.decompress(data or b"")
    except zlib.error:
        content = b""
    if hashlib.sha256(content).hexdigest() != attachment.sha256:
        raise UserError(f"佐证《{attachment.file_name}》的内容已丢失或损坏，请重新添加。")
    return content


def of_record(store: Store, table: Table[Any], record_id: int) -> list[Attachment]:
    """Return the attachments of one record in the order they were added."""
    return store.find(ATTACHMENTS, owner_table=table.name, owner_id=record_id)


def has_owner(store: Store, attachment: Attachment) -> bool:
    """Return whether the record it belongs to exists; a removed one may be restored by undo."""
    sql = f"SELECT 1 FROM {BY_NAME[attachment.owner_table].name} WHERE id = ?"
    return store.value(sql, (attachment.owner_id,)) is not None


def find_lost(store: Store) -> list[Attachment]:
    """Return the attachments whose bytes are missing from the ledger."""
    where = "sha256 NOT IN (SELECT sha256 FROM blob)"
    return list(store.select(ATTACHMENTS, where))
