"""对账: what blocks sealing the quarter, each with a link to its correction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.appearance import icons, theme
from gui.routes import finding_route
from gui.widgets.buttons import link_button
from gui.widgets.card import Card, clear_layout
from gui.widgets.elided import ElidedLabel
from gui.widgets.pill import Pill
from gui.widgets.scroll_area import fitted_scroll_area

if TYPE_CHECKING:
    from storage.quarter.check import Finding
    from storage.quarter.readiness import Readiness

ROW_HEIGHT = 30
MAX_ROWS = 6  # rows in view; more are scrolled to
_ICONS = {"bad": "circle-x", "warn": "triangle-alert", "good": "circle-check"}


class CheckRow(QFrame):
    """One line: icon, finding, and the link that corrects it."""

    def __init__(self, text: str, tone: str, action: str = "", fix: str = "") -> None:
        super().__init__()
        self.setFixedHeight(ROW_HEIGHT)
        picture = QLabel()
        picture.setPixmap(icons.pixmap(_ICONS[tone], tone, theme.SMALL_ICON))
        words = ElidedLabel()
        words.set_full_text(text)
        self.setToolTip(f"{text}\n{fix}" if fix else text)
        self.action = link_button(action)
        self.action.setAccessibleName(f"{action}：{text}。{fix}")
        if not action:
            self.action.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(picture)
        row.addWidget(words, 1)
        row.addWidget(self.action)


class ChecksCard(Card):
    """Blockers first, then reminders, then how many checks found nothing.

    Signals:
        fix_requested(finding): the form or page that corrects it is requested
    """

    fix_requested = Signal(object)

    def __init__(self) -> None:
        self.pill = Pill()
        self.pill.setObjectName("checks_pill")
        super().__init__("对账", self.pill)
        self.setObjectName("checks")
        holder = QWidget()
        holder.setProperty("role", "plain")
        self._rows = QVBoxLayout(holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._area = fitted_scroll_area(holder)
        self._area.setMinimumHeight(ROW_HEIGHT)
        self.body.addWidget(self._area)
        self.show_waiting()

    def show_waiting(self) -> None:
        """Show that the checks are running."""
        self.pill.set_text("正在对账…", "neutral")

    def show_unreadable(self, _error: object = None) -> None:
        """Show that the checks could not be run."""
        self.pill.set_text("数据文件读不出来", "bad")

    def show_readiness(self, found: Readiness, *, sealed: bool = False) -> None:
        """Show the results of the checks; `sealed` if nothing is left to seal."""
        clear_layout(self._rows)
        blocking = len(found.blockers)
        if blocking:
            self.pill.set_text(f"{blocking} 处不平", "bad")
        else:
            self.pill.set_text("已封存" if sealed else "可以封存", "good")
        for tone, listed in (("bad", found.blockers), ("warn", found.reminders)):
            for code, finding in listed:
                self._rows.addWidget(self._row(code, finding, tone))
        if found.passed:
            failed = blocking or found.reminders
            words = f"其余 {found.passed} 项平衡" if failed else f"{found.passed} 项全部平衡"
            self._rows.addWidget(CheckRow(words, "good"))
        self._rows.addStretch(1)
        count = blocking + len(found.reminders) + 1
        self._area.setMaximumHeight(
            min(count, MAX_ROWS) * ROW_HEIGHT + (ROW_HEIGHT // 2 if count > MAX_ROWS else 0)
        )

    def _row(self, code: str, finding: Finding, tone: str) -> CheckRow:
        action = finding.action if finding_route(finding) is not None else ""
        row = CheckRow(f"{code} {finding.text}", tone, action, finding.fix)
        row.action.setObjectName(f"mend_{code}_{'block' if finding.blocks else 'remind'}")
        row.action.clicked.connect(lambda: self.fix_requested.emit(finding))
        return row
