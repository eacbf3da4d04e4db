"""W07: the projects each organization published this year, and the number due (通知二·1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.reports.ledger_sheets import TICK
from exports.sheet import COUNTER, Count, Heading, Proof, Sheet, headings_of
from storage.counting.rules.project_publication import publication_counts
from storage.model.tables.organization import ORGANIZATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exports.reports.report_context import ReportContext
    from exports.sheet import Line
    from storage.counting.rules.project_publication import PublicationCount

NAME = "W07 组织年度项目达标"
MARKED = ("P02", "P03", "P04", "P05", "O07")
BASE = "P02母"
HEADINGS = (
    COUNTER,
    *headings_of(ORGANIZATIONS, ("name", "leader")),
    Heading("平台发布项目", "right", least=8),
    Heading("活动场次", "right", least=8),
    Heading("应发布", "right", least=8),
    Heading("差额", "right", least=8),
    Heading("进度", "center", least=8),
    Heading("当年新成立", "center", least=8),
    *(Heading(code, "center", least=6) for code in (*MARKED, BASE)),
)


def sheet(context: ReportContext) -> Sheet:
    """Build the sheet of organizations with their counts of published projects."""
    counts = list(publication_counts(context.store, context.quarter))
    policy = context.counting.policy
    ticked = "，".join(f"{code} {context.measured[code].label}" for code in MARKED)
    return Sheet(
        name=NAME,
        title=f"{context.county}{context.quarter.year}年志愿服务组织项目发布达标情况",
        notes=(
            f"每个组织每年通过平台发布并直接招募不少于 {policy.projects_a_year} 场；"
            f"截至{context.cut_off}按年累计，前三季度为进度。画“{TICK}”的计入：{ticked}；"
            f"{BASE} 为应达标的组织。",
        ),
        headings=HEADINGS,
        rows=list(_lines(context, counts)),
        size=len(counts),
        frozen_columns=2,
        proofs=(
            Proof("P02", "P02", TICK, "numerator"),
            Proof("P02", BASE, TICK, "denominator"),
            Proof("P03", "P03", TICK, "numerator"),
            Proof("P04", "P04", TICK),
            Proof("P05", "P05", TICK),
            Proof("O07", "O07", TICK, "numerator"),
        ),
    )


def _lines(context: ReportContext, counts: list[PublicationCount]) -> Iterator[Line]:
    marks = [
        context.numbers(selection)
        for selection in (
            *(context.measured[code].part for code in MARKED),
            context.measured["P02"].whole,
        )
    ]
    for number, one in enumerate(counts, 1):
        yield (
            number,
            one.name,
            one.leader,
            Count(one.projects),
            Count(one.events),
            Count(one.needed),
            Count(one.lacking),
            one.status_text,
            "是" if one.new else "否",
            *(TICK if one.organization in mark else None for mark in marks),
        )
