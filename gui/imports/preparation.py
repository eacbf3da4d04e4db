"""Runs an import from its files to its batch: reads, plans and applies in worker threads."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gui.imports.check.preview_lines import PlanLines
from gui.tasks import TaskResult
from storage.intake import saved_draft as drafts
from storage.intake.apply.batch import apply_plan
from storage.intake.compare.roster_diff import compare_with_last
from storage.intake.pipeline import BookCache, plan_import
from storage.intake.saved_draft import Draft
from storage.model.tables import BY_NAME
from storage.store.backup import back_up_automatically
from storage.store.bulk import collector_paused
from storage.views.roster_views import BY_NAME as ROSTERS

if TYPE_CHECKING:
    from gui.session import Session
    from gui.tasks import Task
    from storage.intake.apply.batch import Batch
    from storage.intake.read import Book
    from storage.intake.rows.import_plan import Plan
    from storage.progress import Progress
    from storage.store.store import Store

SAVE_DELAY = 600  # milliseconds after a decision until the draft is saved
MAX_STEPS_BACK = 200


class Preparation(QObject):
    """Holds the draft, its history, and the plan built from it.

    Signals:
        busy_changed(busy): reading and planning, or not
        planned(lines), applied(batch)
        senders_found(plan): a plan with nothing but the sender of each file
        decided(): the draft changed
    """

    busy_changed = Signal(bool)
    planned = Signal(object)
    applied = Signal(object)
    senders_found = Signal(object)
    decided = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.draft = Draft()
        self.lines: PlanLines | None = None
        self.stale = False  # whether the ledger or the draft changed after the plan
        self._history: list[tuple[str, Draft]] = []
        self._task: Task | None = None
        self._senders_task: Task | None = None
        self._cache = BookCache()
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(SAVE_DELAY)
        self._saving.timeout.connect(self.save)
        session.changed.connect(self._on_changed)
        session.closing.connect(self._save_on_closing)

    @property
    def busy(self) -> bool:
        """Whether the files are being read and planned."""
        return self._task is not None

    def start_over(self) -> None:
        """Discard the draft, its history and its plan, and the saved draft as well."""
        self.draft = Draft()
        self._history.clear()
        self._cache = BookCache()
        self.discard_plan()
        self._saving.start()

    def discard_plan(self) -> None:
        """Discard the plan and cancel its task; the draft stays."""
        self._cancel_task()
        self.lines = None
        gc.unfreeze()  # reference cycles may be collected again

    def restore_draft(self) -> bool:
        """Load the draft that was left unfinished; return whether there was one."""
        found = drafts.load(self._session.store)
        if found is None or not found.sources:
            return False
        self.draft, self.stale = found, True
        return True

    def set_draft(self, draft: Draft, what: str = "") -> None:
        """Replace the draft; it is planned when `read` is called.

        `what` names the decision for `step_back`; "" adds no step.
        """
        if draft == self.draft:
            return
        if what:
            self._history.append((what, self.draft))
            del self._history[:-MAX_STEPS_BACK]
        self.draft = draft
        self.stale = True
        self._saving.start()
        self.decided.emit()

    def step_back(self) -> str:
        """Undo the last decision; return its name, "" where there is none."""
        if not self._history:
            return ""
        what, self.draft = self._history.pop()
        self.stale = True
        self._saving.start()
        self.decided.emit()
        return what

    @property
    def last_step(self) -> str:
        """The name of the decision that `step_back` would undo, or ""."""
        return self._history[-1][0] if self._history else ""

    @Slot()
    def save(self) -> None:
        """Save the draft in the ledger; later, while something else is being written."""
        if self._session.closed:
            return
        if self._session.writing is not None:
            self._saving.start()
        else:
            self._write_draft()

    @Slot()
    def _save_on_closing(self) -> None:
        """Save a decision made right before the program is closed."""
        if self._saving.isActive():
            self._saving.stop()
            self._write_draft()

    def _write_draft(self) -> None:
        if self.draft.sources:
            drafts.save(self._session.store, self.draft)
        else:
            drafts.forget(self._session.store)

    def read(self) -> None:
        """Read the files and plan their import."""
        self._cancel_task()
        draft, cache = self.draft, self._cache

        def work(store: Store, progress: Progress) -> PlanLines:
            with collector_paused():
                plan = _plan_draft(store, draft, progress, cache)
                lines = PlanLines(plan, compare_with_last(store, plan))
                gc.freeze()  # a million objects without cycles: a collection stops the window
            return lines

        result = TaskResult()
        title = "正在读取花名册" if self.lines is None else "正在重新检查"
        task = self._session.read(title, result.wrap(work))
        self._task = task
        result.when_closed(task, lambda: self._on_planned(task, result))
        self.busy_changed.emit(True)

    def find_senders(self) -> None:
        """Read the sender of each file in the background, without becoming busy."""
        self._cancel_senders_task()
        draft, cache, result = self.draft, self._cache, TaskResult()

        def work(store: Store, progress: Progress) -> Plan:
            return _plan_draft(store, draft, progress, cache, only_senders=True)

        task = self._session.read("正在看名册来自哪里", result.wrap(work))
        self._senders_task = task
        result.when_closed(task, lambda: self._on_senders_found(task, result))

    def _on_senders_found(self, task: Task, result: TaskResult) -> None:
        if task is self._senders_task:
            self._senders_task = None
            if result.done:
                self.senders_found.emit(result.value)

    def _cancel_senders_task(self) -> None:
        if self._senders_task is not None:
            self._senders_task.cancel()
            self._senders_task = None

    def book(self, key: str) -> Book | None:
        """Return a file as it was read, by its key."""
        return self._cache.last(key)

    def apply(self) -> None:
        """Apply the plan to the ledger, in one transaction."""
        if self.lines is None:
            return
        planned, result = self.lines.plan, TaskResult()

        def work(store: Store, progress: Progress) -> Batch:
            back_up_automatically(store, "导入前")
            return apply_plan(store, planned, progress)

        task = self._session.write("正在导入", result.wrap(work))
        result.when_closed(task, lambda: self._on_applied(result))

    def _on_applied(self, result: TaskResult) -> None:
        if result.done:
            self._history.clear()
            drafts.forget(self._session.store)
            self._saving.stop()
            self.applied.emit(result.value)

    def _on_planned(self, task: Task, result: TaskResult) -> None:
        if task is not self._task:
            return
        self._task = None
        self.busy_changed.emit(False)
        if result.done:
            self.lines, self.stale = result.value, False
            self.planned.emit(result.value)

    def _cancel_task(self) -> None:
        self._cancel_senders_task()
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self.busy_changed.emit(False)

    @Slot(object)
    def _on_changed(self, _changes: object) -> None:
        self.stale = True


def _plan_draft(
    store: Store, draft: Draft, progress: Progress, cache: BookCache, *, only_senders: bool = False
) -> Plan:
    roster = ROSTERS.get(draft.table)
    return plan_import(
        store,
        draft.included,
        draft.unit_name,
        table=roster.table if roster else BY_NAME[draft.table],
        implied=roster.constants if roster else {},
        policy=draft.policy,
        choices=draft.choices,
        progress=progress,
        cache=cache,
        by_file=len(draft.sources) > 1,
        only_senders=only_senders,
    )
