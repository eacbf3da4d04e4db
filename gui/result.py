"""What a piece of work brought, told once, when its task has closed."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from storage.errors import Cancelled
from storage.trouble import explained

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.tasks import Task
    from storage.errors import UserError


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
