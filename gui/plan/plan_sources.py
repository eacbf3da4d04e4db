"""The sources of another year's plan: a notice, pasted text or a copy, previewed before saving."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from gui.appearance import icons, theme
from gui.plan.plan_import import PlanImport
from gui.tasks import TaskResult
from storage.errors import UserError
from storage.intake.read import read_text
from storage.plan.notice import notice_of, read_notice
from storage.plan.year_plan import copy_plan, remove_plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.session import Session
    from storage.model.tables.plan import WorkPlan
    from storage.plan.notice import Notice

FILE_FILTER = "通知的表 (*.docx *.xlsx *.xls *.et *.ods *.txt *.csv);;所有文件 (*)"
FOLDER = "plan/folder"
BUTTON_TEXT = "另一年的要点"


class PlanSourceButton(QPushButton):
    """Signals: file_chosen(path), text_pasted(text), copy_requested(year), removal_requested()."""

    file_chosen = Signal(object)
    text_pasted = Signal(str)
    copy_requested = Signal(int)
    removal_requested = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(f" {BUTTON_TEXT}")
        self._session = session
        self._plan: WorkPlan | None = None
        self.setObjectName("another_year")
        self.setProperty("role", "quarter")
        self.setAccessibleName(BUTTON_TEXT)
        icons.set_icon(self, "file-input", "second", theme.SMALL_ICON)
        menu = QMenu(self)
        menu.aboutToShow.connect(self.fill)
        self.setMenu(menu)

    def set_plan(self, plan: WorkPlan | None) -> None:
        """Set the plan that may be copied or removed."""
        self._plan = plan

    @Slot()
    def fill(self) -> None:
        """Fill the menu with what is possible at present."""
        menu = self.menu()
        menu.clear()
        self._offer("从通知导入…", self.choose_file)
        self._offer("粘贴通知里的表", self._paste)
        if self._plan is not None:
            year = max(self._session.quarter.year, self._plan.year + 1)
            copy = partial(self.copy_requested.emit, year)
            self._offer(f"照 {self._plan.year} 年的做一份 {year} 年的", copy)
            menu.addSeparator()
            self._offer(f"删除 {self._plan.year} 年的要点", self.removal_requested.emit)

    def _offer(self, text: str, do: Callable[[], object]) -> None:
        action = QAction(text, self.menu())
        action.triggered.connect(lambda _=False: do())
        self.menu().addAction(action)

    def _paste(self) -> None:
        self.text_pasted.emit(QGuiApplication.clipboard().text())

    def choose_file(self) -> None:
        """Ask for the file of the notice."""
        folder = str(self._session.settings.value(FOLDER, ""))
        name, _kind = QFileDialog.getOpenFileName(self, "选择通知", folder, FILE_FILTER)
        if name:
            self._session.settings.setValue(FOLDER, str(Path(name).parent))
            self.file_chosen.emit(Path(name))


class PlanSources(QObject):
    """Signals: preview_requested(): the preview should be shown."""

    preview_requested = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._plan: WorkPlan | None = None
        self._year = session.quarter.year
        self.button = PlanSourceButton(session)
        self.preview = PlanImport(session)
        self.button.file_chosen.connect(self.read)
        self.button.text_pasted.connect(self.paste)
        self.button.copy_requested.connect(self.copy)
        self.button.removal_requested.connect(self.remove)

    def set_plan(self, plan: WorkPlan | None, year: int) -> None:
        """Set the plan in force and the year shown."""
        self._plan, self._year = plan, year
        self.button.set_plan(plan)

    @Slot(object)
    def read(self, path: Path) -> None:
        """Read a notice in the background and show its preview."""
        year = self._year
        result = TaskResult()
        work = result.wrap(lambda progress: read_notice(path, None, progress, supposed=year))
        task = self._session.run(f"正在读《{path.name}》", work)
        result.when_closed(task, lambda: self._show_read(result))

    def _show_read(self, result: TaskResult) -> None:
        if result.done:
            self._show(result.value)

    def _show(self, notice: Notice) -> None:
        self.preview.show_plan(notice.plan, notice.rows, notice.doubts)
        self.preview_requested.emit()

    @Slot(str)
    def paste(self, text: str) -> None:
        """Show the preview of a table copied from a notice."""
        try:
            self._show(notice_of(read_text(text), supposed=self._year))
        except UserError as error:
            self._session.notify(f"剪贴板{error}", "bad")

    @Slot(int)
    def copy(self, year: int) -> None:
        """Show the preview of a copy of the present plan for another year."""
        if self._plan is None:
            return
        try:
            ready = copy_plan(self._session.store, self._plan, year)
        except UserError as error:
            self._session.notify(str(error), "bad")
            return
        self.preview.show_plan(ready.plan, ready.rows, ())
        self.preview_requested.emit()

    @Slot()
    def remove(self) -> None:
        """Remove the present plan; the notice bar offers to undo that."""
        if self._plan is None:
            return
        try:
            remove_plan(self._session.store, self._plan, self._session.edit)
        except UserError as error:
            self._session.notify(str(error), "bad")
