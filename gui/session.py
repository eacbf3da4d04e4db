"""The state that all pages of a window share: store, quarter, masking, tasks and change signals."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, QSettings, Qt, QThreadPool, Signal, Slot

from gui.tasks import QueryRunner, Task
from storage import clock
from storage.errors import UserError
from storage.ledger.failure_messages import LedgerUnreadable
from storage.model.period import Quarter
from storage.model.tables.setting import OFFICES
from storage.store import history
from storage.store.store import Store
from storage.store.undo import Step, UndoResult, last_done, last_undone
from storage.store.undo import redo as make_again
from storage.store.undo import undo as take_back

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from storage.counting.indicators.indicator import Selection
    from storage.model.schema import Table
    from storage.progress import Progress
    from storage.store.edit import Bulk, Change, Changes, Edit

log = logging.getLogger(__name__)

MAX_CANCEL_ROUNDS = 10  # of cancelling, as the end of one task may begin another
MAX_DIRECT_CHANGES = 500  # changes in an edit beyond which taking it back is a task


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence for the notice bar. `tone` is good, link (plain news), warn or bad."""

    text: str
    tone: str = "good"
    action: str = ""
    do: Callable[[], object] | None = None
    about: str = ""  # the topic it belongs to, to withdraw it by


@dataclass(frozen=True, slots=True)
class Route:
    """A page by name, and optionally a view, a record or the form for a new record on it.

    `table` selects the ledger on a page that holds several. `selection` with its caption `words` is
    a counted set of records, such as those behind a figure. `preset` fills the form for
    a new one.
    """

    page: str
    table: str = ""
    view: str = ""
    record_id: int | None = None
    new: bool = False
    preset: Mapping[str, object] | None = None
    selection: Selection | None = None
    words: str = ""


