"""The delivery state of each mail, so that none is sent twice unnoticed.

A mail is identified by its recipients and its files. Its state is `begun` until all data is with
the server, `given` until the server confirms it, then `sent`. A program that is killed in between
leaves `given`: only a person can find out whether that mail arrived.
"""

from __future__ import annotations

import hashlib
import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from storage.errors import UserError
from storage.ledger.database import sentence
from storage.ledger.driver import DatabaseError
from storage.store.edit import now

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.store.store import Store

BEGUN, UNCONFIRMED, SENT = "begun", "given", "sent"
REFUSALS = {
    SENT: "这些文件已在 {at} 发给 {to}，没有再发。确要再发，请选“再发一次”。",
    UNCONFIRMED: (
        "{at} 发给 {to} 的这封信没有等到服务器的回话，可能已经寄到，没有再发。"
        "请先看邮箱的“已发送”或问市里；确认没有收到，再选“再发一次”。"
    ),
}


class AlreadySent(UserError):
    """The same mail was sent already, or may have been."""


def mail_key(recipients: Iterable[str], hashes: Iterable[str]) -> str:
    """Return the key of a mail: a SHA-256 over its recipients and its files' hashes."""
    parts = (*sorted(one.lower() for one in recipients), "", *sorted(hashes))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def begin_mail(store: Store, key: str, to: str, sender: str, *, again: bool = False) -> str:
    """Record the beginning of a mail and return its Message-ID.

    The ID is the same when it is sent again, so that the recipient can recognize a duplicate.
    Raises `AlreadySent` where it was or may have been sent, unless `again`.
    """
    known = next(store.rows("SELECT at, message_id, state FROM outbox WHERE key = ?", (key,)), None)
    if known is not None and known["state"] in REFUSALS and not again:
        at = datetime.fromisoformat(known["at"]).astimezone()
        raise AlreadySent(REFUSALS[known["state"]].format(at=f"{at:%Y-%m-%d %H:%M}", to=to))
    message_id = known["message_id"] if known else f"<{uuid.uuid4().hex}@{_domain(sender)}>"
    _write(
        store,
        "INSERT INTO outbox (key, at, message_id, state) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (key) DO UPDATE SET at = excluded.at, state = excluded.state",
        (key, now(), message_id, BEGUN),
    )
    return str(message_id)


def mark_state(store: Store, key: str, state: str) -> None:
    """Save the state of a mail at once."""
    _write(store, "UPDATE outbox SET state = ?, at = ? WHERE key = ?", (state, now(), key))


def load_state(store: Store, key: str) -> str:
    """Return the state of a mail, "" where it was never begun."""
    return str(store.value("SELECT state FROM outbox WHERE key = ?", (key,)) or "")


def _domain(sender: str) -> str:
    return sender.rpartition("@")[2] or "localhost"


def _write(store: Store, sql: str, values: tuple[object, ...]) -> None:
    try:
        store.execute(sql, values)
    except DatabaseError as error:
        raise UserError(sentence(error, store.path)) from error
