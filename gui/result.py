"""What a piece of work brought, kept until its task has closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.errors import Cancelled, UserError

if TYPE_CHECKING:
    from collections.abc import Callable


class Result:
    """Wraps a piece of work. Read it when the task closes, which is told on the window's thread.

    `finished` is sent from the worker to one listener after another; the first of them lets go of
    the task, so that the later ones may never hear of it.
    """

    def __init__(self) -> None:
        self.done = False
        self.value: Any = None
        self.cancelled = False
        self.error: UserError | None = None

    def of(self, work: Callable[..., Any]) -> Callable[..., Any]:
        """The same work, its result or its failure noted on the way."""

        def noted(*facts: Any) -> Any:
            try:
                self.value = work(*facts)
            except Cancelled:
                self.cancelled = True
                raise
            except UserError as error:
                self.error = error
                raise
            self.done = True
            return self.value

        return noted
