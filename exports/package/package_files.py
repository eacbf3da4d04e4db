"""A package in a folder, identified by its checksum list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exports.draft_mark import DRAFT_WORD
from exports.package.checksums import read_list
from exports.package.encryption import is_locked
from exports.package.file_names import ARCHIVE, BOOK, LIST_NAME, MAIL
from exports.reports.report_context import PRIVACY
from storage.errors import UserError
from storage.model.period import Quarter

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_QUARTER = re.compile(r"(\d{4}Q[1-4])_")
_ANNEX = re.compile(r"附册.*\(([^()]+)\)")
_VERSION = re.compile(r"_第(\d+)版\.")


@dataclass(frozen=True, slots=True)
class Package:
    """The listed files of a folder (name to SHA-256), with their state on disk."""

    folder: Path
    quarter: Quarter
    hashes: dict[str, str]

    @property
    def files(self) -> tuple[Path, ...]:
        """The listed files and the list itself, in the order they were listed."""
        return (*(self.folder / name for name in self.hashes), self.folder / LIST_NAME)

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of listed files that do not exist."""
        return tuple(file.name for file in self.files if not file.is_file())

    @property
    def size(self) -> int:
        """The size of the files in bytes."""
        return sum(file.stat().st_size for file in self.files if file.is_file())

    @property
    def archive(self) -> Path | None:
        """The .zip of the same files, None where none was written."""
        named = archive_of(self.hashes)
        return self.folder / named if named and (self.folder / named).is_file() else None

    @property
    def version(self) -> int | None:
        """The sealed version that was exported, None where the quarter was still open."""
        found = (_VERSION.search(name) for name in self.hashes)
        return next((int(one[1]) for one in found if one), None)

    @property
    def draft(self) -> bool:
        """Whether it was exported before the quarter was sealed."""
        return self.version is None

    @property
    def mail(self) -> Path:
        """The path of the drafted mail that carries the package."""
        return self.folder / mail_of(self.quarter, draft=self.draft)

    @property
    def annex(self) -> Path | None:
        """The roster of volunteers, None in a summary."""
        return next((file for file in self.files if _ANNEX.search(file.name)), None)

    @property
    def privacy(self) -> str:
        """The privacy level, read from the annex's name; a key of `PRIVACY`."""
        match = _ANNEX.search(self.annex.name) if self.annex else None
        words = {word: privacy for privacy, word in PRIVACY.items()}
        return words.get(match[1], "masked") if match else "summary"

    @property
    def locked(self) -> bool:
        """Whether the annex opens only with a password."""
        return self.annex is not None and self.annex.is_file() and is_locked(self.annex)


def archive_of(names: Iterable[str]) -> str:
    """Return the name of the .zip for these files, "" where they have no workbook."""
    book = next((name for name in names if BOOK in name and name.endswith(".xlsx")), "")
    return book.replace(BOOK, ARCHIVE).removesuffix(".xlsx") + ".zip" if book else ""


def mail_of(quarter: Quarter | str, *, draft: bool) -> str:
    """Return the file name of the drafted mail."""
    return f"{quarter}_{f'{DRAFT_WORD}_' if draft else ''}{MAIL}.eml"


def package_in(folder: Path) -> Package | None:
    """Load the package of a folder; None without a list of a quarter's files."""
    path = folder / LIST_NAME
    try:
        hashes = read_list(path.read_text("utf-8", errors="replace")).hashes
    except OSError:
        return None
    quarters = [found[1] for name in hashes if (found := _QUARTER.match(name))]
    return Package(folder, Quarter.parse(quarters[0]), hashes) if quarters else None


def required_package(folder: Path) -> Package:
    """As `package_in`; raises `UserError` where there is none or a file is missing."""
    found = package_in(folder)
    if found is None:
        raise UserError(f"《{folder.name}》里没有报送包：请先导出这个季度，再报送。")
    if found.missing:
        raise UserError(f"报送包不齐，缺{'、'.join(found.missing)}：请重新导出，再报送。")
    return found
