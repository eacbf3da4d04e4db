"""单位设置: whose ledger this is, as it stands on every report."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui import theme
from gui.widgets.buttons import primary_button
from gui.widgets.record_form import RecordForm
from storage.errors import Invalid, UserError
from storage.listing import Query, page
from storage.tables.setting import OFFICES

if TYPE_CHECKING:
    from gui.session import Session

WIDE = 560


class OfficePart(QWidget):
    """The one record of the office, in a form that is always open."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._record_id: int | None = None
        self.form = RecordForm(
            session, OFFICES, (("", ("name", "county", "recipient", "clerk", "leader", "phone")),)
        )
        self.save = primary_button("保存")
        self.save.setObjectName("save_office")
        self.save.clicked.connect(self._save)
        self.form.submitted.connect(self._save)
        card = QFrame()
        card.setProperty("role", "card")
        card.setFixedWidth(WIDE)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        inside.setSpacing(theme.SPACE)
        purpose = QLabel("这些会印在报表的封面和落款上；本县（区）决定哪些单位归您统计。")
        purpose.setProperty("role", "second")
        purpose.setWordWrap(True)
        inside.addWidget(purpose)
        inside.addWidget(self.form)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.save)
        inside.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        session.changed.connect(self._follow)
        self._show()

    def _show(self) -> None:
        rows = page(self._session.store, Query(OFFICES), 0, 1, 1)
        self._record_id = rows[0].record.id if rows else None
        self.form.show_record(rows[0] if rows else None)

    @Slot(object)
    def _follow(self, changes: object) -> None:
        if any(change.table is OFFICES for change in changes):  # type: ignore[attr-defined]
            self._show()

    @Slot()
    def _save(self) -> None:
        store = self._session.store
        try:
            record = store.parse(OFFICES, self.form.draft())
            with self._session.edit(f"保存{OFFICES.label}") as edit:
                edit.save(OFFICES, dataclasses.replace(record, id=self._record_id))
        except Invalid as error:
            self.form.show_problems(error.problems)
            self.form.focus_first()
        except UserError as error:
            self._session.say(str(error), "bad")
        else:
            self.form.show_problems(())
