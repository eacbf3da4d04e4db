"""An import from its files to its batch: read and planned off-thread, anew after each decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from gui.models.preview_lines import Lines
from gui.pages.intake.draft import Draft
from gui.result import Result
from storage.intake.batch import keep, undo_batch
from storage.intake.plan import plan
from storage.intake.reading import read_book

if TYPE_CHECKING:
    from gui.session import Session
    from gui.tasks import Task
    from storage.intake.batch import Batch
    from storage.intake.reading import Book
    from storage.progress import Progress
    from storage.store import Store


class Preparation(QObject):
    """Keeps the draft and the plan made of it.

    Signals:
        busied(busy): reading and planning, or not
        planned(lines), opened(books), kept(batch), undone(batch, result)
    """

    busied = Signal(bool)
    planned = Signal(object)
    opened = Signal(object)
    kept = Signal(object)
    undone = Signal(object, object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.draft = Draft()
        self.lines: Lines | None = None
        self.stale = False  # whether the ledger or the draft has changed since it was planned
        self._task: Task | None = None
        self._opening: Task | None = None
        self._books: dict[str, Book] | None = None
        session.changed.connect(self._hear)

    @property
    def busy(self) -> bool:
        """Whether it is being read and planned."""
        return self._task is not None

    def begin(self) -> None:
        """Forget everything."""
        self.draft = Draft()
        self.forget()

    def forget(self) -> None:
        """Forget the plan and what is under way for it, not the draft."""
        self._drop_task()
        self.lines, self._books = None, None

    def change(self, draft: Draft) -> None:
        """Take another draft; it is planned when `read` is called."""
        if draft.encodings != self.draft.encodings:
            self._books = None
        self.draft = draft
        self.stale = True

    def read(self) -> None:
        """Read the files and plan their import."""
        self._drop_task()
        draft = self.draft

        def work(store: Store, progress: Progress) -> Lines:
            made = plan(
                store,
                draft.paths,
                draft.unit_name,
                policy=draft.policy,
                choices=draft.choices,
                progress=progress,
            )
            return Lines(made)

        result = Result()
        task = self._session.read("正在读取花名册", result.of(work))
        self._task = task
        result.then(task, lambda: self._take(task, result))
        self.busied.emit(True)

    def open_books(self) -> None:
        """Fetch the sheets as they came, once for a plan."""
        if self._books is not None:
            self.opened.emit(self._books)
        elif self._opening is None:
            draft = self.draft
            result = Result()
            work = result.of(lambda progress: _books(draft, progress))
            self._opening = self._session.run("正在打开原表", work)
            result.then(self._opening, lambda: self._show_books(draft, result))

    def keep(self) -> None:
        """Keep what is planned, in one transaction."""
        if self.lines is None:
            return
        planned, result = self.lines.plan, Result()
        work = result.of(lambda store, progress: keep(store, planned, progress))
        task = self._session.write("正在导入", work)
        result.then(task, lambda: self._tell_kept(result))

    def undo(self, batch: Batch) -> None:
        """Take a whole import back."""
        result = Result()
        work = result.of(lambda store, progress: undo_batch(store, batch.id, progress))
        task = self._session.write("正在撤销导入", work)
        result.then(task, lambda: self._tell_undone(batch, result))

    def _tell_kept(self, result: Result) -> None:
        if result.done:
            self.kept.emit(result.value)

    def _tell_undone(self, batch: Batch, result: Result) -> None:
        if result.done:
            self.undone.emit(batch, result.value)

    def _take(self, task: Task, result: Result) -> None:
        if task is not self._task:
            return
        self._task = None
        self.busied.emit(False)
        if result.done:
            self.lines, self.stale = result.value, False
            self.planned.emit(result.value)

    def _drop_task(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self.busied.emit(False)

    def _show_books(self, draft: Draft, result: Result) -> None:
        self._opening = None
        same = draft.paths == self.draft.paths and draft.encodings == self.draft.encodings
        if result.done and same:
            self._books = result.value
            self.opened.emit(result.value)

    @Slot(object)
    def _hear(self, _changes: object) -> None:
        self.stale = True


def _books(draft: Draft, progress: Progress) -> dict[str, Book]:
    return {
        path.name: read_book(path, encoding=draft.encodings.get(path.name), progress=progress)
        for path in draft.paths
    }
