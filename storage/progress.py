"""Long work says how far it is without knowing who listens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

T = TypeVar("T")


class Progress(Protocol):
    """Called with work done and work in all; raises `Cancelled` when the clerk wants it to stop."""

    def __call__(self, done: int, total: int) -> None:
        """Hear of it."""


def silent(done: int, total: int) -> None:
    """Tell nobody."""


def track(items: Sequence[T], progress: Progress, every: int = 500) -> Iterator[T]:
    """Yield the items, reporting (and leaving room for a cancel) every so many."""
    total = len(items)
    for done, item in enumerate(items):
        if done % every == 0:
            progress(done, total)
        yield item
    progress(total, total)
