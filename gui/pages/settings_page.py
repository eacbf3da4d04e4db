"""设置: the office, the rules of counting, the year's targets, the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from gui import theme
from gui.pages.ledger import Ledger
from gui.pages.ledger_page import LedgerPage
from gui.pages.settings.data import DataPart
from gui.pages.settings.office import OfficePart
from gui.pages.settings.targets import TargetsPart
from gui.widgets.page_head import PageHead
from gui.widgets.segments import Segments
from storage.tables.setting import OFFICES, POLICIES, TARGETS

if TYPE_CHECKING:
    from gui.session import Place, Session

POLICY_COLUMNS = tuple(POLICIES.by_name)
DATA = "data"
SENTENCES = {
    OFFICES.name: "先说清这是哪个县（区）的台账。",
    POLICIES.name: "从哪一年起怎样数；改动只影响还没有报的季度。",
    TARGETS.name: "右上角换季度，就能填别的年份。",
    DATA: "台账、备份和关于。",
}


class SettingsPage(QWidget):
    """Four parts behind one switch."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("page_settings")
        policies = LedgerPage(session, _policies())
        policies.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]
        self.parts: dict[str, QWidget] = {
            OFFICES.name: OfficePart(session),
            POLICIES.name: policies,
            TARGETS.name: TargetsPart(session),
            DATA: DataPart(session),
        }
        self.head = PageHead("设置")
        tables = (OFFICES, POLICIES, TARGETS)
        entries = [*((one.name, one.label) for one in tables), (DATA, "数据与备份")]
        self._switch = Segments(entries)
        self._switch.chosen.connect(self.show_part)
        self.head.add_beside_title(self._switch)
        self._stack = QStackedWidget()
        for name, part in self.parts.items():
            self._stack.addWidget(part if name == POLICIES.name else _scrolling(part))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.MARGIN, theme.EDGE, theme.MARGIN)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        self.show_part(OFFICES.name)

    @Slot(str)
    def show_part(self, name: str) -> None:
        """Show one of the parts."""
        self._switch.choose(name)
        self.head.say(SENTENCES[name])
        self._stack.setCurrentIndex(list(self.parts).index(name))

    def arrive(self, place: Place) -> None:
        """Show the part that another page asks for."""
        self.show_part(place.table or OFFICES.name)


def _scrolling(part: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    part.setProperty("role", "plain")
    area.setWidget(part)
    return area


def _policies() -> Ledger:
    return Ledger(
        POLICIES,
        columns=POLICY_COLUMNS,
        groups=(("", POLICY_COLUMNS),),
        purpose="统计时用的年龄、建团门槛和统计范围，按起用年份一条一条记。",
        icon="list-checks",
    )
