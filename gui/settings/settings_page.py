"""设置: the office, the rules of counting, targets, data and backups, about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gui.appearance import theme
from gui.settings.about_page import AboutSection
from gui.settings.data_settings import DataSection
from gui.settings.import_memory import MemorySection
from gui.settings.mail_settings import MailSection
from gui.settings.office_settings import OfficeSection
from gui.settings.policy_settings import PolicySection
from gui.settings.target_settings import TargetSection
from gui.widgets.list.side_list import Entry, SideList
from gui.widgets.page_head import PageHead
from storage.counting.policy import office_of
from storage.model.tables.setting import OFFICES, POLICIES, TARGETS

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from gui.session import Route, Session

LIST_WIDTH = 168


class SettingsPage(QWidget):
    """Sections left, one of them right; each is built when first shown."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("page_settings")
        self._session = session
        self._sections: dict[str, tuple[str, str, Callable[[Session], QWidget]]] = {
            "office": (OFFICES.label, "building-2", OfficeSection),
            "policy": (POLICIES.label, "filter", PolicySection),
            "target": (TARGETS.label, "list-checks", TargetSection),
            "mail": ("邮件", "send", MailSection),
            "memory": ("导入记忆", "history", MemorySection),
            "data": ("数据与备份", "database", DataSection),
            "about": ("关于", "info", AboutSection),
        }
        self.head = PageHead("设置")
        self._parts: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        self.list = SideList()
        self.list.setObjectName("setting_list")
        self.list.setAccessibleName("设置")
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.setStyleSheet("background: transparent;")
        entries = [Entry(label, key, icon=icon) for key, (label, icon, _) in self._sections.items()]
        self.list.show_entries(entries)
        self.list.chosen.connect(self._show)
        body = QHBoxLayout()
        body.setSpacing(theme.SPACE)
        body.addWidget(self.list)
        body.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.MARGIN, theme.EDGE, theme.MARGIN)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.head)
        column.addLayout(body, 1)
        session.changed.connect(lambda _changes: self._update_head())
        self._update_head()
        self.list.choose("office")

    def _show(self, key: object) -> None:
        if not isinstance(key, str):
            return
        if key not in self._parts:
            self._parts[key] = self._sections[key][2](self._session)
            self._stack.addWidget(self._parts[key])
        self._stack.setCurrentWidget(self._parts[key])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.setFocus()

    def _update_head(self) -> None:
        office = office_of(self._session.store)
        first = "第一步：填写本单位。其余都有了默认值，可以以后再看。"
        self.head.set_status(office.name if office else first)

    def show_route(self, route: Route) -> None:
        """Show the section of a route."""
        self.list.choose(route.table if route.table in self._sections else "office")
