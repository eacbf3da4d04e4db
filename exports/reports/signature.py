"""Who signs a quarter's paper, on which day, and where the seal goes, if one does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.draft_mark import NO_SEAL
from exports.pdf.signature_block import SignatureBlock

if TYPE_CHECKING:
    from exports.reports.report_context import ReportContext


def signature(context: ReportContext) -> SignatureBlock:
    """The block below the text; a draft has no place for a seal."""
    name, day = context.office.name, context.made_on
    date = f"{day.year}年{day.month}月{day.day}日"
    return SignatureBlock(name, date, hint=NO_SEAL) if context.draft else SignatureBlock(name, date)
