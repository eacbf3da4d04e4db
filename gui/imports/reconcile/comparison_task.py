"""Reads the platform's export, compares it with the ledger, and applies it, in worker threads."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from gui.imports import import_draft as drafts
from gui.imports.check.preview_lines import PlanLines
from gui.tasks import TaskResult
from storage.intake.apply.batch import apply_plan
from storage.intake.compare.platform_diff import compare
from storage.intake.saved_draft import Draft
from storage.store.backup import back_up_automatically

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.imports.check.preview_lines import FieldOffer
    from gui.session import Session
    from gui.tasks import Task
    from storage.intake.apply.batch import Batch
    from storage.intake.compare.platform_diff import Comparison
    from storage.intake.sources import Source
    from storage.progress import Progress
    from storage.store.store import Store


class ComparisonResult(NamedTuple):
    """The comparison, and the same rows with the changes each would make."""

    comparison: Comparison
    lines: PlanLines


class ComparisonTask(QObject):
    """Holds the draft of a comparison; compares again after each decision.

    Signals:
        busy_changed(busy): reading, or not
        compared(result), applied(batch)
        failed(): the comparison was cancelled or failed
    """

    busy_changed = Signal(bool)
    compared = Signal(object)
    failed = Signal()
    applied = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.draft = Draft()
        self.result: ComparisonResult | None = None
        self.stale = False  # whether the ledger has changed since it was compared
        self._task: Task | None = None
        session.changed.connect(self._on_changed)

    @property
    def busy(self) -> bool:
        """Whether the files are being read."""
        return self._task is not None

    def start_over(self) -> None:
        """Discard the files and their comparison."""
        self._cancel_task()
        self.draft, self.result = Draft(), None

    def read_files(self, sources: Sequence[Source]) -> None:
        """Read these files."""
        self.start_over()
        self.draft = Draft(tuple(sources))
        self.read()

    def set_encoding(self, file: str, encoding: str) -> None:
        """Read a text file in another encoding."""
        self.draft = drafts.with_encoding(self.draft, file, encoding)
        self.read()

    def set_password(self, file: str, password: str) -> None:
        """Open a file with its password."""
        self.draft = drafts.with_password(self.draft, file, password)
        self.read()

    def accept_offers(self, offers: Sequence[FieldOffer], accepted: bool) -> None:
        """Accept or refuse the platform's value of single fields, and compare again."""
        if self.result is None:
            return
        rows = self.result.lines
        for one in offers:
            facts = {rows.key(one.line): {"take": {one.change.name: accepted}}}
            self.draft = drafts.with_decisions(self.draft, facts)
        self.read()

    def read(self) -> None:
        """Read the files and compare them with the ledger."""
        self._cancel_task()
        draft, result = self.draft, TaskResult()

        def work(store: Store, progress: Progress) -> ComparisonResult:
            comparison = compare(store, draft.sources, progress, draft.choices)
            return ComparisonResult(comparison, PlanLines(comparison.plan))

        task = self._session.read("正在和台账核对", result.wrap(work))
        self._task = task
        result.when_closed(task, lambda: self._on_compared(task, result))
        self.busy_changed.emit(True)

    def apply(self) -> None:
        """Apply the accepted values to the ledger, in one transaction."""
        if self.result is None:
            return
        planned, result = self.result.comparison.plan, TaskResult()

        def work(store: Store, progress: Progress) -> Batch:
            back_up_automatically(store, "导入前")
            return apply_plan(store, planned, progress)

        task = self._session.write("正在填入台账", result.wrap(work))
        result.when_closed(task, lambda: self.applied.emit(result.value) if result.done else None)

    def _on_compared(self, task: Task, result: TaskResult) -> None:
        if task is not self._task:
            return
        self._task = None
        self.busy_changed.emit(False)
        if result.done:
            self.result, self.stale = result.value, False
            self.compared.emit(self.result)
        else:
            self.failed.emit()

    def _cancel_task(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self.busy_changed.emit(False)

    @Slot(object)
    def _on_changed(self, _changes: object) -> None:
        self.stale = True
