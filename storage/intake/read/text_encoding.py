"""Decode text: the encoding is decided once, on all bytes, and never by likelihood.

Detectors call short GBK files Korean; one name of two characters is valid in several encodings,
a whole roster in one only.
"""

from __future__ import annotations

import codecs
import re

from storage.errors import UserError
from storage.intake.read.raw_book import EncodingUnclear
from storage.intake.read.reader_source import UNCLEAR_ENCODING

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
FEW = 10  # characters beyond ASCII: fewer may pass for another encoding by chance


def decode(
    data: bytes, named: str | None, warnings: list[str], *, hint: str | None = None
) -> tuple[str, str]:
    """Return text and encoding: `named` by the clerk, else by BOM, UTF-8, GB18030.

    `hint` is what the file says of itself; it counts where there is too little text to tell.
    """
    if named:
        return _as_named(data, named, warnings)
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strict(data, (encoding,))
    wide = _utf_16_without_mark(data)
    if wide:
        return _strict(data, (wide,))
    return _by_trial(data, _codec_name(hint), warnings)


def _as_named(data: bytes, named: str, warnings: list[str]) -> tuple[str, str]:
    try:
        encoding = codecs.lookup(named).name
        text = data.decode(encoding, errors="replace")
    except LookupError:
        raise UserError(f"不能按编码「{named}」读取：没有这种编码。") from None
    lost = text.count("\ufffd")
    if lost:
        warnings.append(f"按编码「{named}」读取时有 {lost} 处文字认不出来，显示为 \ufffd。")
    return text.removeprefix("\ufeff"), encoding


def _by_trial(data: bytes, hint: str | None, warnings: list[str]) -> tuple[str, str]:
    few = len(re.findall(rb"[\x80-\xff]", data)) < 3 * FEW
    order = [hint, "utf-8", "gb18030"] if hint and few else ["utf-8", hint, "gb18030"]
    text, encoding = _strict(data, tuple(one for one in order if one))
    if few and not text.isascii() and not hint and _fits(data, "gb18030") and encoding == "utf-8":
        warnings.append("文字太少，编码是按 UTF-8 认的；如有乱码，请换一种编码重读。")
    return text, encoding


def _strict(data: bytes, encodings: tuple[str, ...]) -> tuple[str, str]:
    for encoding in encodings:
        if _fits(data, encoding):
            return data.decode(encoding), encoding
    raise EncodingUnclear(UNCLEAR_ENCODING)


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _utf_16_without_mark(data: bytes) -> str | None:
    """Return the UTF-16 of a text with no BOM by its zero bytes, all on one side; else None."""
    if len(data) % 2 or data.count(0) < len(data) / 50:
        return None
    even, odd = data[::2].count(0), data[1::2].count(0)
    if odd > 20 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 20 * odd else None


def _codec_name(hint: str | None) -> str | None:
    """Return the codec of a declared encoding, None if unknown; GB2312, GBK read as GB18030."""
    try:
        name = codecs.lookup(hint or "").name
    except LookupError:
        return None
    return "gb18030" if name in {"gb2312", "gbk", "hz"} else name
