"""Reports sent to the city, the city's answers, and the corrections that follow from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.errors import Problem
from storage.model.kinds import COUNT, DATE, NOTE, TEXT, YES_NO, choice, link
from storage.model.record import record
from storage.model.schema import Table, column

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

COPIED, DRAFTED, MAILED, OTHER = "复制文件", "邮件草稿", "邮件发送", "其他"
OPEN, ACCEPTED, REFUSED = "待定", "接受", "不接受"


@record(frozen=True, kw_only=True, slots=True)
class Dispatch:
    """One sending of a quarter's files."""

    id: int | None = None
    quarter: str = column(TEXT, "报送季度", required=True, hint="2026Q3")
    version: int | None = column(COUNT, "封存版本", hint="没有封存就报送的，空着")
    draft: bool | None = column(YES_NO, "草稿", hint="没有封存就发出去的，不算报送")
    sent_on: date = column(DATE, "报送日期", required=True)
    sent_at: str | None = column(TEXT, "报送时刻", hint="15:30")
    channel: str = column(choice(COPIED, DRAFTED, MAILED, OTHER), "报送方式", required=True)
    recipients: str = column(NOTE, "报送给", required=True)
    files: str | None = column(NOTE, "报送的文件", hint="一行一个，后面是它的 SHA-256")
    receipt: str | None = column(NOTE, "回执")
    received_on: date | None = column(DATE, "回执日期")
    returned_on: date | None = column(DATE, "退回日期")
    return_note: str | None = column(NOTE, "退回原因")
    note: str | None = column(NOTE, "备注")


def reported(row: str) -> str:
    """Return the SQL condition that a sending, aliased `row`, counts as a report.

    Drafts of papers do not count, nor do drafted mails without an answer.
    """
    answered = f"coalesce({row}.receipt, {row}.received_on, {row}.returned_on) IS NOT NULL"
    return f"{row}.draft IS NOT 1 AND ({row}.channel <> '{DRAFTED}' OR {answered})"


def _check(one: Dispatch) -> Iterator[Problem]:
    for name in ("received_on", "returned_on"):
        day = getattr(one, name)
        if day and day < one.sent_on:
            yield Problem(name, f"{DISPATCHES.by_name[name].label}早于报送那天")


DISPATCHES: Table[Dispatch] = Table(
    Dispatch,
    name="dispatch",
    label="报送记录",
    unit="次",
    title="quarter",
    search=("quarter", "recipients", "note"),
    indexes=(("quarter", "sent_on"),),
    check=_check,
)


@record(frozen=True, kw_only=True, slots=True)
class Correction:
    """One cell in which the city's answer differs from what was sent."""

    id: int | None = None
    quarter: str = column(TEXT, "更正季度", required=True)
    dispatch: int | None = column(link("dispatch"), "哪次报送")
    sheet: str = column(TEXT, "所在工作表", required=True)
    cell: str = column(TEXT, "单元格", required=True)
    row: str | None = column(TEXT, "哪一行")
    item: str | None = column(TEXT, "哪一项")
    ours: str | None = column(NOTE, "我们报的")
    theirs: str | None = column(NOTE, "市里改的")
    decision: str = column(choice(OPEN, ACCEPTED, REFUSED), "处理意见", default=OPEN)
    decided_on: date | None = column(DATE, "处理日期")
    done_on: date | None = column(DATE, "台账改好日期")
    note: str | None = column(NOTE, "处理说明")


CORRECTIONS = Table(
    Correction,
    name="correction",
    label="更正事项",
    title="item",
    search=("item", "row", "ours", "theirs"),
    indexes=(("quarter", "decision"),),
)
