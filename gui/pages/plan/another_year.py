"""The button by which another year's plan comes in: from its notice, or from the last one."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from gui import icons, theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.session import Session
    from storage.tables.plan import WorkPlan

KINDS = "通知的表 (*.docx *.xlsx *.xls *.et *.ods *.txt *.csv);;所有文件 (*)"
FOLDER = "plan/folder"
TEXT = "另一年的要点"


class AnotherYear(QPushButton):
    """Signals: file_chosen(path), text_pasted(text), copy_wanted(year), removal_wanted()."""

    file_chosen = Signal(object)
    text_pasted = Signal(str)
    copy_wanted = Signal(int)
    removal_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(f" {TEXT}")
        self._session = session
        self._plan: WorkPlan | None = None
        self.setObjectName("another_year")
        self.setProperty("role", "quarter")
        self.setAccessibleName(TEXT)
        icons.set_icon(self, "file-input", "second", theme.SMALL_ICON)
        menu = QMenu(self)
        menu.aboutToShow.connect(self.fill)
        self.setMenu(menu)

    def set_plan(self, plan: WorkPlan | None) -> None:
        """Say which plan may be copied."""
        self._plan = plan

    @Slot()
    def fill(self) -> None:
        """Offer what can be done now."""
        menu = self.menu()
        menu.clear()
        self._offer("从通知导入…", self.choose_file)
        self._offer("粘贴通知里的表", self._paste)
        if self._plan is not None:
            year = max(self._session.quarter.year, self._plan.year + 1)
            copy = partial(self.copy_wanted.emit, year)
            self._offer(f"照 {self._plan.year} 年的做一份 {year} 年的", copy)
            menu.addSeparator()
            self._offer(f"删除 {self._plan.year} 年的要点", self.removal_wanted.emit)

    def _offer(self, text: str, do: Callable[[], object]) -> None:
        action = QAction(text, self.menu())
        action.triggered.connect(lambda _=False: do())
        self.menu().addAction(action)

    def _paste(self) -> None:
        self.text_pasted.emit(QGuiApplication.clipboard().text())

    def choose_file(self) -> None:
        """Ask which file the notice is in."""
        folder = str(self._session.settings.value(FOLDER, ""))
        name, _kind = QFileDialog.getOpenFileName(self, "选择通知", folder, KINDS)
        if name:
            self._session.settings.setValue(FOLDER, str(Path(name).parent))
            self.file_chosen.emit(Path(name))
