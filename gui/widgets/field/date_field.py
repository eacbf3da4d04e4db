"""A date field: any notation may be typed, or a day picked from the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Slot
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout, QWidget

from gui import shortcuts
from gui.appearance import icons, theme
from gui.widgets.popup import drop_under
from storage import clock

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent

    from storage.model.kinds import Kind


class DateField(QLineEdit):
    """Normalizes the typed date to ISO notation once the field is left."""

    def __init__(self, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._hint = "如 2008-09-01" if kind.name == "date" else "如 2008-09 或 2008-09-01"
        self._calendar: Calendar | None = None
        button = self.addAction(
            icons.icon("calendar", "faint", theme.SMALL_ICON),
            QLineEdit.ActionPosition.TrailingPosition,
        )
        button.setToolTip("选日期（Alt+↓），Ctrl+; 填今天")
        button.triggered.connect(self.open_calendar)
        button.setVisible(False)
        self.editingFinished.connect(self._normalize)

    @Slot()
    def open_calendar(self) -> None:
        """Open the calendar on the typed day, or on today."""
        if self.isReadOnly():
            return
        if self._calendar is None:
            self._calendar = Calendar(self)
            self._calendar.days.clicked.connect(self._pick)
            self._calendar.days.activated.connect(self._pick)
        typed = QDate.fromString(self._normalized_text()[:10], Qt.DateFormat.ISODate)
        today = QDate.fromString(clock.today().isoformat(), Qt.DateFormat.ISODate)
        self._calendar.open_under(self, typed if typed.isValid() else today)

    @Slot(QDate)
    def _pick(self, day: QDate) -> None:
        if self._calendar:
            self._calendar.hide()
        self._set_typed(day.toString(Qt.DateFormat.ISODate))

    @Slot()
    def _normalize(self) -> None:
        text = self._normalized_text()
        if text and text != self.text():
            self._set_typed(text)

    def _set_typed(self, text: str) -> None:
        self.setText(text)
        self.textEdited.emit(text)
        self.setFocus()

    def _normalized_text(self) -> str:
        try:
            return self._kind.show(self._kind.parse(self.text())) if self.text().strip() else ""
        except ValueError:
            return ""  # the form shows the problem when the record is saved

    def _show_aids(self, *, visible: bool) -> None:
        """Show the calendar button and the example only while the field is hovered or focused."""
        for button in self.actions():  # none are left during destruction
            button.setVisible(visible)
        self.setPlaceholderText(self._hint if visible else "")

    def enterEvent(self, event: QEnterEvent) -> None:
        self._show_aids(visible=True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._show_aids(visible=self.hasFocus())
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._show_aids(visible=True)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._show_aids(visible=self.underMouse())
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if shortcuts.is_pressed(event, shortcuts.CALENDAR):
            self.open_calendar()
        elif shortcuts.is_pressed(event, shortcuts.TODAY):
            self._set_typed(clock.today().isoformat())
        else:
            super().keyPressEvent(event)


class Calendar(QFrame):
    """A popup with one month, from which a day is picked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self.days = QCalendarWidget()
        self.days.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.days.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.days.setAccessibleName("日历")
        plain = QTextCharFormat()
        plain.setForeground(theme.colour("second"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.days.setWeekdayTextFormat(day, plain)
        plain.setBackground(theme.colour("surface"))
        self.days.setHeaderTextFormat(plain)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        column.addWidget(self.days)

    def open_under(self, field: QWidget, day: QDate) -> None:
        """Open on a day, below a field, or above it where the screen ends."""
        self.days.setSelectedDate(day)
        drop_under(self, field, 2)
        self.show()
        self.days.setFocus()
