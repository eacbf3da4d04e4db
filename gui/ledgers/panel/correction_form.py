"""The form that corrects hours: the clerk types what they should be, it saves the difference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from gui.appearance import theme
from gui.ledgers.panel.child_list import ChildForm
from gui.widgets.form.editors import Editor
from storage.counting.rules.corrected_hours import (
    correction_minutes,
    correction_text,
    hours_text,
    net_minutes,
)
from storage.errors import Invalid, Problem
from storage.model.kinds import SIGNED_HOURS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gui.session import Session
    from storage.model.schema import Column, Table
    from storage.store.listing import Row

HOURS = "hours"
SHOULD_BE = "应为"


class CorrectedHours(QWidget):
    """A field for the right number of hours, with the present one and the difference next to it.

    Signals:
        changed()
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._current = 0
        self.line = QLineEdit()
        self.line.setObjectName("should_be")
        self.line.setAccessibleName("应为多少小时")
        self.line.setFixedWidth(2 * theme.CONTROL)
        self.line.textChanged.connect(self._update_change)
        self._change_label = QLabel()
        self._change_label.setObjectName("change_of_hours")
        self._change_label.setProperty("role", "second")
        self.setFocusProxy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self.line)
        row.addWidget(QLabel("小时"))
        row.addWidget(self._change_label, 1)

    def set_current(self, now: int) -> None:
        """Set the present minutes that are to be corrected."""
        self._current = now

    def show_correction(self, by: object) -> None:
        """Show the hours after a correction of `by`; an empty field without one."""
        self.line.setText(hours_text(self._current + SIGNED_HOURS.parse(by)) if by else "")
        self._update_change()

    def difference(self) -> int:
        """Return the minutes to add or take; raises ValueError for an invalid number."""
        return correction_minutes(self.line.text(), self._current)

    def typed(self) -> object:
        """Return the value of the draft: the difference in hours, or an invalid text as typed."""
        text = self.line.text().strip()
        try:
            return self.difference() / 60 if text else ""
        except ValueError:
            return text

    def _update_change(self) -> None:
        try:
            change = correction_text(self._current, self.difference())
        except ValueError:
            change = f"现为 {hours_text(self._current)} 小时"
        self._change_label.setText(change)
        self.changed.emit()


class CorrectionForm(ChildForm):
    """The form of a correction; the saved record holds the difference in hours."""

    def __init__(self, session: Session, table: Table[Any], fields: Sequence[str]) -> None:
        self._session = session
        self._hours = CorrectedHours()
        super().__init__(session, table, fields, {HOURS: self._editor})

    def _editor(self, _session: Session, _column: Column) -> Editor:
        hours = self._hours
        return Editor(
            hours, hours.typed, lambda value, _text: hours.show_correction(value), hours.changed,
            SHOULD_BE,
        )  # fmt: skip

    def show_record(self, row: Row[Any] | None, preset: Mapping[str, object]) -> None:
        number, before = preset.get("corrects"), row.record.id if row else None
        if isinstance(number, int):
            self._hours.set_current(net_minutes(self._session.store, number, before))
        super().show_record(row, preset)

    def draft(self) -> dict[str, object]:
        draft = super().draft()
        if self.record_id is not None:
            return draft
        try:
            return {**draft, HOURS: self._hours.difference() / 60}
        except ValueError as error:
            words = str(error) if self._hours.line.text().strip() else "不能为空"
            raise Invalid([Problem(HOURS, f"{SHOULD_BE}：{words}")]) from error
