"""The first page of an empty ledger: three first steps, the next one marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.appearance import icons, theme
from gui.session import Route
from gui.widgets.buttons import primary_button, quiet_button
from storage.model.tables.organization import ORGANIZATIONS
from storage.model.tables.setting import OFFICES
from storage.model.tables.volunteer import VOLUNTEERS

if TYPE_CHECKING:
    from gui.session import Session
    from storage.model.schema import Table


@dataclass(frozen=True, slots=True)
class FirstStep:
    """A first step; done once its table holds a record."""

    table: Table[Any]
    icon: str
    title: str
    words: str
    action: str
    route: Route


FIRST_STEPS = (
    FirstStep(
        OFFICES, "settings", "填写本单位",
        "单位全称、本县区和填表人，报表的落款和统计范围都用它。", "去填写", Route("settings"),
    ),
    FirstStep(
        VOLUNTEERS, "file-input", "导入第一份花名册",
        "学校交来的 xls、xlsx、et、csv 都行，先检查再入账，导错了能整批撤销。", "导入花名册",
        Route("import"),
    ),
    FirstStep(
        ORGANIZATIONS, "network", "登记志愿服务组织",
        "协会、大队和服务队，以及它们的团员数；应不应当建团会自动判断。", "新增组织",
        Route("organizations", new=True),
    ),
)  # fmt: skip


class Welcome(QWidget):
    """States what the program is for and offers the first steps."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("welcome")
        self._session = session
        title = QLabel("从这三件事开始")
        title.setProperty("role", "title")
        words = QLabel("青志台账只在这台电脑上，不上网；每一步都能撤销，随时可以停下。")
        words.setProperty("role", "second")
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.SPACE)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.MARGIN, theme.EDGE, theme.MARGIN)
        column.setSpacing(theme.GAP)
        column.addWidget(title)
        column.addWidget(words)
        column.addSpacing(theme.GAP)
        column.addLayout(self._row)
        column.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Mark the steps that are done and the next one."""
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        first = True
        for number, one in enumerate(FIRST_STEPS, 1):
            done = bool(self._session.store.count(one.table))
            self._row.addWidget(self._card(number, one, done=done, first=first and not done), 1)
            first = first and done

    def _card(self, number: int, one: FirstStep, *, done: bool, first: bool) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        picture = QLabel()
        name, role = ("circle-check", "good") if done else (one.icon, "link")
        picture.setPixmap(icons.pixmap(name, role, theme.FIGURE))
        title = QLabel(f"{number}. {one.title}")
        title.setProperty("role", "section")
        words = QLabel(one.words)
        words.setProperty("role", "second")
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        button = (primary_button if first else quiet_button)("已完成" if done else one.action)
        button.setObjectName(f"begin_{one.table.name}")
        button.setEnabled(not done)
        button.clicked.connect(lambda: self._session.go(one.route))
        column = QVBoxLayout(card)
        column.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.EDGE)
        column.setSpacing(theme.GAP)
        for part in (picture, title):
            column.addWidget(part)
        column.addWidget(words, 1)
        column.addSpacing(theme.GAP)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return card
