"""Files that were read stay at hand, so that another decision does not read them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.intake import sources

if TYPE_CHECKING:
    from storage.intake.choices import Choices
    from storage.intake.reading import Book, Limits
    from storage.intake.sources import Source
    from storage.progress import Progress

Key = tuple[str, str | None, str | None]  # what it holds, its encoding, its password


class Shelf:
    """Books by what their files held, the last of each source at hand for looking at."""

    def __init__(self) -> None:
        self._books: dict[Key, Book] = {}
        self._last: dict[str, Book] = {}

    def read(
        self, source: Source, digest: str, choices: Choices, limits: Limits, progress: Progress
    ) -> Book:
        """The book of a source, read only where it is not at hand."""
        name = sources.key(source)
        key = (digest, choices.encodings.get(name), choices.passwords.get(name))
        if key not in self._books:
            self._books[key] = sources.read(source, choices, limits, progress)
        self._last[name] = self._books[key]
        return self._books[key]

    def of(self, key: str) -> Book | None:
        """The book that was last read of a source, by its key."""
        return self._last.get(key)
