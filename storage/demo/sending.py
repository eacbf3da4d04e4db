"""The sample county's sendings: a mail account that is switched off, and a quarter sent before."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from storage.tables.dispatch import ACCEPTED, COPIED, CORRECTIONS, DISPATCHES, Correction, Dispatch
from storage.tables.mail import MAIL_ACCOUNTS, MailAccount

if TYPE_CHECKING:
    from storage.edit import Edit
    from storage.period import Quarter


ACCOUNT = MailAccount(
    sender="renhe-youth@example.com",
    sender_name="共青团仁和区委（示例）",
    host="smtp.example.com",
    recipients="zhiyuan@city.example.com",
)


def add_sendings(edit: Edit, quarter: Quarter) -> None:
    """What was sent for the quarter before, what the city answered, and what became of it."""
    edit.save(MAIL_ACCOUNTS, ACCOUNT)
    before = quarter.previous
    sent = before.cut_off + timedelta(days=6)
    files = (f"{before}_仁和区_{what}" for what in ("季度报表.xlsx", "季度报告.pdf"))
    made = Dispatch(
        quarter=str(before),
        sent_on=sent,
        sent_at="15:20",
        channel=COPIED,
        recipients="共青团攀枝花市委员会（QQ 工作群）",
        files="\n".join(files),
        receipt="已收，示例",
        received_on=sent + timedelta(days=1),
    )
    found = Correction(
        quarter=str(before),
        dispatch=edit.save(DISPATCHES, made),
        sheet="W03 组织台账",
        cell="M7",
        row="攀西示例学院青年志愿服务大队",
        item="成员数",
        ours="62",
        theirs="68",
        decision=ACCEPTED,
        decided_on=sent + timedelta(days=2),
        done_on=sent + timedelta(days=2),
    )
    edit.save(CORRECTIONS, found)
