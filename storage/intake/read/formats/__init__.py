"""One reader per way of opening a file; each is a function from a source to what it opened."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.intake.read.reader_source import Opened, Source

# The readers of each kind, in the order they are tried, each in a worker of its own.
# OLE: xlrd is pure Python and never takes the process down. Zip: calamine is ten times faster.
# ODS: only ours. calamine shows neither merged cells nor errors there, and never returns from a
# content part that ends too soon.
READERS: dict[str, tuple[str, ...]] = {
    "xlsx": ("by_calamine.read_xlsx", "by_openpyxl.read"),
    "xlsb": ("by_calamine.read_xlsb",),
    "ods": ("opendocument.read",),
    "xls": ("by_xlrd.read", "by_xlrd.read_plain", "by_calamine.read"),
    "html": ("html_tables.read",),
    "spreadsheetml": ("spreadsheetml.read",),
    "docx": ("wordprocessing.read",),
    "csv": ("delimited.read",),
}


def open_with(source: Source, attempt: int) -> Opened:
    """Open the source with the reader of this attempt (from 0), importing no other."""
    module, function = READERS[source.kind][attempt].split(".")
    found = import_module(f"{__name__}.{module}")
    opened: Opened = getattr(found, function)(source)
    return opened
