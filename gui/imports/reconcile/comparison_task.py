"""The platform's export read and compared off the window's thread, and taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from gui.imports import import_draft as drafts
from gui.imports.check.preview_lines import Lines
from gui.tasks import TaskResult
from storage.intake.apply.batch import apply_plan
from storage.intake.compare.platform_diff import compare
from storage.intake.saved_draft import Draft
from storage.store.backup import automatic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.imports.check.preview_lines import Offer
    from gui.session import Session
    from gui.tasks import Task
    from storage.intake.apply.batch import Batch
    from storage.intake.compare.platform_diff import Comparison
    from storage.intake.sources import Source
    from storage.progress import Progress
    from storage.store.store import Store


class ComparisonResult(NamedTuple):
    """What came out, and the same rows with what each would change."""

    comparison: Comparison
    lines: Lines


class ComparisonTask(QObject):
    """Reads anew after each decision.

    Signals:
        busied(busy): reading, or not
        compared(found), stopped() where it was cancelled or failed, kept(batch)
    """

    busied = Signal(bool)
    compared = Signal(object)
    stopped = Signal()
    kept = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.draft = Draft()
        self.found: ComparisonResult | None = None
        self.stale = False  # whether the ledger has changed since it was compared
        self._task: Task | None = None
        session.changed.connect(self._hear)

    @property
    def busy(self) -> bool:
        """Whether it is being read."""
        return self._task is not None

    def begin(self) -> None:
        """Forget the files."""
        self._drop_task()
        self.draft, self.found = Draft(), None

    def take(self, sources: Sequence[Source]) -> None:
        """Read these files."""
        self.begin()
        self.draft = Draft(tuple(sources))
        self.read()

    def read_as(self, file: str, encoding: str) -> None:
        """Read a text file in another encoding."""
        self.draft = drafts.read_as(self.draft, file, encoding)
        self.read()

    def unlock(self, file: str, password: str) -> None:
        """Open a file with its password."""
        self.draft = drafts.unlocked(self.draft, file, password)
        self.read()

    def tick(self, offers: Sequence[Offer], accepted: bool) -> None:
        """Say of single fields whether the platform's value goes in."""
        if self.found is None:
            return
        rows = self.found.lines
        for one in offers:
            facts = {rows.key(one.line): {"take": {one.change.name: accepted}}}
            self.draft = drafts.of_people(self.draft, facts)
        self.read()

    def read(self) -> None:
        """Read the files and set them beside the ledger."""
        self._drop_task()
        draft, result = self.draft, TaskResult()

        def work(store: Store, progress: Progress) -> ComparisonResult:
            made = compare(store, draft.sources, progress, draft.choices)
            return ComparisonResult(made, Lines(made.plan))

        task = self._session.read("正在和台账核对", result.wrap(work))
        self._task = task
        result.when_closed(task, lambda: self._take(task, result))
        self.busied.emit(True)

    def keep(self) -> None:
        """Take over what can be filled, in one transaction."""
        if self.found is None:
            return
        planned, result = self.found.comparison.plan, TaskResult()

        def work(store: Store, progress: Progress) -> Batch:
            automatic(store, "导入前")
            return apply_plan(store, planned, progress)

        task = self._session.write("正在填入台账", result.wrap(work))
        result.when_closed(task, lambda: self.kept.emit(result.value) if result.done else None)

    def _take(self, task: Task, result: TaskResult) -> None:
        if task is not self._task:
            return
        self._task = None
        self.busied.emit(False)
        if result.done:
            self.found, self.stale = result.value, False
            self.compared.emit(self.found)
        else:
            self.stopped.emit()

    def _drop_task(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self.busied.emit(False)

    @Slot(object)
    def _hear(self, _changes: object) -> None:
        self.stale = True
