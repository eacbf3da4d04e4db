"""A date: any notation may be typed, or a day picked from the calendar."""

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
    """Rewrites what was typed as the ledger writes it, once the field is left."""

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
        self.editingFinished.connect(self._tidy)

    @Slot()
    def open_calendar(self) -> None:
        """Open the calendar on the day that is typed, or today."""
        if self.isReadOnly():
            return
        if self._calendar is None:
            self._calendar = Calendar(self)
            self._calendar.days.clicked.connect(self._pick)
            self._calendar.days.activated.connect(self._pick)
        typed = QDate.fromString(self._understood()[:10], Qt.DateFormat.ISODate)
        today = QDate.fromString(clock.today().isoformat(), Qt.DateFormat.ISODate)
        self._calendar.open_under(self, typed if typed.isValid() else today)

    @Slot(QDate)
    def _pick(self, day: QDate) -> None:
        if self._calendar:
            self._calendar.hide()
        self._set_typed(day.toString(Qt.DateFormat.ISODate))

    @Slot()
    def _tidy(self) -> None:
        understood = self._understood()
        if understood and understood != self.text():
            self._set_typed(understood)

    def _set_typed(self, text: str) -> None:
        self.setText(text)
        self.textEdited.emit(text)
        self.setFocus()

    def _understood(self) -> str:
        try:
            return self._kind.show(self._kind.parse(self.text())) if self.text().strip() else ""
        except ValueError:
            return ""  # said under the field when the record is saved

    def _touch(self, *, touched: bool) -> None:
        """Show what helps with typing only while the field is looked at."""
        for button in self.actions():  # none is left while the field is being taken apart
            button.setVisible(touched)
        self.setPlaceholderText(self._hint if touched else "")

    def enterEvent(self, event: QEnterEvent) -> None:
        self._touch(touched=True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._touch(touched=self.hasFocus())
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._touch(touched=True)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._touch(touched=self.underMouse())
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if shortcuts.is_pressed(event, shortcuts.CALENDAR):
            self.open_calendar()
        elif shortcuts.is_pressed(event, shortcuts.TODAY):
            self._set_typed(clock.today().isoformat())
        else:
            super().keyPressEvent(event)


class Calendar(QFrame):
    """The month that drops down under a date."""

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
        """Open below a field, or above it where the screen ends."""
        self.days.setSelectedDate(day)
        drop_under(self, field, 2)
        self.show()
        self.days.setFocus()
