"""本单位: the office that owns the ledger; the first thing to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.appearance import theme
from gui.widgets.buttons import primary_button
from gui.widgets.card import Card, clear_layout
from gui.widgets.form.record_form import RecordForm, save_form
from gui.widgets.scroll_area import fitted_scroll_area
from storage import clock
from storage.counting.policy import office_of
from storage.model.tables.setting import OFFICES
from storage.model.tables.unit import UNITS
from storage.store import listing

if TYPE_CHECKING:
    from gui.session import Session
    from storage.model.tables.unit import Unit

FIELDS = ("name", "county", "recipient", "clerk", "leader", "phone")
COUNTY = "县区"
USUAL_NAME = "共青团{}委员会"
FORM_WIDTH = 520


class OfficeSection(QWidget):
    """The one record of the office.

    Signals:
        saved(): the office was saved
    """

    saved = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: object = None
        self._words = QLabel()
        self._words.setObjectName("office_words")
        self._words.setProperty("role", "second")
        self._words.setWordWrap(True)
        self.form = RecordForm(session, OFFICES, (("", FIELDS),))
        self.form.submitted.connect(self.save)
        self._save = primary_button("保存")
        self._save.setObjectName("save_office")
        self._save.clicked.connect(self.save)
        self._counties = QVBoxLayout()
        card = Card("本单位")
        card.body.setSpacing(theme.SPACE)
        card.body.addWidget(self._words)
        card.body.addLayout(self._counties)
        middle = QHBoxLayout()
        middle.addWidget(fitted_scroll_area(self.form, FORM_WIDTH), 1)
        middle.addStretch()
        card.body.addLayout(middle)
        row = QHBoxLayout()
        row.addWidget(self._save)
        row.addStretch()
        card.body.addLayout(row)
        card.body.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        session.changed.connect(lambda _changes: self._on_changed())
        self.refresh()

    def refresh(self) -> None:
        """Show the saved office, or first the choice of the county."""
        office = office_of(self._session.store)
        self._shown = office
        if office is None:
            self.form.show_record(None)
        else:
            numbers = [office.id] if office.id else []
            rows = listing.rows_of(self._session.store, OFFICES, numbers, clock.today())
            self.form.show_record(rows[0])
        self._words.setText(
            "先选本县（区），全称和报送对象已替您填好，核对后保存。报告的落款和统计范围都用它。"
            if office is None
            else "报告的落款、统计的范围和给市里的函都用这里的名称。"
        )
        clear_layout(self._counties)
        if office is None:
            self._counties.addWidget(self._county_row())

    def _county_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        for unit in self._session.store.find(UNITS, kind=COUNTY):
            button = QPushButton(unit.name)
            button.setObjectName(f"county_{unit.code}")
            button.setProperty("role", "chip")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.clicked.connect(lambda _=False, unit=unit: self._choose(unit))
            row.addWidget(button)
        row.addStretch()
        return holder

    def _choose(self, unit: Unit) -> None:
        """Choose a county, and fill in the office's full name unless one was typed."""
        typed = self.form.draft()
        name = str(typed.get("name") or "")
        if not name or name in self._usual_names():
            name = USUAL_NAME.format(unit.name)
        recipient = typed.get("recipient") or OFFICES.by_name["recipient"].default
        preset = {**typed, "county": unit.id, "name": name, "recipient": recipient}
        self.form.show_record(None, preset)
        self.form.focus_first()

    def _usual_names(self) -> set[str]:
        units = self._session.store.find(UNITS, kind=COUNTY)
        return {USUAL_NAME.format(unit.name) for unit in units}

    @Slot()
    def save(self) -> None:
        """Save the form."""
        office = office_of(self._session.store)
        if save_form(self._session, self.form, office.id if office else None, "修改单位设置"):
            self.refresh()
            self.saved.emit()

    def _on_changed(self) -> None:
        if office_of(self._session.store) != self._shown and not self.form.dirty():
            self.refresh()
