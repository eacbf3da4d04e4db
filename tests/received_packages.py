"""Packages as the city receives them: packed again, listed anew, tampered with."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import date
from pathlib import Path

import pypdfium2
from openpyxl import load_workbook

from exports.package.verification import verify
from storage.errors import UserError
from storage.model.period import Quarter

ON, QUARTER = date(2026, 10, 8), Quarter(2026, 3)


LIST = "校验清单.txt"


def listed_anew(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files with a checksum list computed again over them."""
    others = {name: data for name, data in files.items() if name != LIST}
    lines = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in others.items())
    return {**others, LIST: "".join(lines).encode()}


def refused(path_: Path) -> bool:
    """Whether the package at the path is not to be accepted."""
    try:
        return any(one.is_fault for one in verify(path_))
    except UserError:
        return True


def named(files, what: str) -> str:
    """The first file name that contains the words."""
    return next(name for name in files if what in name)


def inner(files) -> bytes:
    """A zip of these files, to be hidden in another file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name, data in files.items():
            target.writestr(name, data)
    return made.getvalue()


def workbook_in(folder):
    """The quarter's workbook in a package folder."""
    return next(folder.glob("*季度报表.xlsx"))


def faults(found) -> list[tuple[str, str]]:
    """Kind and text of every finding that is not good."""
    return [(one.kind, one.text) for one in found if one.kind != "good"]


def alter(file, sheet: str, change) -> None:
    """Have another program change a sheet and save the workbook."""
    book = load_workbook(file)
    change(next(book[name] for name in book.sheetnames if name.startswith(sheet)))
    book.save(file)


def letters(file: Path) -> str:
    """All text of a PDF, a workbook or a text file."""
    if file.suffix == ".pdf":
        document = pypdfium2.PdfDocument(file)
        text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
        document.close()
        return text
    if file.suffix == ".txt":
        return file.read_text("utf-8")
    with zipfile.ZipFile(file) as parts:
        return "\n".join(parts.read(name).decode() for name in parts.namelist())


def tones(found) -> dict[str, str]:
    """The tone of each check before sending, by its name."""
    return {one.name: one.tone for one in found}
