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

BREATH = 500_000  # SQLite's VM steps between two checks for cancellation


class Question(Generic[T]):
    """A function to call with the reader's store; `answer` is the future of its result."""

    def __init__(self, put: Callable[[Store], T]) -> None:
        self.put = put
        self.given_up = False
        self.answer: Future[T] = Future()


class Reader:
    """Answers questions in order on one thread; use one reader per priority."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader")
        self._store: Store | None = None
        self._current: Question[Any] | None = None
        self._closing = False

    def ask(self, put: Callable[[Store], T]) -> Question[T]:
        """Queue a function that is called with the reader's store, on the reader's thread."""
        question = Question(put)
        question.answer = self._pool.submit(self._look, question)
        return question

    def give_up(self, question: Question[Any]) -> None:
        """Cancel a question, even while SQLite is working on it."""
        question.given_up = True
        question.answer.cancel()

    def close(self) -> None:
        """Cancel the current question, refuse further ones and close the file."""
        if self._closing:
            return
        self._closing = True
        self._pool.submit(self._release)
        self._pool.shutdown(wait=True)

    def _look(self, question: Question[T]) -> T:
        self._current = question
        try:
            if self._unwanted():
                raise Cancelled
            return question.put(self._opened())
        except OperationalError:
            if self._unwanted():
                raise Cancelled from None
            raise
        finally:
            self._current = None

    def _unwanted(self) -> bool:
        """Return whether to interrupt; SQLite calls this every `BREATH` steps."""
        return self._closing or self._current is None or self._current.given_up

    def _opened(self) -> Store:
        if self._store is None:
            self._store = Store(self._path)
            self._store.connection.set_progress_handler(self._unwanted, BREATH)
        return self._store

    def _release(self) -> None:
        if self._store is not None:
            self._store.connection.set_progress_handler(None, 0)
            self._store.close()
            self._store = None
