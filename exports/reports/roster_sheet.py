"""P: the roster of volunteers, one row each, in a file of its own; masked by default.

Its headings are the declared labels and its first column is the record's number, so that the file
can be imported again: hidden values count as not supplied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.draft_mark import with_draft_title
from exports.sheet import sheet_of
from storage.intake.vocabulary.header_words import RECORD_NUMBER
from storage.masking.outgoing_rows import NAMED_FROM
from storage.model.tables.volunteer import VOLUNTEERS
from storage.store.listing import count, every

if TYPE_CHECKING:
    from exports.reports.report_context import ReportContext
    from exports.sheet import Sheet


_HIDDEN = {
    True: (
        f"不列证件号码，出生日期只到年，电话只留前三位，不满 {NAMED_FROM} 周岁的人只留姓氏；"
        "隐去的（带星号或写作“某某”）不会覆盖台账。"
    ),
    False: "",
}


def sheet(context: ReportContext) -> Sheet:
    """Build the roster of the cut-off day."""
    people = context.measured["V01"].part.query(context.quarter)
    roster = sheet_of(
        VOLUNTEERS,
        every(context.store, people),
        tuple(VOLUNTEERS.by_name),
        context.outgoing,
        name="P 志愿者名册",
        title=f"{context.title}附册：志愿者名册（{context.privacy_word}）",
        size=count(context.store, people),
        notes=(
            f"截至{context.cut_off}在册的志愿者。{_HIDDEN[context.masked]}改动后可原样导回台账："
            f"请保留表头和“{RECORD_NUMBER}”一列。",
        ),
    )
    return with_draft_title(roster) if context.draft else roster
