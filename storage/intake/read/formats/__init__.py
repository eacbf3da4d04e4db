"""One reader per way of opening a file; each is a function from a source to what it opened."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.intake.read.reader_source import Opened, Source


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format of files: its names, its readers, the endings its files usually have.

    `name` is on the label of a file, `phrase` in a sentence; `readers` are functions of the modules
    here, in the order they are tried, each in a worker of its own. A zip is checked before it is
    read.
    """

    name: str
    phrase: str
    readers: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    zipped: bool = False


# OLE: xlrd is pure Python and never takes the process down. Zip: calamine is ten times faster.
# ODS: only ours. calamine shows neither merged cells nor errors there, and never returns from a
# content part that ends too soon.
FORMATS = {
    "xlsx": FileFormat(
        "Excel 工作簿", "xlsx 表格", ("by_calamine.read_xlsx", "by_openpyxl.read"), ("xlsx",),
        zipped=True,
    ),
    "xls": FileFormat(
        "Excel 97-2003", "xls 表格", ("by_xlrd.read", "by_xlrd.read_plain", "by_calamine.read"),
        ("xls", "et"),
    ),
    "csv": FileFormat(
        "文本表格", "文本表格（CSV 或制表符分隔）", ("delimited.read",), ("csv", "txt", "tsv"),
    ),
    "ods": FileFormat("ODS 表格", "ODS 表格", ("opendocument.read",), ("ods",), zipped=True),
    "xlsb": FileFormat(
        "Excel 二进制", "xlsb 表格", ("by_calamine.read_xlsb",), ("xlsb",), zipped=True,
    ),
    "html": FileFormat("网页表格", "网页表格", ("html_tables.read",), ("htm", "html")),
    "spreadsheetml": FileFormat("XML 表格", "XML 表格 2003", ("spreadsheetml.read",), ("xml",)),
    # only for notices; a roster in a Word file is refused, with the way out
    "docx": FileFormat(
        "Word 文档", "文字文档里的表格（docx）", ("wordprocessing.read",), zipped=True,
    ),
    "text": FileFormat("粘贴", "粘贴的文本"),
}  # fmt: skip


def open_with(source: Source, attempt: int) -> Opened:
    """Open the source with the reader of this attempt (from 0), importing no other."""
    module, function = FORMATS[source.kind].readers[attempt].split(".")
    found = import_module(f"{__name__}.{module}")
    opened: Opened = getattr(found, function)(source)
    return opened
