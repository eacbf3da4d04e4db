"""Check that the listed files form one package: each kind once, of one quarter and version."""

from __future__ import annotations

import re
import zipfile
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2

from exports.draft_mark import DRAFT_WORD
from exports.package.file_names import ANNEX_FILE, BOOK, LETTER, LIST_NAME, REPORT
from exports.package.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SUFFIXES = {BOOK: ".xlsx", REPORT: ".pdf", LETTER: ".pdf", ANNEX_FILE: ".xlsx"}
NEEDED = (BOOK, REPORT, LETTER)
_NAME = re.compile(
    rf"(?P<of>\d{{4}}Q[1-4]_.+?_)(?P<draft>{DRAFT_WORD}_)?"
    rf"(?P<what>{BOOK}|{REPORT}|{LETTER}|{ANNEX_FILE})(?:\([^()]+\))?"
    r"(?:_第(?P<version>\d+)版)?(?P<suffix>\.\w+)"
)
# Formats that contain other files; none of them occurs inside a workbook of ours
CONTAINERS = frozenset(
    (".zip", ".qzp", ".rar", ".7z", ".tar", ".gz", ".tgz", ".eml", ".xlsx", ".docx", ".pdf")
)


class ParsedName(NamedTuple):
    """The parts of a file's name: quarter and county (`of`), draft or version, and kind."""

    of: str
    draft: bool
    version: str
    what: str


def parse_name(file: str) -> ParsedName | None:
    """Parse a file's name; None where no file of a package is called so."""
    found = _NAME.fullmatch(file)
    if found is None or SUFFIXES[found["what"]] != found["suffix"]:
        return None
    return ParsedName(found["of"], bool(found["draft"]), found["version"] or "", found["what"])


def foreign_findings(files: Iterable[str]) -> Iterator[Finding]:
    """Yield a finding for each foreign, duplicate, mixed or missing file of the list."""
    seen: dict[str, ParsedName] = {}
    for file in files:
        name = parse_name(file)
        if name is None:
            yield Finding("list", file, "清单里有它，但它不是报送包该有的文件")
        elif name.what in seen:
            yield Finding("list", file, f"清单里有两份{name.what}")
        else:
            seen[name.what] = name
            if name[:3] != next(iter(seen.values()))[:3]:
                yield Finding("list", file, "和清单里别的文件不是同一季度、同一单位、同一版本的")
    for what in NEEDED:
        if what not in seen:
            yield Finding("list", LIST_NAME, f"清单里没有{what}")


def embedded_findings(file: Path) -> Iterator[Finding]:
    """Yield a finding where the file contains other files: a package within the package."""
    if file.suffix == ".pdf" and _attachments(file):
        yield Finding("extra", file.name, "里面还附着别的文件，不是随包生成的")
    if not zipfile.is_zipfile(file):
        return
    try:
        with zipfile.ZipFile(file) as packed:
            names = packed.namelist()
    except (zipfile.BadZipFile, NotImplementedError):
        names = []
    holders = any(PurePath(name).suffix.lower() in CONTAINERS for name in names)
    ours = file.suffix == ".xlsx" and "[Content_Types].xml" in names
    if holders or not ours or any(PurePath(name).name == LIST_NAME for name in names):
        yield Finding("extra", file.name, "里面还夹着一个压缩包或别的文件，不是随包生成的")


def _attachments(file: Path) -> int:
    try:
        document = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError:
        return 0  # reported where the paper itself is read
    try:
        return int(document.count_attachments())
    finally:
        document.close()
