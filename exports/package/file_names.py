"""What the files of a package are called, and what is known of one that was written."""

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
    """One file that was written."""

    path: Path
    what: str
    sha256: str
    size: int


def named(context: ReportContext, what: str, suffix: str) -> str:
    """The name of a file of the quarter's package: which sealed version it is, or a draft."""
    draft = f"{DRAFT_WORD}_" if context.draft else ""
    version = f"_第{context.sealed.seal.version}版" if context.sealed else ""
    return safe_name(f"{context.quarter}_{context.county}_{draft}{what}{version}{suffix}")


def written(path: Path, what: str) -> Written:
    """What is known of a file that is there now."""
    return Written(path, what, sha256_of(path), path.stat().st_size)
