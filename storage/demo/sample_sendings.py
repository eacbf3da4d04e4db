"""The sample county's sendings: a disabled mail account, and the quarter before as sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from storage.model.tables.dispatch import (
    ACCEPTED,
    COPIED,
    CORRECTIONS,
    DISPATCHES,
    OTHER,
    Correction,
    Dispatch,
)
from storage.model.tables.mail import MAIL_ACCOUNTS, MailAccount

if TYPE_CHECKING:
    from datetime import date

    from storage.model.period import Quarter
    from storage.store.edit import Edit


ACCOUNT = MailAccount(
    sender="renhe-youth@example.com",
    sender_name="共青团仁和区委（示例）",
    host="smtp.example.com",
    recipients="zhiyuan@city.example.com",
)


def add_sendings(edit: Edit, quarter: Quarter) -> None:
    """Add the sendings of the quarter before, the city's answer and the corrections."""
    edit.save(MAIL_ACCOUNTS, ACCOUNT)
    before = quarter.previous
    sent = before.cut_off + timedelta(days=6)
    back, again = sent + timedelta(days=1), sent + timedelta(days=2)
    files = (f"{before}_仁和区_{what}" for what in ("季度报表_第1版.xlsx", "季度报告_第1版.pdf"))
    first = Dispatch(
        quarter=str(before),
        version=1,
        sent_on=sent,
        sent_at="15:20",
        channel=COPIED,
        recipients="共青团攀枝花市委员会（QQ 工作群）",
        files="\n".join(files),
    )
    why = "示例：W03 有两处不一致"
    number = edit.save(DISPATCHES, replace(first, returned_on=back, return_note=why))
    edit.save(DISPATCHES, replace(first, sent_on=again, receipt="示例：已收", received_on=again))
    other = "仁和区委改革办（纸质件）"
    edit.save(DISPATCHES, replace(first, sent_on=again, channel=OTHER, recipients=other))
    _add_corrections(edit, str(before), number, again)


def _add_corrections(edit: Edit, quarter: str, dispatch: int, on: date) -> None:
    """Add two accepted corrections, one of them done."""
    done = Correction(
        quarter=quarter,
        dispatch=dispatch,
        sheet="W03 组织台账",
        cell="M7",
        row="攀西示例学院青年志愿服务大队",
        item="成员数",
        ours="62",
        theirs="68",
        decision=ACCEPTED,
        decided_on=on,
        done_on=on,
    )
    edit.save(CORRECTIONS, done)
    waiting = replace(done, cell="K9", item="负责人", ours="李文博", theirs="李文波", done_on=None)
    edit.save(CORRECTIONS, waiting)
