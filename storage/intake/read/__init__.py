"""Read any file a school sends as sheets of raw cells, in a process of its own."""

from storage.intake.read.book_reader import read_book
from storage.intake.read.limits import LIMITS, Limits
from storage.intake.read.paste import read_text
from storage.intake.read.raw_book import (
    UNCACHED,
    Book,
    Cell,
    CellError,
    EncodingUnclear,
    PasswordNeeded,
    Sheet,
)

__all__ = [
    "LIMITS",
    "UNCACHED",
    "Book",
    "Cell",
    "CellError",
    "EncodingUnclear",
    "Limits",
    "PasswordNeeded",
    "Sheet",
    "read_book",
    "read_text",
]
