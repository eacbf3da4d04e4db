"""Bars by month, with their numbers written over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from exports.chart import Chart, Words, columns
from gui import theme
from gui.widgets.chart_painting import paint
from storage.indicators.number import NO_DATA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.monthly import Month


class MonthChart(QWidget):
    """The last month is the one in hand, and stands out."""

    def __init__(self) -> None:
        super().__init__()
        self._values: tuple[tuple[str, int], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme.CHART)

    def show_months(self, months: Sequence[Month]) -> None:
        """Show these."""
        self._values = tuple((one.label, one.count) for one in months)
        self.setAccessibleName(f"按月：{columns(self._values, 0, 0).told or NO_DATA}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.POPUP, theme.CHART)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._values:
            paint(QPainter(self), columns(self._values, self.width(), self.height()))
            return
        words = Words(0, 0, self.width(), self.height(), NO_DATA, "center", "second")
        paint(QPainter(self), Chart(self.width(), self.height(), (words,), NO_DATA))
