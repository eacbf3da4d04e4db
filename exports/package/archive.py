"""The package as one .zip: the same files give the same bytes, on any machine and any day."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile

from exports.files import replacing
from exports.packing import member

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

BLOCK = 1 << 20


def archive(path: Path, files: Sequence[Path], made_on: date) -> None:
    """Put the files into a .zip.

    They are stored as they are: workbooks and PDFs are compressed already, and two machines need
    not compress alike.
    """
    with (
        replacing(path, needs=sum(file.stat().st_size for file in files)) as partial,
        ZipFile(partial, "w", ZIP_STORED) as made,
    ):
        for file in files:
            about = member(file.name, (made_on.year, made_on.month, made_on.day, 0, 0, 0))
            about.compress_type, about.file_size = ZIP_STORED, file.stat().st_size
            with file.open("rb") as source, made.open(about, "w") as target:
                while block := source.read(BLOCK):
                    target.write(block)
