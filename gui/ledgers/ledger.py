"""The declaration of a ledger's page: table, columns, form groups, panel tabs and buttons."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gui.models.record_list import UNKNOWN, UNREADABLE
from gui.session import Route

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gui.ledgers.panel.panel_tabs import PanelTab
    from storage.model.schema import Table
    from storage.views import View
    from storage.views.roster_views import Roster


@dataclass(frozen=True, slots=True)
class PageAction:
    """A further button of the page, which leads to another page."""

    text: str
    icon: str
    route: Route


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that distinguishes one ledger's page from another's.

    `columns` are those shown by default; `groups` order the form; `subtitle` names the fields
    under the record's name; `tones` colour the words of a column; `purpose` is the text of the
    empty page. The list is sorted by the date column `newest_first_by`, newest first. With
    `roster` it lists a part of its table. `tab` is its short name in a family of ledgers.
    """

    table: Table[Any]
    columns: tuple[str, ...]
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    purpose: str
    icon: str
    subtitle: tuple[str, ...] = ()
    tones: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    tabs: tuple[PanelTab, ...] = ()
    actions: tuple[PageAction, ...] = ()
    views: tuple[View, ...] = ()
    title: str = ""
    newest_first_by: str = ""
    roster: Roster | None = None
    tab: str = ""

    @property
    def name(self) -> str:
        """The key of the ledger: the name of its table or of its roster."""
        return self.roster.name if self.roster else self.table.name

    @property
    def label(self) -> str:
        """The label shown to the clerk."""
        return self.roster.label if self.roster else self.table.label

    @property
    def condition(self) -> str:
        """The SQL condition that selects its records, "" for the whole table."""
        return self.roster.condition if self.roster else ""

    @property
    def preset(self) -> Mapping[str, object] | None:
        """The values a new record is filled in with, None for an empty form."""
        return self.roster.preset if self.roster else None

    @property
    def form_groups(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The groups of the form; columns that none of them names follow in the group 其他."""
        placed = {name for _title, names in self.groups for name in names}
        others = tuple(name for name in self.table.by_name if name not in placed)
        return (*self.groups, ("其他", others)) if others else self.groups

    @property
    def all_actions(self) -> tuple[PageAction, ...]:
        """The buttons of its own, or else the one that imports into it."""
        return self.actions or (PageAction("导入", "file-input", Route("import", table=self.name)),)


def count_sentence(table: Table[Any], total: int, whole: int, *, narrowed: bool) -> str:
    """Format the counts of a ledger in one line.

    `total` is the number of records listed, `whole` of all in the ledger; each may be `UNKNOWN`
    (still being counted) or `UNREADABLE`. `narrowed` is whether a search or filter is active.
    """
    if UNREADABLE in (total, whole):
        return f"{table.label}读不出来"
    if whole == UNKNOWN:
        return "正在数…" if total == UNKNOWN else f"找到 {total:,} {table.unit}"
    if total == UNKNOWN:
        return f"正在数…　共 {whole:,} {table.unit}"
    if narrowed:
        return f"找到 {total:,} {table.unit}，共 {whole:,} {table.unit}"
    return f"共 {whole:,} {table.unit}" if whole else "还没有记录"
