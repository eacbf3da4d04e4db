"""Progress of long work, independent of who displays it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

T = TypeVar("T")


class Progress(Protocol):
    """A callback for work done and total work; raises `Cancelled` to stop the work."""

    def __call__(self, done: int, total: int) -> None:
        """Report the progress."""


def silent(done: int, total: int) -> None:
    """Report to nobody."""


def track(items: Sequence[T], progress: Progress, every: int = 500) -> Iterator[T]:
    """Yield the items, reporting progress (and allowing a cancel) before every so many."""
    total = len(items)
    for done, item in enumerate(items):
        if done % every == 0:
            progress(done, total)
        yield item
    progress(total, total)
