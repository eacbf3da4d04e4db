"""The one door to threads: tasks with progress and cancellation, and background queries."""

from __future__ import annotations

import logging
import threading
import time
from concurrent.futures import wait
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot
from shiboken6 import isValid

from storage.errors import Cancelled, UserError
from storage.ledger.failure_messages import explain_error
from storage.store.reader import Question, Reader

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from storage.progress import Progress
    from storage.store.store import Store


T = TypeVar("T")

log = logging.getLogger(__name__)

REPORT_INTERVAL = 0.05  # seconds between two reports
QUERY_FAILED = "程序出了点问题，这里的内容没有数出来；经过已记入日志。"


def start_detached(work: Callable[[], object], name: str) -> None:
    """Run work on a daemon thread that is never joined: for a system call that may never return."""
    threading.Thread(target=work, name=name, daemon=True).start()


class _TaskRunnable(QRunnable):
    """Runs a task on a thread of Qt's pool."""

    def __init__(self, body: Callable[[], None]) -> None:
        super().__init__()
        self._body = body

    def run(self) -> None:
        self._body()


class Task(QObject):
    """A piece of work on the thread pool; exactly one of its three closing signals is emitted.

    Construct it on the window's thread: its signals are then delivered there. The work is a plain
    function that takes a `Progress` and never touches Qt.

    Signals:
        advanced(done, total), finished(result), failed(error), cancelled()
        closed(): after any of the three endings
    """

    advanced = Signal(int, int)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    closed = Signal()
    _released = Signal()

    def __init__(
        self,
        work: Callable[[Progress], Any],
        parent: QObject,
        title: str = "",
        *,
        writes: bool = False,
    ) -> None:
        super().__init__(parent)
        self.title = title
        self.writes = writes
        self.ledger: Path | None = None  # the file that database errors of the work are about
        self._work = work
        self._stop = threading.Event()
        self._last_report = 0.0
        self._released.connect(self.deleteLater)

    def start(self) -> None:
        """Queue the work on the pool."""
        QThreadPool.globalInstance().start(_TaskRunnable(self.run))

    def cancel(self) -> None:
        """Request that the work stops at its next progress report."""
        self._stop.set()

    def report(self, done: int, total: int) -> None:
        """Report progress (the work's `Progress`, on the worker's thread); raises `Cancelled`."""
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if done == total or now - self._last_report >= REPORT_INTERVAL:
            self._last_report = now
            self.advanced.emit(done, total)

    def run(self) -> None:
        """Run the work; called on the worker's thread.

        The last signal deletes the task, and is emitted only after those before it are queued: no
        receiver is called with a task that is already deleted.
        """
        self._run_work()
        self.closed.emit()
        self._released.emit()

    def _run_work(self) -> None:
        try:
            result = self._work(self.report)
        except Cancelled:
            self.cancelled.emit()
        except UserError as error:
            self.failed.emit(error)
        except Exception as error:
            log.exception("task failed")  # its title may name a person
            self.failed.emit(explain_error(error, self.ledger) or error)
        else:
            self.finished.emit(result)


class QueryRunner(QObject):
    """Runs queries on a background reader and delivers their results on this thread.

    A query has a name; submitting another under the same name drops the one before, so that fast
    typing never queues.

    Signals:
        failed(error): a query that has no result, as a `UserError`
    """

    failed = Signal(object)
    _answered = Signal(str, object)

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._reader = Reader(path)
        self._path = path
        self._closed = False
        self._pending: dict[str, _PendingQuery] = {}
        # queued: an answer that is there already must not arrive inside `submit`
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def submit(
        self,
        name: str,
        query: Callable[[Store], T],
        on_result: Callable[[T], object],
        wait_seconds: float = 0.0,
        on_error: Callable[[UserError], object] | None = None,
    ) -> None:
        """Run a query and pass its result to `on_result`, on this thread.

        The result is delivered later, or before returning where it is there within `wait_seconds`.
        On failure `on_error` is called with a `UserError`, so that no page waits for ever.
        """
        if self._closed:  # a timer may fire after the window was closed
            return
        self.forget(name)
        question = self._reader.ask(query)
        self._pending[name] = _PendingQuery(question, on_result, on_error)
        if wait_seconds:
            wait([question.answer], timeout=wait_seconds)
            if question.answer.done():
                self._deliver(name, question)
                return
        question.answer.add_done_callback(lambda _: self._answered.emit(name, question))

    def forget(self, name: str) -> None:
        """Drop the pending query of this name."""
        before = self._pending.pop(name, None)
        if before is not None:
            self._reader.cancel(before.question)

    def close(self) -> None:
        """Drop all pending queries and close the reader."""
        self._closed = True
        self._pending.clear()
        self._reader.close()

    @Slot(str, object)
    def _deliver(self, name: str, question: Question[Any]) -> None:
        waiting = self._pending.get(name)
        if waiting is None or waiting.question is not question:
            return
        del self._pending[name]
        error = question.answer.exception() if not question.answer.cancelled() else Cancelled()
        if not _is_receiver_alive(waiting.on_result):
            return
        if error is None:
            waiting.on_result(question.answer.result())
        elif not isinstance(error, Cancelled):
            self._fail(waiting, error)

    def _fail(self, waiting: _PendingQuery, error: BaseException) -> None:
        if not isinstance(error, UserError):
            log.error("question failed", exc_info=error)
        failure = explain_error(error, self._path) or UserError(QUERY_FAILED)
        if waiting.on_error is not None:
            waiting.on_error(failure)
        self.failed.emit(failure)


@dataclass(frozen=True, slots=True)
class _PendingQuery:
    question: Question[Any]
    on_result: Callable[[Any], object]
    on_error: Callable[[UserError], object] | None


def _is_receiver_alive(callback: Callable[[Any], object]) -> bool:
    """Return whether the callback's widget still exists: a popup may be closed by now."""
    receiver = getattr(callback, "__self__", None)
    return not isinstance(receiver, QObject) or isValid(receiver)


class TaskResult:
    """Wraps the work of a task and records its value or its failure.

    A task may end before whoever had it started can connect to its signals; the wrapped work waits
    until `when_closed` has connected.
    """

    def __init__(self) -> None:
        self.done = False
        self.value: Any = None
        self.cancelled = False
        self.error: UserError | None = None
        self._connected = threading.Event()

    def wrap(self, work: Callable[..., Any]) -> Callable[..., Any]:
        """Return the work so wrapped that its value or its failure is recorded here."""

        def recorded(*arguments: Any) -> Any:
            self._connected.wait()
            try:
                self.value = work(*arguments)
            except Cancelled:
                self.cancelled = True
                raise
            except Exception as error:
                self.error = explain_error(error)
                raise
            self.done = True
            return self.value

        return recorded

    def when_closed(self, task: Task, do: Callable[[], object]) -> None:
        """Call `do` when the task has closed, and let the work begin."""
        task.closed.connect(do)
        self._connected.set()
