"""Find errors, merged areas, hidden rows and formulas without result in a sheet's XML.

A full parse would cost more than calamine's own; so the bytes are searched for a few words, and
only a block that has one is taken apart. A cell never straddles two blocks.
"""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING

from storage.intake.read.formats.marks import Marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.intake.read.raw_book import Area

BLOCK = 1 << 20
LONGEST_CELL = 8 << 20  # nothing legal is longer; what is, must not pile up in memory

REFERENCE = re.compile(rb"""\sr=["']([A-Z]{1,3})([0-9]{1,7})["']""")
IS_TEXT = re.compile(rb"""\st=["']str["']""")
VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]+)<")
EMPTY_VALUE = re.compile(rb"<(?:\w+:)?v\s*(?:/>|><)")
ROW_NUMBER = re.compile(rb"""\sr=["']([0-9]{1,7})["']""")
AREA = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^>]*?ref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']"""
)
HIDDEN = re.compile(rb"""\shidden=["'](?:1|true|on)["']""")
ROOT = re.compile(rb"<(\w+:)?worksheet[\s>]")


def find(part: IO[bytes], *, merged: bool = False) -> Marks:
    """Read the part once; merged areas only where the reader does not report them."""
    marks = Marks()
    first = part.read(BLOCK)
    root = ROOT.search(first)
    prefix = (root.group(1) or b"") if root else b""
    words = _Words(prefix, b"'" if b" r='" in first else b'"')
    for block in _blocks(first, part, prefix):
        if words.are_in(block):
            _cells(block, words, marks)
        if b"d" in block and words.hidden in block:
            _rows(block, prefix, marks)
        if merged:
            marks.merged += [_area(found) for found in AREA.finditer(block)]
    return marks


class _Words:
    """The byte strings to search for, with the prefix and the quotes that this file uses."""

    def __init__(self, prefix: bytes, quote: bytes) -> None:
        self.error = b" t=" + quote + b"e" + quote
        self.formula = b"<" + prefix + b"f"
        self.hidden = b" hidden=" + quote
        self.cell = b"<" + prefix + b"c "
        self.cell_end = b"</" + prefix + b"c>"

    def are_in(self, block: bytes) -> bool:
        """Whether a block holds one; single letters are looked for first, as that costs nothing."""
        if b"#" in block and self.error in block:  # every error begins with it
            return True
        return b"f" in block and self.formula in block


def _blocks(data: bytes, part: IO[bytes], prefix: bytes) -> Iterator[bytes]:
    """Yield the part in blocks that each end before a cell, a row or a merged area."""
    starts = [b"<" + prefix + word for word in (b"c ", b"row ", b"mergeCell ")]
    rest = b""
    while data:
        rest += data
        cut = next((at for start in starts if (at := rest.rfind(start)) > 0), 0)
        if len(rest) - cut > LONGEST_CELL:
            cut = len(rest)
        if cut:
            yield rest[:cut]
            rest = rest[cut:]
        data = part.read(BLOCK)
    yield rest


def _cells(block: bytes, words: _Words, marks: Marks) -> None:
    for piece in block.split(words.cell_end):
        begin = piece.rfind(words.cell)
        if begin < 0:
            continue
        tag_end = piece.find(b">", begin)
        if words.error in piece[begin:tag_end]:
            _error(piece[begin:], marks)
        elif piece.startswith(words.formula, tag_end + 1) and not _has_result(piece[begin:]):
            _uncached(piece[begin : tag_end + 1], marks)


def _error(cell: bytes, marks: Marks) -> None:
    place = REFERENCE.search(cell)
    if place is None:
        marks.unplaced += 1
        return
    text = VALUE.search(cell)
    row, column = int(place.group(2)), column_number(place.group(1)) - 1
    marks.errors.setdefault(row, {})[column] = text.group(1).decode() if text else "#N/A"


def _uncached(tag: bytes, marks: Marks) -> None:
    place = REFERENCE.search(tag)
    if place is None:
        marks.uncached += 1
    else:
        marks.add_uncached(int(place.group(2)), column_number(place.group(1)) - 1)


def _has_result(cell: bytes) -> bool:
    if VALUE.search(cell):
        return True
    return bool(IS_TEXT.search(cell) and EMPTY_VALUE.search(cell))  # a formula that gives ""


def _rows(block: bytes, prefix: bytes, marks: Marks) -> None:
    if b"hidden=" not in block:
        return
    for piece in block.split(b"<" + prefix + b"row ")[1:]:
        tag = b" " + piece[: piece.find(b">")]
        number = ROW_NUMBER.search(tag)
        if number and HIDDEN.search(tag):
            marks.hidden_rows.add(int(number.group(1)))


def _area(found: re.Match[bytes]) -> Area:
    left, top, right, bottom = found.groups()
    return int(top), column_number(left), int(bottom), column_number(right)


def column_number(letters: bytes) -> int:
    """Return the number of a column by its letters: A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
