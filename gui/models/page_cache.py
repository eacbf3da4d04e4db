"""A cache of the recently shown pages of a long list; others load off the window's thread."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from storage.store import listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gui.tasks import QueryRunner
    from storage.store.listing import Query, Row
    from storage.store.store import Store

PAGE_SIZE = 100  # records on a page
MAX_PAGES = 40  # pages in the cache
PAINT_WAIT = 0.008  # seconds that painting waits for a page before it shows placeholders
PREFETCH_MARGIN = 25  # records before the edge of a page at which the next page is prefetched


class PageCache(QObject):
    """Rows by their position in the list.

    Two requests may be pending, one for even and one for odd pages, because at most two pages are
    in view; a newer request cancels the older, so that dragging the scroll bar never queues.

    Signals:
        arrived(first, last): positions whose rows were loaded after a placeholder was shown
    """

    arrived = Signal(int, int)

    def __init__(self, runner: QueryRunner, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._queries = runner
        self._name = name
        self._query: Query[Any] | None = None
        self._total = 0
        self._pages: OrderedDict[int, list[Row[Any]]] = OrderedDict()
        self._pending: dict[int, int] = {}
        self._painting = False

    def start(self, query: Query[Any], total: int, pages: Mapping[int, list[Row[Any]]]) -> None:
        """Start caching the list of a query, of which `pages` are loaded already."""
        for side in tuple(self._pending):
            self._queries.forget(f"{self._name} {side}")
        self._pending.clear()
        self._query, self._total = query, total
        self._pages = OrderedDict(pages)

    def set_total(self, total: int) -> None:
        """Set the number of records in the list."""
        self._total = total

    def recent(self) -> tuple[int, ...]:
        """Return the numbers of the pages shown last."""
        return tuple(self._pages)[-3:]

    def row(self, position: int) -> Row[Any] | None:
        """Return the row at a position, or None while it is loading; prefetch the page near it."""
        number, offset = divmod(position, PAGE_SIZE)
        rows = self._pages.get(number)
        if rows is None:
            rows = self._fetch(number, PAINT_WAIT)
        elif offset < PREFETCH_MARGIN and number:
            self._fetch(number - 1, 0)
        elif offset >= PAGE_SIZE - PREFETCH_MARGIN and (number + 1) * PAGE_SIZE < self._total:
            self._fetch(number + 1, 0)
        return rows[offset] if rows is not None and offset < len(rows) else None

    def cached_row(self, position: int) -> Row[Any] | None:
        """Return the row at a position if it is cached."""
        number, offset = divmod(position, PAGE_SIZE)
        rows = self._pages.get(number, [])
        return rows[offset] if offset < len(rows) else None

    def position_of(self, record_id: int) -> int | None:
        """Return the position of a record if it is cached."""
        for number, rows in self._pages.items():
            for offset, row in enumerate(rows):
                if row.record.id == record_id:
                    return number * PAGE_SIZE + offset
        return None

    def replace_rows(self, rows: Iterable[Row[Any]]) -> list[int]:
        """Replace cached rows by newer ones of the same records and return their positions."""
        positions = []
        for row in rows:
            position = self.position_of(row.record.id)
            if position is not None:
                self._pages[position // PAGE_SIZE][position % PAGE_SIZE] = row
                positions.append(position)
        return positions

    def _fetch(self, number: int, wait: float) -> list[Row[Any]] | None:
        side = number % 2
        if number in self._pages or self._pending.get(side) == number or self._query is None:
            return self._pages.get(number)
        if not wait and side in self._pending:
            return None  # prefetching never cancels a page that is needed now
        self._pending[side] = number
        query, total = self._query, self._total

        def load(store: Store) -> list[Row[Any]]:
            return listing.page(store, query, number * PAGE_SIZE, PAGE_SIZE, total)

        self._painting = wait > 0
        self._queries.submit(
            f"{self._name} {side}", load, lambda rows: self._store_page(number, rows), wait
        )
        self._painting = False
        return self._pages.get(number)

    def _store_page(self, number: int, rows: list[Row[Any]]) -> None:
        self._pending.pop(number % 2, None)
        self._pages[number] = rows
        while len(self._pages) > MAX_PAGES:
            self._pages.popitem(last=False)
        if not self._painting:
            self.arrived.emit(number * PAGE_SIZE, number * PAGE_SIZE + len(rows) - 1)
