"""What a list is asked for: a named view, what is typed, filters, and the order."""

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
    """A filter, or a list that somebody counted, with the words that tell of it on its chip."""

    words: str
    filter: Filter | None = None
    selection: Selection | None = None

    @property
    def column(self) -> str:
        """The column it is about, "" for a list that was counted."""
        return self.filter.column if self.filter else ""


class ListQuery(QObject):
    """Signals: changed(), something else is asked for."""

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
        self.base_condition = base_condition  # the condition of all that the list can show

    def query(self, on: date) -> Query[Any]:
        """The same as `storage.listing` takes it."""
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
        """A view by itself, or all that there is, to be counted."""
        view = self.views.get(name)
        parts = [one for one in (self.base_condition, view.condition if view else "") if one]
        return Query(self._table, condition=" AND ".join(f"({part})" for part in parts), on=on)

    @property
    def is_narrowed(self) -> bool:
        """Whether not everything is asked for."""
        return bool(self.view or self.typed.strip() or self.conditions)

    @property
    def filtered(self) -> frozenset[str]:
        """The columns that are filtered."""
        return frozenset(one.column for one in self.conditions) - {""}

    def choose_view(self, view: str) -> None:
        """Ask for a named view."""
        self.view = view if view in self.views else ALL
        self.changed.emit()

    def search(self, text: str) -> None:
        """Ask for what is typed."""
        if text != self.typed:
            self.typed = text
            self.changed.emit()

    def replace_conditions(self, column: str, conditions: Sequence[Condition]) -> None:
        """Put conditions in place of the column's former ones."""
        others = tuple(one for one in self.conditions if one.column != column)
        self.conditions = (*others, *conditions)
        self.changed.emit()

    def show_selection(self, selection: Selection, words: str) -> None:
        """Ask for a list that somebody counted, and nothing else."""
        self.view, self.typed = ALL, ""
        self.conditions = (Condition(words, selection=selection),)
        self.changed.emit()

    def apply_request(self, view: str, selection: Selection | None, words: str) -> None:
        """Ask for what another page wants shown; a list shown for an earlier wish goes."""
        if selection is not None:
            self.show_selection(selection, words)
        elif view:
            self.typed, self.conditions = "", ()
            self.choose_view(view)
        elif any(one.selection for one in self.conditions):
            self.conditions = tuple(one for one in self.conditions if one.selection is None)
            self.changed.emit()

    def remove_condition(self, condition: Condition) -> None:
        """Ask without a condition."""
        self.conditions = tuple(one for one in self.conditions if one is not condition)
        self.changed.emit()

    def clear(self) -> None:
        """Ask for everything."""
        self.view, self.typed, self.conditions = ALL, "", ()
        self.changed.emit()

    def toggle_sort(self, name: str, total: int) -> None:
        """Order by a column: upwards, then downwards, then as entered."""
        if name != self.order:
            self.sort(name, total, descending=False)
        elif not self.descending:
            self.sort(name, total, descending=True)
        else:
            self.sort("", total, descending=False)

    def sort(self, name: str, total: int, *, descending: bool) -> None:
        """Order by a column, or "" as entered; refused where it would take long."""
        if name and not listing.sortable(self._table, name, total):
            label = self._table.shown[name].label
            raise UserError(f"{total:,} {self._table.unit}太多，不能按“{label}”排序，请先筛选。")
        self.order, self.descending = name, descending
        self.changed.emit()
