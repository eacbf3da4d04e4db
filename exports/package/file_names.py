"""Names of a package's files, and the record of a written one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from exports.draft_mark import DRAFT_WORD
from exports.files import safe_name, sha256_of

if TYPE_CHECKING:
    from pathlib import Path

    from exports.reports.report_context import ReportContext

LIST_NAME = "校验清单.txt"
LIST, BOOK, REPORT, ANNEX, LETTER, ARCHIVE, MAIL = (
    "校验清单", "季度报表", "季度报告", "附册：志愿者名册", "报送函", "报送包", "报送邮件",
)  # fmt: skip

ANNEX_FILE = "附册_志愿者名册"


@dataclass(frozen=True, slots=True)
class Written:
    """A written file: its path, kind, SHA-256 and size in bytes."""

    path: Path
    what: str
    sha256: str
    size: int


def package_file_name(context: ReportContext, what: str, suffix: str) -> str:
    """Return the file name with quarter, county, and the sealed version or the draft mark."""
    draft = f"{DRAFT_WORD}_" if context.draft else ""
    version = f"_第{context.sealed.seal.version}版" if context.sealed else ""
    return safe_name(f"{context.quarter}_{context.county}_{draft}{what}{version}{suffix}")


def written_file(path: Path, what: str) -> Written:
    """Return the record of a file that exists, with its hash and size computed."""
    return Written(path, what, sha256_of(path), path.stat().st_size)
