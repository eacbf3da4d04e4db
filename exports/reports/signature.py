"""The signature of a quarter's papers: office, date, and room for the seal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.draft_mark import NO_SEAL
from exports.pdf.signature_block import SignatureBlock

if TYPE_CHECKING:
    from exports.reports.report_context import ReportContext


def signature_block(context: ReportContext) -> SignatureBlock:
    """Return the signature block; a draft has no room for the seal."""
    name, day = context.office.name, context.made_on
    date = f"{day.year}年{day.month}月{day.day}日"
    return SignatureBlock(name, date, hint=NO_SEAL) if context.draft else SignatureBlock(name, date)
