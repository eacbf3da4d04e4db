"""统计口径: how figures are counted, by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.appearance import theme
from gui.widgets.buttons import danger_button, primary_button, quiet_button
from gui.widgets.card import Card
from gui.widgets.form.record_form import RecordForm, save_form
from gui.widgets.list.side_list import Entry, SideList
from gui.widgets.scroll_area import fitted_scroll_area
from storage import clock
from storage.model.tables.setting import POLICIES
from storage.store import listing

if TYPE_CHECKING:
    from gui.session import Session
    from storage.model.tables.setting import Policy

LIST_WIDTH, FORM_WIDTH = 140, 460
WORDS = "一年一条，用到下一条起用为止。改了口径，各季度的数字会按它重算；报表里印着所用的口径。"
NEW = 0  # the key of a year that is not saved yet


class PolicySection(QWidget):
    """Years left, the rules of one of them right."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._current = NEW
        self.years = SideList()
        self.years.setObjectName("policy_years")
        self.years.setAccessibleName(POLICIES.by_name["year"].label)
        self.years.setFixedWidth(LIST_WIDTH)
        self.years.chosen.connect(self._choose)
        names = tuple(column.name for column in POLICIES.columns)
        self.form = RecordForm(session, POLICIES, (("", names),))
        self.form.submitted.connect(self.save)
        words = QLabel(WORDS)
        words.setProperty("role", "second")
        words.setWordWrap(True)
        card = Card(POLICIES.label)
        card.body.setSpacing(theme.SPACE)
        card.body.addWidget(words)
        right = QVBoxLayout()
        right.addWidget(fitted_scroll_area(self.form, FORM_WIDTH))
        right.addLayout(self._buttons())
        right.addStretch()
        row = QHBoxLayout()
        row.setSpacing(theme.EDGE)
        row.addWidget(self.years)
        row.addLayout(right, 1)
        row.addStretch()
        card.body.addLayout(row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        session.changed.connect(lambda _changes: self._on_changed())
        self.refresh()

    def _buttons(self) -> QHBoxLayout:
        save = primary_button("保存")
        save.setObjectName("save_policy")
        save.clicked.connect(self.save)
        add = quiet_button("新增一年", "plus")
        add.setObjectName("add_policy")
        add.clicked.connect(self.add)
        self._remove = danger_button("删除")
        self._remove.setObjectName("remove_policy")
        self._remove.clicked.connect(self.remove)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        for button in (save, add, self._remove):
            row.addWidget(button)
        row.addStretch()
        return row

    def refresh(self) -> None:
        """Show the saved rules."""
        saved = self._saved()
        numbers = [policy.id or NEW for policy in saved]
        if self._current not in numbers:
            self._current = numbers[0] if numbers else NEW
        entries = [Entry(f"{policy.year} 年起", policy.id) for policy in saved]
        self.years.show_entries(entries, self._current)
        self._remove.setEnabled(len(saved) > 1)
        self._show()

    def _saved(self) -> list[Policy]:
        return list(self._session.store.select(POLICIES, order="year DESC"))

    def _show(self) -> None:
        numbers = [self._current] if self._current else []
        rows = listing.rows_of(self._session.store, POLICIES, numbers, clock.today())
        self.form.show_record(rows[0] if rows else None)

    def _choose(self, number: object) -> None:
        if isinstance(number, int):
            self._current = number
            self._show()

    @Slot()
    def add(self) -> None:
        """Start the rules of the next year, as a copy of the present ones."""
        saved = self._saved()
        latest = POLICIES.draft(saved[0]) if saved else {}
        year = max([clock.today().year, *(policy.year + 1 for policy in saved[:1])])
        self._current = NEW
        self.years.choose(None)
        self.form.show_record(None, {**latest, "year": str(year)})
        self.form.focus_first()

    @Slot()
    def save(self) -> None:
        """Save the form."""
        number = save_form(self._session, self.form, self._current or None, "修改统计口径")
        if number:
            self._current = number
            self.refresh()

    @Slot()
    def remove(self) -> None:
        """Remove the rules of this year; the notice bar offers to undo it."""
        if self._current:
            self._session.remove(POLICIES, [self._current])

    def _on_changed(self) -> None:
        if self._current != NEW and not self.form.dirty():
            self.refresh()
