"""A worker thread with its own store that answers queries, so that the window never waits."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from storage.errors import Cancelled
from storage.ledger.driver import OperationalError
from storage.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")

CHECK_INTERVAL = 500_000  # SQLite's VM steps between two checks for cancellation


class Question(Generic[T]):
    """A function to call with the reader's store; `answer` is the future of its result."""

    def __init__(self, function: Callable[[Store], T]) -> None:
        self.function = function
        self.cancelled = False
        self.answer: Future[T] = Future()


class Reader:
    """Answers questions in order on one thread; use one reader per priority."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader")
        self._store: Store | None = None
        self._current: Question[Any] | None = None
        self._closing = False

    def ask(self, function: Callable[[Store], T]) -> Question[T]:
        """Queue a function that is called with the reader's store, on the reader's thread."""
        question = Question(function)
        question.answer = self._pool.submit(self._answer, question)
        return question

    def cancel(self, question: Question[Any]) -> None:
        """Cancel a question, even while SQLite is working on it."""
        question.cancelled = True
        question.answer.cancel()

    def close(self) -> None:
        """Cancel the current question, refuse further ones and close the file."""
        if self._closing:
            return
        self._closing = True
        self._pool.submit(self._release)
        self._pool.shutdown(wait=True)

    def _answer(self, question: Question[T]) -> T:
        self._current = question
        try:
            if self._is_cancelled():
                raise Cancelled
            return question.function(self._open_store())
        except OperationalError:
            if self._is_cancelled():
                raise Cancelled from None
            raise
        finally:
            self._current = None

    def _is_cancelled(self) -> bool:
        """Return whether to interrupt; SQLite calls this every `CHECK_INTERVAL` steps."""
        return self._closing or self._current is None or self._current.cancelled

    def _open_store(self) -> Store:
        if self._store is None:
            self._store = Store(self._path)
            self._store.connection.set_progress_handler(self._is_cancelled, CHECK_INTERVAL)
        return self._store

    def _release(self) -> None:
        if self._store is not None:
            self._store.connection.set_progress_handler(None, 0)
            self._store.close()
            self._store = None
