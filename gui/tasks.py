"""Work off the window's thread: progress, cancel, one ending; and readers with their own store."""

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
from storage.ledger.failure_messages import explained
from storage.store.reader import Question, Reader

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from storage.progress import Progress
    from storage.store.store import Store


T = TypeVar("T")

log = logging.getLogger(__name__)

BREATH = 0.05  # seconds between two reports
UNANSWERED = "程序出了点问题，这里的内容没有数出来；经过已记入日志。"


def start_detached(work: Callable[[], object], name: str) -> None:
    """Run work on a thread that nobody waits for: a system call that may never return."""
    threading.Thread(target=work, name=name, daemon=True).start()


class _Run(QRunnable):
    """Carries a task onto the pool's thread."""

    def __init__(self, body: Callable[[], None]) -> None:
        super().__init__()
        self._body = body

    def run(self) -> None:
        self._body()


class Task(QObject):
    """One piece of work. Exactly one of the three closing signals is emitted, on this thread.

    Make it on the window's thread. The work is a plain function that is given a `Progress`; it
    never touches Qt.

    Signals:
        advanced(done, total), finished(result), failed(error), cancelled(), closed() after any end
    """

    advanced = Signal(int, int)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    closed = Signal()
    _left = Signal()

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
        self.ledger: Path | None = None  # whose database errors are told as this file's
        self._work = work
        self._stop = threading.Event()
        self._last_report = 0.0
        self._left.connect(self.deleteLater)

    def start(self) -> None:
        """Hand the work to the pool."""
        QThreadPool.globalInstance().start(_Run(self.run))

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self._stop.set()

    def report(self, done: int, total: int) -> None:
        """Passed to the work as its `Progress`; called on the worker's thread."""
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if done == total or now - self._last_report >= BREATH:
            self._last_report = now
            self.advanced.emit(done, total)

    def run(self) -> None:
        """Do the work; called on the worker's thread.

        Each signal is sent only after all who hear the one before have been written to, so that
        nobody hears a task that is already gone.
        """
        self._end()
        self.closed.emit()
        self._left.emit()

    def _end(self) -> None:
        try:
            result = self._work(self.report)
        except Cancelled:
            self.cancelled.emit()
        except UserError as error:
            self.failed.emit(error)
        except Exception as error:
            log.exception("task failed")  # its title may name a person
            self.failed.emit(explained(error, self.ledger) or error)
        else:
            self.finished.emit(result)


class Asker(QObject):
    """Puts questions about the records to a reader and brings the answers to this thread.

    A question has a name; asking again under the same name gives up the one before, so that
    fast typing never queues.

    Signals:
        failed(error): a question that has no answer, as a `UserError`
    """

    failed = Signal(object)
    _answered = Signal(str, object)

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._reader = Reader(path)
        self._path = path
        self._closed = False
        self._asked: dict[str, _Asked] = {}
        # queued: an answer that is there already must not come in the middle of asking for it
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def ask(
        self,
        name: str,
        put: Callable[[Store], T],
        then: Callable[[T], object],
        patience: float = 0.0,
        otherwise: Callable[[UserError], object] | None = None,
    ) -> None:
        """Have `then` called with the answer: later, or at once within `patience` seconds.

        Where there is none, `otherwise` is called with the reason, so that nobody waits for ever.
        """
        if self._closed:  # a timer may go off after the window was closed
            return
        self.forget(name)
        question = self._reader.ask(put)
        self._asked[name] = _Asked(question, then, otherwise)
        if patience:
            wait([question.answer], timeout=patience)
            if question.answer.done():
                self._deliver(name, question)
                return
        question.answer.add_done_callback(lambda _: self._answered.emit(name, question))

    def forget(self, name: str) -> None:
        """Give up a question that has not been answered yet."""
        before = self._asked.pop(name, None)
        if before is not None:
            self._reader.give_up(before.question)

    def close(self) -> None:
        """Give up everything and let go of the file."""
        self._closed = True
        self._asked.clear()
        self._reader.close()

    @Slot(str, object)
    def _deliver(self, name: str, question: Question[Any]) -> None:
        waiting = self._asked.get(name)
        if waiting is None or waiting.question is not question:
            return
        del self._asked[name]
        error = question.answer.exception() if not question.answer.cancelled() else Cancelled()
        if not _is_there(waiting.then):
            return
        if error is None:
            waiting.then(question.answer.result())
        elif not isinstance(error, Cancelled):
            self._fail(waiting, error)

    def _fail(self, waiting: _Asked, error: BaseException) -> None:
        if not isinstance(error, UserError):
            log.error("question failed", exc_info=error)
        told = explained(error, self._path) or UserError(UNANSWERED)
        if waiting.otherwise is not None:
            waiting.otherwise(told)
        self.failed.emit(told)


@dataclass(frozen=True, slots=True)
class _Asked:
    question: Question[Any]
    then: Callable[[Any], object]
    otherwise: Callable[[UserError], object] | None


def _is_there(then: Callable[[Any], object]) -> bool:
    """Whether the widget that asked still exists: a popup may be closed before its answer comes."""
    asker = getattr(then, "__self__", None)
    return not isinstance(asker, QObject) or isValid(asker)


class Result:
    """Wraps a piece of work and keeps its result or its failure.

    A task runs before whoever had it started can listen for its end; the work waits for that.
    """

    def __init__(self) -> None:
        self.done = False
        self.value: Any = None
        self.cancelled = False
        self.error: UserError | None = None
        self._awaited = threading.Event()

    def of(self, work: Callable[..., Any]) -> Callable[..., Any]:
        """The same work, its result or its failure noted on the way."""

        def noted(*facts: Any) -> Any:
            self._awaited.wait()
            try:
                self.value = work(*facts)
            except Cancelled:
                self.cancelled = True
                raise
            except Exception as error:
                self.error = explained(error)
                raise
            self.done = True
            return self.value

        return noted

    def then(self, task: Task, tell: Callable[[], object]) -> None:
        """Have this called when the task has closed, and let the work begin."""
        task.closed.connect(tell)
        self._awaited.set()
