"""From an open file to records: sniffed, looked into, read, cut into blocks."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from storage.errors import UserError
from storage.intake.reading import opendocument_lock, preflight
from storage.intake.reading.grid import blocks
from storage.intake.reading.password import unlock
from storage.intake.reading.readers import READERS, open_with
from storage.intake.reading.sniff import sniff
from storage.intake.reading.source import Opened, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.intake.reading.limits import Limits
    from storage.intake.reading.wire import Record

ZIP_FORMS = {"xlsx", "xlsb", "ods", "docx"}


def of_file(
    file: BinaryIO, encoding: str | None, password: str | None, limits: Limits, attempt: int
) -> Iterator[Record]:
    """Read a file with the reader whose turn it is."""
    kind = sniff(file, documents=limits.documents)
    if kind == "encrypted":
        file = BytesIO(unlock(file, password))
        kind = sniff(file, documents=limits.documents)
    if kind == "ods" and opendocument_lock.is_locked(file):
        file = BytesIO(opendocument_lock.unlock(file, password, limits))
    if kind in ZIP_FORMS:
        preflight.check(file, limits)
    more = attempt + 1 < len(READERS[kind])
    yield {"book": {"kind": kind, "more": more}}
    source = Source(file, kind, encoding, limits, password)
    yield from of_book(open_with(source, attempt), limits)


def of_book(opened: Opened, limits: Limits) -> Iterator[Record]:
    """Give what a reader has opened, sheet by sheet."""
    yield {"opened": {"encoding": opened.encoding, "date1904": opened.date1904}}
    count = cells = 0
    for sheet in opened.sheets:
        count += 1
        if count > limits.sheets:
            raise UserError(f"里工作表超过 {limits.sheets} 张，没有读取：请拆成几个文件再导入。")
        yield {"sheet": {"name": sheet.name, "expected": sheet.expected}}
        for at, rows in blocks(sheet, limits, opened.warnings):
            cells += sum(map(len, rows))
            if cells > limits.cells:
                raise UserError(f"超过 {limits.cells:,} 格，没有读取：请分成几个文件再导入。")
            yield {"at": at, "rows": rows}
        yield {
            "end": {
                "hidden": sheet.hidden,
                "merged": sheet.merged,
                "hidden_rows": sorted(sheet.hidden_rows),
            }
        }
    yield {"done": {"sheets": count, "warnings": opened.warnings}}
