"""Where rows come from: a file of any kind, a whole folder of them, or what was pasted."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import UserError
from storage.intake.reading import read_book, read_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.intake.choices import Choices
    from storage.intake.reading import Book, Limits
    from storage.progress import Progress

ENDINGS = (
    ".xlsx",
    ".xls",
    ".xlsm",
    ".xlsb",
    ".ods",
    ".et",
    ".csv",
    ".tsv",
    ".txt",
    ".htm",
    ".html",
)


@dataclass(frozen=True, slots=True)
class Pasted:
    """Cells pasted from the clipboard, or a list typed by hand."""

    text: str
    name: str = "粘贴的内容"


Source = Path | Pasted


def expanded(paths: Iterable[Path]) -> list[Path]:
    """The files as given, and of a folder all tables in it and below, by name."""
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        inside = sorted(one for one in path.rglob("*") if _is_table(one))
        if not inside:
            raise UserError(f"文件夹《{path.name}》里没有表格文件。")
        found += inside
    return found


def _is_table(path: Path) -> bool:
    return path.suffix.lower() in ENDINGS and not path.name.startswith("~$") and path.is_file()


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
