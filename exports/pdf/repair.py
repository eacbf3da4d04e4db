"""What reportlab 5.1 gets wrong for Chinese, put right once.

Its ToUnicode map writes a character beyond the BMP with five hexadecimal digits; readers take the
first four, so 张𬭎 is drawn well but is copied and searched as 张Ⲵ. The format wants UTF-16, in
blocks of at most a hundred entries. Page streams are also left as binary: the text form of older
printers makes every file a quarter larger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab import rl_config
from reportlab.pdfbase import ttfonts

if TYPE_CHECKING:
    from collections.abc import Sequence

BLOCK = 100


def to_unicode_map(fontname: str, subset: Sequence[int]) -> str:
    """Say in PDF's words which character each code of a font subset stands for."""
    entries = [f"<{code:02X}> <{utf16(char)}>" for code, char in enumerate(subset)]
    lines = [
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap", "/CIDSystemInfo",
        f"<< /Registry ({fontname})", f"/Ordering ({fontname})", "/Supplement 0", ">> def",
        f"/CMapName /{fontname} def", "/CMapType 2 def",
        "1 begincodespacerange", f"<00> <{len(subset) - 1:02X}>", "endcodespacerange",
    ]  # fmt: skip
    for first in range(0, len(entries), BLOCK):
        block = entries[first : first + BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


def utf16(code: int) -> str:
    """Write one character as UTF-16 in hexadecimal."""
    return chr(code).encode("utf-16-be", "surrogatepass").hex().upper()


def repair_reportlab() -> None:
    """Replace the two habits; every document made afterwards profits."""
    ttfonts.makeToUnicodeCMap = to_unicode_map
    rl_config.useA85 = 0
