"""Text of cells: no formulas, no characters that XML lacks, nothing cut off."""

from __future__ import annotations

import re

from storage.errors import UserError

LONGEST = 32_767  # UTF-16 units a cell holds; spreadsheets cut longer text silently
REPLACEMENT = "\ufffd"
# What a spreadsheet takes for a formula when it is typed or pasted, full-width forms included
_SIGNS = "=+-@＝＋－＠"
_RUNS = re.compile(f"[{re.escape(_SIGNS)}\t\r\n\x00]")
_FOREIGN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Units that are not broken at a line end: a number or word with its punctuation
_PIECES = re.compile("[（《“]*(?:[!-~−]+|.)[，。；：、！？）》”%]*")
# What a spreadsheet reads as one character by its code (ECMA-376 22.9.2.19, ST_Xstring)
ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_BREAKS = re.compile("\r\n?")
ODD = re.compile(
    f"^{_RUNS.pattern}|^<r>|[\r\n]|{_FOREIGN.pattern}"
)  # few texts need to be examined
FIRST_OF_ODD = frozenset(f"{_SIGNS}<")  # no other printable text can match


def may_be_formula(text: str) -> bool:
    """Whether a spreadsheet might take the text for a formula."""
    return bool(_RUNS.match(text))


def valid_text(text: str) -> tuple[str, int]:
    """Return the text with characters that XML 1.0 lacks replaced by U+FFFD, and their number."""
    return _FOREIGN.subn(REPLACEMENT, _BREAKS.sub("\n", text))


def escape_codes(text: str) -> str:
    """Return the text escaped for the file, so that a spreadsheet shows _x0041_ and not A."""
    return ESCAPE.sub("_x005F_", text)


def check_length(text: str, place: str) -> None:
    """Raise a `UserError` where a cell cannot hold the text whole."""
    if len(text) <= LONGEST // 2:
        return
    units = len(text.encode("utf-16-le", "surrogatepass")) // 2
    if units > LONGEST:
        raise UserError(
            f"{place}有 {units} 个字，超过表格软件每格 {LONGEST} 字的上限。请先缩短，再导出。"
        )


def text_width(text: str) -> int:
    """Return the width of the widest line in half-width characters (a Chinese one is two)."""
    if text.isascii() and "\n" not in text:
        return len(text)
    return max(len(line) + sum(char > "\u02ff" for char in line) for line in text.split("\n"))


def line_count(text: str, room: float) -> int:
    """Return the number of lines of the text in a column of `room` half-width characters."""
    most = max(int(room), 1)
    return sum(
        1 if text_width(line) <= most else _wrapped_count(line, most) for line in text.split("\n")
    )


def _wrapped_count(line: str, room: int) -> int:
    """Return the number of lines of one paragraph, without breaking numbers or words."""
    count, used = 1, 0
    for piece in _PIECES.findall(line):
        wide = text_width(piece)
        if used and used + wide > room:
            count, used = count + 1, 0
        used += wide
        if used > room:
            count, used = count + (used - 1) // room, (used - 1) % room + 1
    return count


def two_lines(text: str, room: float) -> str:
    """Return a heading broken into two lines of similar length where it exceeds `room`."""
    half = (len(text) + 1) // 2
    return text if text_width(text) <= room else f"{text[:half]}\n{text[half:]}"
