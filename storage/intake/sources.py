"""Where rows come from: a file of any kind, or what was pasted."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from storage.intake.reading import read_book, read_text

if TYPE_CHECKING:
    from storage.intake.choices import Choices
    from storage.intake.reading import Book, Limits
    from storage.progress import Progress


@dataclass(frozen=True, slots=True)
class Pasted:
    """Cells pasted from the clipboard, or a list typed by hand."""

    text: str
    name: str = "粘贴的内容"


Source = Path | Pasted


def content(source: Source) -> bytes:
    """The bytes as received."""
    return source.text.encode("utf-8") if isinstance(source, Pasted) else source.read_bytes()


def fingerprint(received: bytes) -> str:
    """By what a file is known again, whatever its name."""
    return sha256(received).hexdigest()


def read(source: Source, choices: Choices, limits: Limits, progress: Progress) -> Book:
    """The source as sheets of raw cells."""
    if isinstance(source, Pasted):
        return read_text(source.text)
    return read_book(
        source,
        encoding=choices.encodings.get(source.name),
        password=choices.passwords.get(source.name),
        limits=limits,
        progress=progress,
    )
