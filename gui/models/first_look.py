"""The first look at a list: how long it is, where that is quickly known, and the rows in view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gui.models.page_cache import PAGE
from storage.model.tables import TABLES
from storage.store import listing

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

    from storage.model.schema import Table
    from storage.store.listing import Query, Row
    from storage.store.store import Store

UNKNOWN = -1
UNREADABLE = -2  # in place of a number: the file gave no answer
SHORT = 20_000  # records of a table up to which lists are counted before they are shown


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What a look at a list brought: how long it is, if that is known, and some of its pages."""

    total: int
    pages: dict[int, list[Row[Any]]]


def failing(counted: SignalInstance) -> Callable[[object], None]:
    """What to do with a question that has no answer: say that there is no number."""
    return lambda _error: counted.emit(UNREADABLE)


def load_first_look(
    store: Store, query: Query[Any], wanted: tuple[int, ...], *, afresh: bool
) -> FirstLook:
    """Look at a list; `afresh` from its first record, without waiting for a long count."""
    if not afresh or store.count(query.table) <= SHORT:
        total = listing.count(store, query)
        pages = {n: listing.page(store, query, n * PAGE, PAGE, total) for n in wanted}
        return FirstLook(total, pages)
    rows = listing.page(store, query, 0, PAGE, PAGE * 2)
    return FirstLook(len(rows) if len(rows) < PAGE else UNKNOWN, {0: rows})


def related(table: Table[Any]) -> frozenset[str]:
    """The tables whose records a list of this one shows something of."""
    targets = {link.kind.target for link in table.links}
    users = {t.name for t in TABLES if any(link.kind.target == table.name for link in t.links)}
    return frozenset({table.name} | targets | users)
