"""How another year's plan comes in: read, pasted or copied, and looked at before it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from gui.pages.plan.another_year import AnotherYear
from gui.pages.plan.importing import PlanImport
from gui.result import Result
from storage.errors import UserError
from storage.intake.notice import notice_of, read_notice
from storage.intake.reading import read_text
from storage.plans.keeping import copied, remove

if TYPE_CHECKING:
    from pathlib import Path

    from gui.session import Session
    from storage.intake.notice import Notice
    from storage.tables.plan import WorkPlan


class Bringing(QObject):
    """Signals: wanted(): the preview should be shown."""

    wanted = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._plan: WorkPlan | None = None
        self._year = session.quarter.year
        self.button = AnotherYear(session)
        self.preview = PlanImport(session)
        self.button.file_chosen.connect(self.read)
        self.button.text_pasted.connect(self.paste)
        self.button.copy_wanted.connect(self.copy)
        self.button.removal_wanted.connect(self.remove)

    def set_plan(self, plan: WorkPlan | None, year: int) -> None:
        """Say which plan holds, and in which year."""
        self._plan, self._year = plan, year
        self.button.set_plan(plan)

    @Slot(object)
    def read(self, path: Path) -> None:
        """Read a notice, and show what was read before anything is kept."""
        year = self._year
        result = Result()
        work = result.of(lambda progress: read_notice(path, None, progress, supposed=year))
        task = self._session.run(f"正在读《{path.name}》", work)
        result.then(task, lambda: self._show_read(result))

    def _show_read(self, result: Result) -> None:
        if result.done:
            self._show(result.value)

    def _show(self, notice: Notice) -> None:
        self.preview.show_plan(notice.plan, notice.rows, notice.doubts)
        self.wanted.emit()

    @Slot(str)
    def paste(self, text: str) -> None:
        """Show the table that was copied from a notice."""
        try:
            self._show(notice_of(read_text(text), supposed=self._year))
        except UserError as error:
            self._session.say(f"剪贴板{error}", "bad")

    @Slot(int)
    def copy(self, year: int) -> None:
        """Show the plan that holds as another year's, to be looked at and kept."""
        if self._plan is None:
            return
        try:
            ready = copied(self._session.store, self._plan, year)
        except UserError as error:
            self._session.say(str(error), "bad")
            return
        self.preview.show_plan(ready.plan, ready.rows, ())
        self.wanted.emit()

    @Slot()
    def remove(self) -> None:
        """Remove the plan that holds; the notice bar offers to undo that."""
        if self._plan is None:
            return
        try:
            remove(self._session.store, self._plan, self._session.edit)
        except UserError as error:
            self._session.say(str(error), "bad")
