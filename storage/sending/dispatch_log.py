"""The log of sendings (报送记录): the files, the recipients and the answer of each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from storage.model.tables.dispatch import DISPATCHES, DRAFTED, MAILED, Dispatch, reported

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from storage.model.period import Quarter
    from storage.store.edit import Edit
    from storage.store.store import Store


def dispatch_of(
    quarter: Quarter,
    version: int | None,
    channel: str,
    recipients: Iterable[str],
    hashes: Mapping[str, str],
    at: datetime,
) -> Dispatch:
    """Build the log entry of a sending at that moment; without a version it is a draft."""
    return Dispatch(
        quarter=str(quarter),
        version=version,
        draft=version is None,
        sent_on=at.date(),
        sent_at=f"{at:%H:%M}",
        channel=channel,
        recipients="\n".join(recipients),
        files="\n".join(f"{name}  {sha256}" for name, sha256 in hashes.items()),
    )


def log_dispatch(edit: Edit, dispatch: Dispatch) -> int:
    """Save a sending within an edit and return its number."""
    return edit.save(DISPATCHES, dispatch)


def load_dispatches(store: Store, quarter: Quarter) -> list[Dispatch]:
    """Return the sendings of the quarter, the last first."""
    order = "sent_on DESC, id DESC"
    return list(store.select(DISPATCHES, "quarter = ?", (str(quarter),), order=order))


def last_dispatch(store: Store) -> Dispatch | None:
    """Return the last sending that counts as a report, of any quarter."""
    order = "sent_on DESC, id DESC LIMIT 1"
    return next(store.select(DISPATCHES, reported("dispatch"), order=order), None)


def mark_sent(store: Store, edit: Edit, number: int, at: datetime) -> None:
    """Record that a drafted mail was sent at that moment."""
    drafted = store.get(DISPATCHES, number)
    edit.save(
        DISPATCHES,
        replace(drafted, channel=MAILED, sent_on=at.date(), sent_at=f"{at:%H:%M}"),
    )


def dispatch_state(one: Dispatch) -> tuple[str, str]:
    """Return the state of a sending as a word and a tone."""
    if one.draft:
        return "草稿", "neutral"
    if one.returned_on:
        return f"{one.returned_on.month}-{one.returned_on.day} 退回", "warn"
    if one.received_on or one.receipt:
        return "已收", "good"
    return ("没有发出", "warn") if one.channel == DRAFTED else ("待回执", "neutral")


def dispatch_line(one: Dispatch) -> str:
    """Format a sending as a line: day, version, state."""
    version = f" · 第 {one.version} 版" if one.version else ""
    return f"{one.sent_on.month} 月 {one.sent_on.day} 日{version} · {dispatch_state(one)[0]}"
