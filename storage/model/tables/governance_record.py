"""Meetings, what charters ask for, and documents of policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.errors import Problem
from storage.model.kinds import COUNT, DATE, NOTE, TEXT, choice, link
from storage.model.record import record
from storage.model.schema import Table, column

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

MEETING_BODY = choice(
    "改革领导小组", "会员代表大会", "理事会", "常务理事会", "工作推进会", "其他",
    aliases={"领导小组": "改革领导小组", "会员大会": "会员代表大会", "推进会": "工作推进会"},
)  # fmt: skip


@record(frozen=True, kw_only=True, slots=True)
class Meeting:
    """One meeting that was held."""

    id: int | None = None
    topic: str = column(TEXT, "议题", required=True, synonyms=("会议名称", "会议内容", "主题"))
    body: str = column(MEETING_BODY, "会议类别", required=True, synonyms=("类别", "会议"))
    organization: int | None = column(
        link("organization"), "召开组织", synonyms=("组织",), hint="协会的会议选到那个协会"
    )
    held_on: date = column(DATE, "会议日期", required=True, synonyms=("日期", "召开日期"))
    people: int | None = column(COUNT, "到会人数", synonyms=("人数",))
    minutes_number: str | None = column(TEXT, "纪要文号", synonyms=("文号",))
    note: str | None = column(NOTE, "备注")


MEETINGS = Table(
    Meeting,
    name="meeting",
    label="会议",
    unit="次",
    title="topic",
    key=("topic", "body", "held_on"),
    search=("topic", "minutes_number"),
    through=("organization",),
    indexes=(("held_on",),),
)


@record(frozen=True, kw_only=True, slots=True)
class Charter:
    """How often an organization's charter has one of its bodies meet."""

    id: int | None = None
    organization: int = column(link("organization"), "组织", required=True, synonyms=("组织名称",))
    body: str = column(MEETING_BODY, "会议类别", required=True, synonyms=("类别", "会议"))
    every_months: int = column(COUNT, "间隔月数", required=True, hint="每几个月至少开一次，如 12")
    from_on: date = column(DATE, "起算日期", required=True, hint="从这天起数，如章程通过的日期")
    term_ends_on: date | None = column(DATE, "届满日期")
    note: str | None = column(NOTE, "备注")


def check_charter(charter: Charter) -> Iterator[Problem]:
    """An interval is some months."""
    if charter.every_months < 1:
        yield Problem("every_months", f"{CHARTERS.by_name['every_months'].label}至少是 1")


CHARTERS = Table(
    Charter,
    name="charter",
    label="章程规定",
    title="organization",
    key=("organization", "body"),
    through=("organization",),
    indexes=(("term_ends_on",),),
    check=check_charter,
)

DOCUMENT_KIND = choice(
    "改革领导小组", "激励办法", "任务分解方案", "纳入改革部署", "规划", "工作计划", "总结评估", "经验推广",
    "其他",
    aliases={"分解方案": "任务分解方案", "任务分解": "任务分解方案", "总结": "总结评估"},
)  # fmt: skip


@record(frozen=True, kw_only=True, slots=True)
class PolicyDocument:
    """A document that sets a rule, a plan or a task; with a number it counts as issued."""

    id: int | None = None
    title: str = column(TEXT, "文件标题", required=True, synonyms=("标题", "名称", "文件名称"))
    kind: str = column(DOCUMENT_KIND, "文件类别", required=True, synonyms=("类别",))
    number: str | None = column(TEXT, "文号", synonyms=("发文字号",))
    issued_on: date = column(DATE, "印发日期", required=True, synonyms=("日期", "发文日期"))
    issuer: str = column(TEXT, "制发单位", required=True, synonyms=("发文单位",))
    terms: str | None = column(NOTE, "主要条款", synonyms=("内容",))
    file_note: str | None = column(TEXT, "存放处", hint="原件在哪里")
    note: str | None = column(NOTE, "备注")


def check_document(document: PolicyDocument) -> Iterator[Problem]:
    """A document without a number does not yet count as issued."""
    if document.number is None:
        label = POLICY_DOCUMENTS.by_name["number"].label
        yield Problem("number", f"没有{label}，不算已经出台", warning=True)


POLICY_DOCUMENTS = Table(
    PolicyDocument,
    name="policy_document",
    label="制度文件",
    unit="份",
    title="title",
    key=("title", "issued_on"),
    search=("title", "number", "issuer"),
    indexes=(("kind",), ("issued_on",)),
    check=check_document,
)
