"""What a ledger's page is told: its table, columns, form, lists beside it, and first deeds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gui.models.record_list import UNKNOWN, UNREADABLE
from gui.session import Route

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gui.ledgers.panel.panel_tabs import Tab
    from storage.model.schema import Table
    from storage.views import View
    from storage.views.roster_views import Roster


@dataclass(frozen=True, slots=True)
class Action:
    """A further button of the page, which leads to another page."""

    text: str
    icon: str
    route: Route


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything by which one ledger's page differs from another's.

    `columns` are shown unless she chose others; `groups` order the form; `subtitle` names what
    stands under the record's name; `tones` colour words of a column; `purpose` is said while the
    ledger is empty. By the day `latest` the newest come first. With `roster` it is a part of
    its table, kept as a ledger of its own. In a family it is called `tab`.
    """

    table: Table[Any]
    columns: tuple[str, ...]
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    purpose: str
    icon: str
    subtitle: tuple[str, ...] = ()
    tones: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    tabs: tuple[Tab, ...] = ()
    actions: tuple[Action, ...] = ()
    views: tuple[View, ...] = ()
    title: str = ""
    latest: str = ""
    roster: Roster | None = None
    tab: str = ""

    @property
    def name(self) -> str:
        """By what it is known: its table's name, or its roster's."""
        return self.roster.name if self.roster else self.table.name

    @property
    def label(self) -> str:
        """What people call it."""
        return self.roster.label if self.roster else self.table.label

    @property
    def condition(self) -> str:
        """Which of the table's records are in it, "" for all."""
        return self.roster.condition if self.roster else ""

    @property
    def preset(self) -> Mapping[str, object] | None:
        """What a new record begins with."""
        return self.roster.preset if self.roster else None

    @property
    def form_groups(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The groups of the form; a column that none of them names comes in one of its own."""
        placed = {name for _title, names in self.groups for name in names}
        others = tuple(name for name in self.table.by_name if name not in placed)
        return (*self.groups, ("其他", others)) if others else self.groups

    @property
    def all_actions(self) -> tuple[Action, ...]:
        """Its own, or at least that its records may come from a sheet."""
        return self.actions or (Action("导入", "file-input", Route("import", table=self.name)),)


def sentence(table: Table[Any], total: int, full_text: int, *, narrowed: bool) -> str:
    """How things stand in a ledger, in one line; the whole may not be known yet."""
    if UNREADABLE in (total, full_text):
        return f"{table.label}读不出来"
    if full_text == UNKNOWN:
        return "正在数…" if total == UNKNOWN else f"找到 {total:,} {table.unit}"
    if total == UNKNOWN:
        return f"正在数…　共 {full_text:,} {table.unit}"
    if narrowed:
        return f"找到 {total:,} {table.unit}，共 {full_text:,} {table.unit}"
    return f"共 {full_text:,} {table.unit}" if full_text else "还没有记录"
