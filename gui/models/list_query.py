"""The query behind a list: a named view, the search text, filters, and the order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from storage.errors import UserError
from storage.store import listing
from storage.store.listing import Query

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from storage.counting.indicators.indicator import Selection
    from storage.model.schema import Table
    from storage.store.listing import Filter
    from storage.views import View

ALL = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """A filter, or the selection behind an indicator's figure, with the `words` of its chip."""

    words: str
    filter: Filter | None = None
    selection: Selection | None = None

    @property
    def column(self) -> str:
        """The name of the filtered column, "" for a selection."""
        return self.filter.column if self.filter else ""


class ListQuery(QObject):
    """The state of a list's search, filters and order, which `query` turns into a `Query`.

    Signals:
        changed(): any part of it has changed
    """

    changed = Signal()

    def __init__(
        self,
        table: Table[Any],
        views: Sequence[View],
        parent: QObject,
        default_order: str = "",
        base_condition: str = "",
    ) -> None:
        super().__init__(parent)
        self.views = {view.name: view for view in views}
        self.view = ALL
        self.typed = ""
        self.conditions: tuple[Condition, ...] = ()
        self.order, self.descending = default_order, bool(default_order)
        self._table = table
        self.base_condition = base_condition  # SQL met by every record of the list

    def query(self, on: date) -> Query[Any]:
        """Return the query for `storage.store.listing`; `on` is the day of derived values."""
        chosen = [one.selection for one in self.conditions if one.selection]
        view = self.views.get(self.view)
        parts = [*(one.condition for one in chosen), *([view.condition] if view else [])]
        parts += [self.base_condition] if self.base_condition else []
        return Query(
            self._table,
            typed=self.typed,
            filters=tuple(one.filter for one in self.conditions if one.filter),
            condition=" AND ".join(f"({part})" for part in parts),
            parameters={name: value for one in chosen for name, value in one.parameters.items()},
            order=self.order,
            descending=self.descending,
            on=on,
        )

    def view_query(self, name: str, on: date) -> Query[Any]:
        """Return the query of a view alone, or of all records for "", to be counted."""
        view = self.views.get(name)
        parts = [one for one in (self.base_condition, view.condition if view else "") if one]
        return Query(self._table, condition=" AND ".join(f"({part})" for part in parts), on=on)

    @property
    def is_narrowed(self) -> bool:
        """Whether a view, a search text or a condition restricts the list."""
        return bool(self.view or self.typed.strip() or self.conditions)

    @property
    def filtered(self) -> frozenset[str]:
        """The names of the filtered columns."""
        return frozenset(one.column for one in self.conditions) - {""}

    def choose_view(self, view: str) -> None:
        """Select a named view, or all records for "" or an unknown name."""
        self.view = view if view in self.views else ALL
        self.changed.emit()

    def search(self, text: str) -> None:
        """Search for a text; an unchanged text emits nothing."""
        if text != self.typed:
            self.typed = text
            self.changed.emit()

    def replace_conditions(self, column: str, conditions: Sequence[Condition]) -> None:
        """Replace the conditions on a column by others."""
        others = tuple(one for one in self.conditions if one.column != column)
        self.conditions = (*others, *conditions)
        self.changed.emit()

    def show_selection(self, selection: Selection, words: str) -> None:
        """Show the records of a selection, without any other restriction."""
        self.view, self.typed = ALL, ""
        self.conditions = (Condition(words, selection=selection),)
        self.changed.emit()

    def apply_request(self, view: str, selection: Selection | None, words: str) -> None:
        """Apply the view or selection with which another page opens this list.

        A request without either only removes the selection of an earlier request: what was typed or
        filtered by hand stays.
        """
        if selection is not None:
            self.show_selection(selection, words)
        elif view:
            self.typed, self.conditions = "", ()
            self.choose_view(view)
        elif any(one.selection for one in self.conditions):
            self.conditions = tuple(one for one in self.conditions if one.selection is None)
            self.changed.emit()

    def remove_condition(self, condition: Condition) -> None:
        """Remove one condition."""
        self.conditions = tuple(one for one in self.conditions if one is not condition)
        self.changed.emit()

    def clear(self) -> None:
        """Remove the view, the search text and every condition."""
        self.view, self.typed, self.conditions = ALL, "", ()
        self.changed.emit()

    def toggle_sort(self, name: str, total: int) -> None:
        """Sort by a column: ascending, then descending, then in the order of entry.

        Raises `UserError` where `total` records are too many to be sorted by this column.
        """
        if name != self.order:
            self.sort(name, total, descending=False)
        elif not self.descending:
            self.sort(name, total, descending=True)
        else:
            self.sort("", total, descending=False)

    def sort(self, name: str, total: int, *, descending: bool) -> None:
        """Sort by a column, or by the order of entry for "".

        Raises `UserError` where `total` records are too many to be sorted by this column.
        """
        if name and not listing.sortable(self._table, name, total):
            label = self._table.shown[name].label
            raise UserError(f"{total:,} {self._table.unit}太多，不能按“{label}”排序，请先筛选。")
        self.order, self.descending = name, descending
        self.changed.emit()
