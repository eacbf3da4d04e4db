"""Compare the printed papers with the package: file list, hashes, and the figures' checksum."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pypdfium2

from exports.draft_mark import NOTICE
from exports.package.checksums import SHOWN
from exports.package.finding import Finding
from exports.reports.fingerprint import short_digest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from exports.package.hidden_sheet import Hidden

_COUNT = re.compile(r"等(\d+)个文件")
_MARK = re.compile(r"报表数据校验码：([0-9a-f]{4}(?:-[0-9a-f]{4}){2})")
_SUFFIX = re.compile(r"\.(?:xlsx|xls|docx|doc|pdf|zip|txt|csv|eml)", re.I)
_HYPHEN = re.compile("[\x02\ufffe]")  # what PDFium returns for a hyphen at the end of a line
MOST = 5  # page numbers in a sentence


def pages_of(file: Path) -> list[str] | None:
    """Return the text of each page without white space; None where the PDF cannot be read."""
    try:
        document = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError:
        return None
    try:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return ["".join(_HYPHEN.sub("-", text).split()) for text in texts]


def letter_findings(letter: Path, files: Mapping[str, str], known: Hidden | None) -> list[Finding]:
    """Compare the letter's count, names, hashes and checksum with the files and the figures."""
    pages = pages_of(letter)
    if pages is None:
        return [Finding("letter", letter.name, "打不开，可能已损坏")]
    text = "".join(pages)
    count = _COUNT.search(text)
    found = []
    if count is None or int(count[1]) != len(files):
        claim = f"函上写 {count[1]} 个文件" if count else "函上没有写几个文件"
        found.append(f"{claim}，随函的是 {len(files)} 个")
    table = text.partition(f"前{SHOWN}位）")[2].partition("报表数据校验码")[0]
    for number, (name, sha256) in enumerate(files.items(), 1):
        row = f"{number}{_name_pattern(name)}" + r"[\d.,]+[KM]B" + sha256[:SHOWN]
        if not re.search(row, table):
            found.append(f"函上印的《{name}》的 SHA-256 与文件不符，或没有印")
    if len(_SUFFIX.findall(table)) != len(files):
        found.append("函上列的文件与随函的不同")
    mark = _MARK.search(text)
    if known is not None and (mark is None or mark[1] != short_digest(known.digest)):
        found.append("函上印的报表数据校验码与报表不一致")
    return [Finding("letter", letter.name, one) for one in found] or [
        Finding("good", letter.name, f"列的 {len(files)} 个文件、SHA-256 前{SHOWN}位与文件一致")
    ]


def _name_pattern(name: str) -> str:
    """Return a pattern for a printed name: no spaces, and a code for what no face can draw."""
    return "".join(f"(?:{re.escape(c)}|〔U\\+{ord(c):04X}〕)" for c in name if not c.isspace())


def report_findings(file: Path, known: Hidden) -> Finding:
    """Check that every page of the report prints the checksum of the workbook's figures."""
    wanted, pages = short_digest(known.digest), pages_of(file)
    if pages is None:
        return Finding("figures", file.name, "报告打不开，可能已损坏")
    lacking = [number for number, text in enumerate(pages, 1) if wanted not in text]
    if lacking or not pages:
        return Finding("figures", file.name, f"第 {_page_numbers(lacking)} 页的校验码与报表不一致")
    return Finding("good", file.name, f"每页都印着校验码 {wanted}，与报表一致")


def draft_mark_findings(file: Path, *, draft: bool) -> list[Finding]:
    """Return a finding where pages lack the draft notice, or print it in a sealed package."""
    pages = pages_of(file) or []
    odd = [n for n, text in enumerate(pages, 1) if ("".join(NOTICE.split()) in text) != draft]
    if not odd:
        return []
    claim = "没有印草稿，可这个包是草稿" if draft else "印着草稿，可这个包说是封存的"
    return [Finding("figures", file.name, f"第 {_page_numbers(odd)} 页{claim}")]


def _page_numbers(numbers: Sequence[int]) -> str:
    return "、".join(map(str, numbers[:MOST]))
