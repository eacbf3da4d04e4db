"""Where a difference is put right: the record it is about, or the page that keeps such records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gui.pages.registry import PAGES
from gui.session import Place
from storage.indicators.registry import BY_CODE
from storage.tables.league_branch import LEAGUE_BRANCHES
from storage.tables.organization import ORGANIZATIONS
from storage.tables.training import TRAININGS
from storage.tables.unit import UNITS
from storage.tables.volunteer import VOLUNTEERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.answer.item import Item
    from storage.schema import Table
    from storage.store import Store

# What the rows of a sheet of the workbook are counted from
SHEETS: dict[str, Table[Any]] = {
    "W03.1": UNITS,
    "W03": ORGANIZATIONS,
    "W04": LEAGUE_BRANCHES,
    "W05": VOLUNTEERS,
    "W09": TRAININGS,
}


def place_of_item(store: Store, item: Item) -> Place | None:
    """Where it is put right, or None where no page is the place."""
    table = item.table or _table_of(item)
    page = next((page.name for page in PAGES if table in page.tables), "") if table else ""
    if table is None or not page:
        return None
    words = (*item.row.split("　"), item.ours)
    return Place(page, table=table.name, record_id=item.record or _named(store, table, words))


def _table_of(item: Item) -> Table[Any] | None:
    code = item.row.split("　")[0]
    if code in BY_CODE:
        return BY_CODE[code].table
    return next((table for sheet, table in SHEETS.items() if item.sheet.startswith(sheet)), None)


def _named(store: Store, table: Table[Any], words: Iterable[str]) -> int | None:
    """The record that the row's words name, where one does; it may be the name that was changed."""
    if table.title != "name":
        return None
    found = (store.named(table, word) for word in words if word)
    return next((number for number in found if number is not None), None)
