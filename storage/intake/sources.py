"""The sources of an import: files, and text pasted from the clipboard."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from storage.intake.read import read_book, read_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.intake.choices import Choices
    from storage.intake.read import Book, Limits
    from storage.progress import Progress

PASTED = "粘贴的内容"


@dataclass(frozen=True, slots=True)
class Pasted:
    """Cells pasted from the clipboard, or a list typed by hand."""

    text: str
    name: str = PASTED


Source = Path | Pasted


def key(source: Source) -> str:
    """Return the key of a source in `Choices`: the path, since two files may share a name."""
    return source.name if isinstance(source, Pasted) else str(source)


def display_names(sources: Sequence[Source]) -> dict[Source, str]:
    """Return the display name of each: its name, with its folder where two share a name."""
    names = Counter(one.name for one in sources)
    return {
        one: f"{one.parent.name}/{one.name}" if isinstance(one, Path) and names[one.name] > 1
        else one.name
        for one in sources
    }  # fmt: skip


def content(source: Source) -> bytes:
    """Return the bytes as received; raises `OSError`."""
    return source.text.encode("utf-8") if isinstance(source, Pasted) else source.read_bytes()


def fingerprint(received: bytes) -> str:
    """Return the SHA-256 of a file's content in hex, by which it is recognised."""
    return sha256(received).hexdigest()


def read(source: Source, choices: Choices, limits: Limits, progress: Progress) -> Book:
    """Read the source as sheets of raw cells; raises `UserError`."""
    if isinstance(source, Pasted):
        return read_text(source.text)
    return read_book(
        source,
        encoding=choices.encodings.get(key(source)),
        password=choices.passwords.get(key(source)),
        limits=limits,
        progress=progress,
    )
