"""Table names and conditions of the command line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from storage.errors import UserError
from storage.model.schema import Column
from storage.model.tables import BY_NAME, TABLES
from storage.store.listing import Filter
from storage.views.roster_views import ROSTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.model.schema import Table
    from storage.store.store import Store
    from storage.views.roster_views import Roster


def plural(table: Table[Any]) -> str:
    """Return the plural of a table's name: league_branch is league-branches."""
    word = table.name.replace("_", "-")
    if word.endswith(("ch", "s")):
        return word + "es"
    return word[:-1] + "ies" if re.search("[^aeiou]y$", word) else word + "s"


def find_table(word: str) -> Table[Any]:
    """Return the table of that name, singular, plural or Chinese; raises `UserError`."""
    for table in TABLES:
        if word in (plural(table), table.name, table.label):
            return table
    raise UserError(f"没有“{word}”这种台账，可用：{'、'.join(plural(table) for table in TABLES)}。")


def find_ledger(word: str) -> tuple[Table[Any], Roster | None]:
    """Return the table, and the roster where the word names one; raises `UserError`."""
    for roster in ROSTERS:
        if word in (roster.word, roster.name, roster.label):
            return roster.table, roster
    try:
        return find_table(word), None
    except UserError as error:
        words = "、".join(roster.word for roster in ROSTERS)
        raise UserError(f"{str(error).removesuffix('。')}；还有 {words}。") from None


def parse_conditions(store: Store, table: Table[Any], given: Sequence[str]) -> tuple[Filter, ...]:
    """Parse conditions like `class_name=高一（3）班`; an empty value matches empty fields."""
    return tuple(_condition(store, table, text) for text in given)


def _condition(store: Store, table: Table[Any], text: str) -> Filter:
    name, equals, value = text.partition("=")
    shown = table.shown.get(name.strip())
    if not equals or shown is None:
        raise UserError(f"条件“{text}”看不懂，应写成 栏目=值，栏目可用：{'、'.join(table.shown)}。")
    if not value.strip():
        return Filter(shown.name, "empty")
    if isinstance(shown, Column) and shown.kind.target:
        target = BY_NAME[shown.kind.target]
        return Filter(shown.name, "is", store.named(target, value.strip()) or 0)
    try:
        return Filter(shown.name, "is", shown.kind.parse(value))
    except ValueError as error:
        raise UserError(f"{shown.label}{error}。") from None
