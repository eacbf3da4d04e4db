"""Text pasted from the clipboard, read as a book of one sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.errors import UserError
from storage.intake.read.assembly import Assembly
from storage.intake.read.formats.delimited import sheet
from storage.intake.read.limits import LIMITS
from storage.intake.read.open_file import of_book
from storage.intake.read.reader_source import Opened

if TYPE_CHECKING:
    from storage.intake.read.raw_book import Book

NAME = "粘贴的内容"


def read_text(text: str) -> Book:
    """Read cells copied from a sheet, or a list typed by hand; raises `UserError`."""
    assembly = Assembly()
    assembly.take({"book": {"kind": "text", "more": False}})
    try:
        for record in of_book(Opened(iter([sheet(text, NAME, LIMITS)])), LIMITS):
            assembly.take(record)
    except UserError as error:
        raise UserError(f"{NAME}{error}") from None
    if assembly.book is None:
        raise AssertionError("of_book ends with a done record")
    return assembly.book
