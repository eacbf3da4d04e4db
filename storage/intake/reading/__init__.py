"""Any file a school sends, as sheets of raw cells; the reading is done in a process of its own."""

from storage.intake.reading.book import read_book
from storage.intake.reading.cells import (
    UNCACHED,
    Book,
    Cell,
    CellError,
    EncodingUnclear,
    PasswordNeeded,
    Sheet,
)
from storage.intake.reading.limits import LIMITS, Limits
from storage.intake.reading.paste import read_text

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
