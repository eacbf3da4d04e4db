"""Pages of a long list that were seen lately; others are fetched off the window's thread."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from storage.store import listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gui.tasks import Asker
    from storage.store.listing import Query, Row
    from storage.store.store import Store

PAGE_SIZE = 100  # records
MAX_PAGES = 40  # pages
PAINT_WAIT = 0.008  # seconds that painting waits for a page before it shows placeholders
PREFETCH_MARGIN = 25  # records before the edge of a page at which its neighbour is fetched ahead


class PageCache(QObject):
    """Rows by their place in the list.

    Two questions may be under way, one for even and one for odd pages, since at most two pages are
    in view; a newer one gives up the older, so that dragging the scroll bar never queues.

    Signals:
        arrived(first, last): places whose rows came after they were asked for
    """

    arrived = Signal(int, int)

    def __init__(self, asker: Asker, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._asker = asker
        self._name = name
        self._query: Query[Any] | None = None
        self._total = 0
        self._kept: OrderedDict[int, list[Row[Any]]] = OrderedDict()
        self._under_way: dict[int, int] = {}
        self._painting = False

    def start(self, query: Query[Any], total: int, pages: Mapping[int, list[Row[Any]]]) -> None:
        """Hold another list, of which these pages are known."""
        for side in tuple(self._under_way):
            self._asker.forget(f"{self._name} {side}")
        self._under_way.clear()
        self._query, self._total = query, total
        self._kept = OrderedDict(pages)

    def set_total(self, total: int) -> None:
        """Learn how long the list is."""
        self._total = total

    def recent(self) -> tuple[int, ...]:
        """The numbers of the pages in view or near."""
        return tuple(self._kept)[-3:]

    def row(self, place: int) -> Row[Any] | None:
        """The row at a place, or None while it is being fetched."""
        number, offset = divmod(place, PAGE_SIZE)
        rows = self._kept.get(number)
        if rows is None:
            rows = self._fetch(number, PAINT_WAIT)
        elif offset < PREFETCH_MARGIN and number:
            self._fetch(number - 1, 0)
        elif offset >= PAGE_SIZE - PREFETCH_MARGIN and (number + 1) * PAGE_SIZE < self._total:
            self._fetch(number + 1, 0)
        return rows[offset] if rows is not None and offset < len(rows) else None

    def cached_row(self, place: int) -> Row[Any] | None:
        """The row at a place if it is at hand."""
        number, offset = divmod(place, PAGE_SIZE)
        rows = self._kept.get(number, [])
        return rows[offset] if offset < len(rows) else None

    def position_of(self, record_id: int) -> int | None:
        """The place of a record among the pages at hand."""
        for number, rows in self._kept.items():
            for offset, row in enumerate(rows):
                if row.record.id == record_id:
                    return number * PAGE_SIZE + offset
        return None

    def replace_rows(self, rows: Iterable[Row[Any]]) -> list[int]:
        """Replace rows by newer ones of the same records; returns their places."""
        places = []
        for row in rows:
            place = self.position_of(row.record.id)
            if place is not None:
                self._kept[place // PAGE_SIZE][place % PAGE_SIZE] = row
                places.append(place)
        return places

    def _fetch(self, number: int, patience: float) -> list[Row[Any]] | None:
        side = number % 2
        if number in self._kept or self._under_way.get(side) == number or self._query is None:
            return self._kept.get(number)
        if not patience and side in self._under_way:
            return None  # fetching ahead never takes the place of what is wanted now
        self._under_way[side] = number
        query, total = self._query, self._total

        def look(store: Store) -> list[Row[Any]]:
            return listing.page(store, query, number * PAGE_SIZE, PAGE_SIZE, total)

        self._painting = patience > 0
        self._asker.ask(
            f"{self._name} {side}", look, lambda rows: self._store_page(number, rows), patience
        )
        self._painting = False
        return self._kept.get(number)

    def _store_page(self, number: int, rows: list[Row[Any]]) -> None:
        self._under_way.pop(number % 2, None)
        self._kept[number] = rows
        while len(self._kept) > MAX_PAGES:
            self._kept.popitem(last=False)
        if not self._painting:
            self.arrived.emit(number * PAGE_SIZE, number * PAGE_SIZE + len(rows) - 1)
