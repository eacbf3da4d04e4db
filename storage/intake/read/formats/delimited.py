"""The reader of delimited text: csv, tab-separated, pasted, or a list set with spaces."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from storage.errors import UserError
from storage.intake.read.raw_book import EncodingUnclear
from storage.intake.read.reader_source import Opened, RawSheet
from storage.intake.read.row_blocks import too_long
from storage.intake.read.sniff import not_a_sheet
from storage.intake.read.text_encoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.intake.read.limits import Limits
    from storage.intake.read.reader_source import RawRow, Source

DELIMITERS = ",\t;|"
SPACES = " "
GAPS = (r"[ \u3000]{2,}", r"[ \u3000]+")
KEPT_AS_TEXT = re.compile(r'="([^"]*)"')  # how a list keeps a spreadsheet from counting
SAMPLE = 200  # records from which the delimiter is guessed
PROBE = 100_000  # characters that are enough to know a text by
PRIVATE = "某个程序自用的文件"
CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")


def read(source: Source) -> Opened:
    """Decode the file as a whole and split it into cells."""
    warnings: list[str] = []
    data = source.file.read()
    try:
        text, encoding = decode(data, source.encoding, warnings)
    except EncodingUnclear:
        if _is_binary(data.decode("latin-1")):
            raise not_a_sheet(PRIVATE) from None
        raise
    if _is_binary(text):
        raise not_a_sheet(PRIVATE)
    one = sheet(text, "文本", source.limits)
    return Opened(iter([one]), encoding=encoding, warnings=warnings)


def _is_binary(text: str) -> bool:
    start = text[:PROBE]
    return len(CONTROL.findall(start)) > len(start) / 100


def sheet(text: str, name: str, limits: Limits) -> RawSheet:
    """Return a sheet of delimited text."""
    delimiter = sniff_delimiter(text[:PROBE])
    if delimiter == SPACES:
        gap = find_gap(text)
        lines = (re.split(gap, line.strip()) for line in text.splitlines())
        return RawSheet(name, enumerate(lines, start=1), expected=text.count("\n"))
    rows = _records(text, delimiter, quoted=_quotes_mean_something(text, delimiter))
    return RawSheet(name, _numbered(rows, name, limits), expected=text.count("\n"))


def sniff_delimiter(text: str) -> str:
    """Return the delimiter that cuts most records into the same number of cells."""
    explained = {delimiter: _fit(text, delimiter) for delimiter in DELIMITERS}
    found = max(explained, key=explained.__getitem__)
    return SPACES if not explained[found] and find_gap(text) else found


def find_gap(text: str) -> str:
    """Return the pattern that separates the cells of a list set with spaces, "" for other texts.

    Every line must fall into as many cells: where one is left out, nobody knows which.
    """
    whole = text.splitlines() if len(text) <= PROBE else text[:PROBE].splitlines()[:-1]
    lines = [line for line in map(str.strip, whole) if line]
    for gap in GAPS:
        widths = Counter(len(re.split(gap, line)) for line in lines) - Counter({1: len(lines)})
        if len(widths) == 1 and widths.total() > 1:
            return gap
    return ""


def _fit(text: str, delimiter: str) -> int:
    """Count the delimiters of records that have the commonest number of cells."""
    try:
        sample = list(islice(_records(text, delimiter), SAMPLE))
    except csv.Error:
        return 0
    widths = Counter(len(record) - 1 for record in sample if len(record) > 1)
    return max((width * count for width, count in widths.items()), default=0)


def _quotes_mean_something(text: str, delimiter: str) -> bool:
    """Whether quotes enclose cells; a stray quote would swallow the rest of the file."""
    if '"' not in text:
        return False
    try:
        for _ in _records(text, delimiter, strict=True):
            pass
    except csv.Error as error:
        return "unexpected end of data" not in str(error)
    return True


def _records(
    text: str, delimiter: str, *, quoted: bool = True, strict: bool = False
) -> Iterator[list[str]]:
    return csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
        strict=strict,
    )


def _numbered(rows: Iterator[list[str]], name: str, limits: Limits) -> Iterator[RawRow]:
    try:
        for number, row in enumerate(rows, start=1):
            if any(cell.startswith('="') for cell in row):
                row = [KEPT_AS_TEXT.sub(r"\1", cell) for cell in row]
            yield number, row
    except csv.Error as error:
        if "field limit" not in str(error):
            raise
        raise UserError(too_long(name, limits)) from None
