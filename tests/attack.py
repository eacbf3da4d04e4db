"""What somebody does with a package that he was not to have: rebuild people's ID numbers.

He knows the county's five area codes, the check digit, and every file; he joins what stands in a
row, and looks for whole numbers in every text there is.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from itertools import pairwise, product
from typing import TYPE_CHECKING

import pypdfium2
from openpyxl import load_workbook

from storage.model.kinds.identity import check_digit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

AREAS = ("510402", "510403", "510411", "510421", "510422")
_WIDE = {ord("０") + at: str(at) for at in range(10)} | {ord("Ｘ"): "X", ord("x"): "X"}
_DATE = re.compile(r"((?:19|20)\d\d)\D{0,2}(1[0-2]|0?[1-9])\D{0,2}(3[01]|[12]\d|0?[1-9])(?!\d)")
_DAY = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])\s?月\s?(3[01]|[12]\d|0?[1-9])")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TAIL = re.compile(r"(\d{3}[\dX])(?![\dX])")
_APART = re.compile(r"[\s\-—－_.,，、/|\u200b]+")


def folded(text: object) -> str:
    """A cell as plain text."""
    return str("" if text is None else text).translate(_WIDE)


def candidates(cells: Sequence[object]) -> set[str]:
    """Every ID number that the cells of one row, taken together, narrow a person down to."""
    texts = [folded(cell) for cell in cells]
    closed = [_APART.sub("", text) for text in texts]
    closed += [one + other for one, other in pairwise(closed)]
    whole = {found for text in closed for found in re.findall(r"(?=(\d{17}[\dX]))", text)}
    dates = {"".join((y, m.zfill(2), d.zfill(2))) for t in texts for y, m, d in _DATE.findall(t)}
    years = {year for text in texts for year in _YEAR.findall(text)}
    days = {(m.zfill(2), d.zfill(2)) for text in texts for m, d in _DAY.findall(text)}
    dates |= {year + month + day for year, (month, day) in product(years, days)}
    tails = {tail for text in closed for tail in _TAIL.findall(text)}
    areas = {*AREAS, *(area for text in texts for area in re.findall(r"(?<!\d)\d{6}", text))}
    joined = {a + day + tail for a, day, tail in product(areas, dates, tails)}
    return {one for one in whole | joined if one[17] == check_digit(one[:17])}


def rows_of(data: bytes) -> Iterator[list[object]]:
    """Every row of a workbook's sheets, hidden ones as well."""
    for page in load_workbook(io.BytesIO(data)).worksheets:
        for row in page.iter_rows(values_only=True):
            cells = [cell.date() if hasattr(cell, "date") else cell for cell in row]
            yield [cell.isoformat() if isinstance(cell, date) else cell for cell in cells]


def texts_of(name: str, data: bytes) -> Iterator[str]:
    """Every text in a file: of a workbook all its parts, of a PDF all its pages."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            for part in parts.namelist():
                yield part
                yield from texts_of(part, parts.read(part))
    elif data[:4] == b"%PDF":
        document = pypdfium2.PdfDocument(data)
        for page in document:
            yield page.get_textpage().get_text_bounded()
        document.close()
    else:
        text = data.decode("utf-8", "ignore")
        yield re.sub(r"<[^>]*>", "\t", text) if name.endswith((".xml", ".rels", ".vml")) else text


def rebuilt(files: Iterable[Path], secrets: set[str]) -> set[str]:
    """Whose numbers, of those that are secret, can be rebuilt from the files."""
    found: set[str] = set()
    for file in files:
        data = file.read_bytes()
        for text in (file.name, *texts_of(file.name, data)):
            plain = folded(text)
            found |= set(re.findall(r"(?=(\d{17}[\dX]|1[3-9]\d{9}))", plain))
        if file.suffix == ".xlsx":
            for row in rows_of(data):
                found |= candidates(row)
    return found & secrets
