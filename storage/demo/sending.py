"""The sample county's sendings: a mail account that is switched off, and a quarter sent before."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from storage.tables.dispatch import ACCEPTED, COPIED, CORRECTIONS, DISPATCHES, Correction, Dispatch
from storage.tables.mail import MAIL_ACCOUNTS, MailAccount

if TYPE_CHECKING:
    from storage.edit import Edit
    from storage.period import Quarter


def add_sendings(edit: Edit, quarter: Quarter) -> None:
    """What was sent for the quarter before, what the city answered, and what became of it."""
    edit.save(
        MAIL_ACCOUNTS,
        MailAccount(
            sender="renhe-youth@example.com",
            sender_name="共青团仁和区委（示例）",
            host="smtp.example.com",
            recipients="zhiyuan@city.example.com",
        ),
    )
    before = quarter.previous
    sent = before.cut_off + timedelta(days=6)
    number = edit.save(
        DISPATCHES,
        Dispatch(
            quarter=str(before),
            sent_on=sent,
            sent_at="15:20",
            channel=COPIED,
            recipients="共青团攀枝花市委员会（QQ 工作群）",
            files=f"{before}_仁和区_季度报表.xlsx\n{before}_仁和区_季度报告.pdf",
            receipt="已收，示例",
            received_on=sent + timedelta(days=1),
        ),
    )
    edit.save(
        CORRECTIONS,
        Correction(
            quarter=str(before),
            dispatch=number,
            sheet="W03 组织台账",
            cell="L7",
            row="攀西示例学院青年志愿服务大队",
            item="成员数",
            ours="62",
            theirs="68",
            decision=ACCEPTED,
            decided_on=sent + timedelta(days=2),
            done_on=sent + timedelta(days=2),
        ),
    )