class Session(QObject):
    """The shared state of one open ledger; every page is constructed with it.

    Queries that read records run on three background connections, so that slow ones do not hold
    up quick ones: `queries` for what the clerk is waiting for, `slow_queries` for counts that may
    arrive a moment later, `figure_queries` for figures that take seconds on a long ledger.

    Signals:
        changed(changes): a tuple of `Change` and `Bulk` that were committed
        quarter_changed(quarter), masked_changed(masked)
        notice_posted(notice): a `Notice` for the notice bar
        notice_withdrawn(about): notices about this no longer hold
        route_requested(route): another page is requested
        task_started(task): a task for the task bar
        writing_changed(writing): whether a task is writing, so that nothing else may
        selection_described(text): what the page has selected, for the status line
        closing(): no task runs any more, and the file is still open
    """

    changed = Signal(object)
    quarter_changed = Signal(object)
    masked_changed = Signal(bool)
    notice_posted = Signal(object)
    notice_withdrawn = Signal(str)
    route_requested = Signal(object)
    task_started = Signal(object)
    writing_changed = Signal(bool)
    selection_described = Signal(str)
    closing = Signal()

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self.folder: Path = store.path.parent
        self.settings = QSettings(str(self.folder / "window.ini"), QSettings.Format.IniFormat)
        self.quarter = Quarter.reported_on(clock.today())
        self.masked = True
        self.saved_at: datetime | None = None
        self.closed = False
        runners = [QueryRunner(store.path, self) for _ in range(3)]
        self.queries, self.slow_queries, self.figure_queries = runners
        for queries in runners:  # queued: it may be while painting
            queries.failed.connect(self._on_failure, Qt.ConnectionType.QueuedConnection)
        self._tasks: list[Task] = []
        store.subscribe(self._announce)

    @property
    def writing(self) -> Task | None:
        """The task that is writing now, or None."""
        return next((task for task in self._tasks if task.writes), None)

    def ledger_owner(self) -> str:
        """Return the office's name, and whether the ledger holds demonstration data."""
        offices = self.store.find(OFFICES)
        if not offices:
            return "还没有填写本单位"
        return offices[0].name + ("\n示例数据" if offices[0].sample else "")

    def choose_quarter(self, quarter: Quarter) -> None:
        """Set the quarter that every page counts for."""
        if quarter != self.quarter:
            self.quarter = quarter
            self.quarter_changed.emit(quarter)

    def reveal(self, revealed: bool, what: str = "") -> None:
        """Show or mask identity numbers and telephones everywhere, and log it."""
        if self.masked == (not revealed):
            return
        self.masked = not revealed
        log.info("identity numbers %s: %s", "shown" if revealed else "hidden", what)
        self.masked_changed.emit(self.masked)

    def log_reveal(self, what: str) -> None:
        """Record in the incident log that one number was revealed, without saying which."""
        log.info("number shown: %s", what)

    def notify(
        self,
        text: str,
        tone: str = "good",
        action: str = "",
        do: Callable[[], object] | None = None,
        about: str = "",
    ) -> None:
        """Post a notice; it is withdrawn when what it is `about` no longer holds."""
        self.notice_posted.emit(Notice(text, tone, action, do, about))

    def go(self, route: Route) -> None:
        """Request another page."""
        self.route_requested.emit(route)

    @contextmanager
    def edit(self, reason: str) -> Iterator[Edit]:
        """Open `Store.edit` and offer to undo it; raises `UserError` while a task is writing."""
        writing = self.writing
        if writing is not None:
            raise UserError(f"{writing.title}还没有完成，请等它完成后再保存。")
        with self.store.edit(reason) as edit:
            yield edit
        if edit.changes:
            self.notify(f"已{reason}", "good", "撤销", self.undo)

    def remove(self, table: Table[Any], ids: Sequence[int]) -> bool:
        """Remove records in one edit and offer to undo it; returns False where that is refused."""
        if not ids:
            return False
        name = self.store.title_of(table, self.store.get(table, ids[0]))
        what = name if len(ids) == 1 else f"{len(ids):,} {table.unit}"
        try:
            with self.edit(f"删除{table.label} {what}") as edit:
                for number in ids:
                    edit.remove(table, number)
        except UserError as error:
            self.notify(str(error), "bad")
            return False
        return True

    def run(self, title: str, work: Callable[[Progress], Any]) -> Task:
        """Start a task that does not touch the records; the task bar shows it."""
        return self._start_task(Task(work, self, title))

    def read(self, title: str, work: Callable[[Store, Progress], Any]) -> Task:
        """Start a task that reads the records through a store of its own."""
        path = self.store.path

        def reading(progress: Progress) -> Any:
            with Store(path) as own:
                return work(own, progress)

        return self._start_task(Task(reading, self, title))

    def write(self, title: str, work: Callable[[Store, Progress], Any]) -> Task:
        """Start a task that changes records; its changes are announced before the task closes."""
        if self.writing is not None:
            raise UserError(f"{self.writing.title}还没有完成，请等它完成后再开始。")
        path = self.store.path
        committed: list[Change[Any] | Bulk] = []

        def writing(progress: Progress) -> Any:
            with Store(path) as own:
                own.subscribe(committed.extend)
                return work(own, progress)

        def announce(_result: object = None) -> None:
            if committed:
                self._announce(tuple(committed))

        task = Task(writing, self, title, writes=True)
        for ending in (task.finished, task.failed, task.cancelled):
            ending.connect(announce)
        self._start_task(task)
        self.writing_changed.emit(True)
        return task

    def _start_task(self, task: Task) -> Task:
        task.ledger = self.store.path
        self._tasks.append(task)
        task.failed.connect(self._on_failure)
        task.closed.connect(self._on_task_closed)
        self.task_started.emit(task)
        task.start()
        return task

    @Slot(object)
    def _on_failure(self, error: Exception) -> None:
        if isinstance(error, LedgerUnreadable):
            self.notify(
                str(error), "bad", "去恢复", lambda: self.go(Route("settings", table="data"))
            )
        elif isinstance(error, UserError):
            self.notify(str(error), "bad")
        else:
            self.notify("程序出了点问题，没有做完；数据没有改动，经过已记入日志。", "bad")

    @Slot()
    def _on_task_closed(self) -> None:
        task = self.sender()
        self._tasks = [one for one in self._tasks if one is not task]
        if isinstance(task, Task) and task.writes:
            self.writing_changed.emit(False)

    def next_undo(self) -> Step | None:
        """Return the edit that Ctrl+Z would undo."""
        return last_done(self.store)

    def next_redo(self) -> Step | None:
        """Return the edit that Ctrl+Y would redo."""
        return last_undone(self.store)

    @Slot()
    def undo(self) -> None:
        """Undo the last edit."""
        self._step_history("撤销", last_done, take_back)

    @Slot()
    def redo(self) -> None:
        """Redo the edit that was last undone."""
        self._step_history("重做", last_undone, make_again)

    def _step_history(self, verb: str, find: Callable[[Store], Step | None], take: Any) -> None:
        step = find(self.store)
        if step is None:
            self.notify(f"没有可以{verb}的操作。", "link")
            return
        if self.writing is not None:
            self.notify(f"{self.writing.title}还没有完成，请稍后再{verb}。", "warn")
        elif history.count_changes(self.store, step.edit) > MAX_DIRECT_CHANGES:
            task = self.write(f"正在{verb}：{step.reason}", lambda own, _p: take(own, step))
            task.finished.connect(lambda result: self._report_step(verb, step, result))
        else:
            self._report_step(verb, step, take(self.store, step))

    def _report_step(self, verb: str, step: Step, result: UndoResult) -> None:
        if not result.skipped:
            self.notify(f"已{verb}：{step.reason}")
            return
        reasons = "、".join(dict.fromkeys(reason for _table, _id, reason in result.skipped))
        self.notify(
            f"已{verb}：{step.reason}。有 {len(result.skipped)} 条没有动（{reasons}）。", "warn"
        )

    def _announce(self, changes: Changes) -> None:
        self.saved_at = clock.now()
        self.changed.emit(changes)

    def close(self) -> None:
        """Cancel all tasks, wait for them, and close the store."""
        if self.closed:
            return
        self.closed = True
        for _ in range(MAX_CANCEL_ROUNDS):
            for task in self._tasks:
                task.cancel()
            QThreadPool.globalInstance().waitForDone()
            QCoreApplication.sendPostedEvents()  # every ending is heard while there is a store
            if not self._tasks:
                break
        self.closing.emit()
        for queries in (self.queries, self.slow_queries, self.figure_queries):
            queries.close()
        self.settings.sync()
        self.store.close()
