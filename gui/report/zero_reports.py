"""零报告: units without data, and the confirmation that they have nothing to report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QLineEdit

from gui.appearance import theme
from gui.widgets.buttons import primary_button, tool_button
from gui.widgets.card import Card
from gui.widgets.list.side_list import Entry, SideList
from storage import clock
from storage.errors import UserError
from storage.quarter.coverage import save_zero_reports

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.session import Session

WORDS = "先向单位催报；单位确认没有数据的，勾上并写明是谁确认的。零报告会记入台账，可以撤销。"


class ZeroReportCard(Card):
    """The units without data, each with a tick, and who confirmed it.

    Signals:
        closed(): the card should be hidden
    """

    closed = Signal()

    def __init__(self, session: Session) -> None:
        shut = tool_button("x", "收起", theme.SMALL_ICON)
        shut.setObjectName("close_silence")
        super().__init__("零报告", shut)
        self.setObjectName("silence")
        self._session = session
        self._ticked: set[int] = set()
        shut.clicked.connect(self.closed)
        words = QLabel(WORDS)
        words.setProperty("role", "small")
        words.setWordWrap(True)
        self.units = SideList()
        self.units.setObjectName("silent_units")
        self.units.setAccessibleName("没有数据的单位")
        self.units.ticked.connect(self._on_ticked)
        self.confirmed_by = QLineEdit()
        self.confirmed_by.setObjectName("zero_by")
        self.confirmed_by.setPlaceholderText("谁确认的：姓名")
        self.confirmed_by.setAccessibleName("确认没有数据的人")
        self._problem = QLabel()
        self._problem.setObjectName("zero_fault")
        self._problem.setProperty("role", "problem")
        self._problem.hide()
        self._save_button = primary_button("记零报告")
        self._save_button.setObjectName("note_zero")
        self._save_button.clicked.connect(self._save)
        self.confirmed_by.returnPressed.connect(self._save)
        self.body.setSpacing(theme.GAP)
        for part in (words, self.units, self.confirmed_by, self._problem, self._save_button):
            self.body.addWidget(part)
        self.body.setStretch(1, 1)

    def show_units(self, units: Sequence[tuple[int, str]]) -> None:
        """Show units; new ones are not ticked, as a tick is a confirmation."""
        numbers = {number for number, _name in units}
        self._ticked &= numbers
        self.units.show_entries(
            [Entry(name, number, checked=number in self._ticked) for number, name in units]
        )
        self.title.setText(f"没有数据的单位（{len(units)}）")
        self._update_button()

    def reset(self) -> None:
        """Clear the ticks, which belong to another quarter."""
        self._ticked.clear()
        self.confirmed_by.clear()

    def _on_ticked(self, number: object, checked: bool) -> None:
        if isinstance(number, int):
            (self._ticked.add if checked else self._ticked.discard)(number)
        self._update_button()

    def _update_button(self) -> None:
        self._save_button.setEnabled(bool(self._ticked))
        count = f" {len(self._ticked)} 个单位" if self._ticked else ""
        self._save_button.setText(f"记零报告{count}")

    @Slot()
    def _save(self) -> None:
        confirmed_by = self.confirmed_by.text().strip()
        self._problem.setVisible(not confirmed_by)
        if not confirmed_by or not self._ticked:
            self._problem.setText("请写明是谁确认没有数据的。")
            self.confirmed_by.setFocus()
            return
        session = self._session
        try:
            with session.edit(f"记零报告 {len(self._ticked)} 个单位") as edit:
                save_zero_reports(
                    edit, session.quarter, sorted(self._ticked), clock.today(), confirmed_by
                )
        except UserError as error:
            session.notify(str(error), "bad")
            return
        self._ticked.clear()
        self.closed.emit()
