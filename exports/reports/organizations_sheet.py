"""W03 and W03.1: organizations on the cut-off day, and units that must have a brigade."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from exports.reports.ledger_sheets import TICK, tick_columns, tick_notes, tick_proofs
from exports.sheet import COUNTER, Count, Heading, Proof, Sheet, Total, cell_reader, headings_of
from storage.model.tables.organization import BRIGADE, ORGANIZATIONS
from storage.model.tables.unit import UNITS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exports.reports.ledger_sheets import TickColumn
    from exports.reports.report_context import ReportContext
    from exports.sheet import Line
    from storage.store.listing import Row

NAMES = (
    "name", "kind", "unit", "parent", "registration", "credit_code", "registered_on",
    "guiding_unit", "domain", "leader", "phone", "members", "league_members", "party_members",
    "platform_account", "platform_built_on", "sub_accounts", "backbone_team",
    "demonstration_post", "founded_on",
)  # fmt: skip
MARKED = ("O06", "O08", "O09", "S02", "N02")
SUMMED = ("members", "league_members", "party_members")
CIVIL_REGISTERED = Heading("民政注册有效", "center")
UNIT_NAMES = ("name", "kind", "parent", "duty", "counted_by")
HAS_BRIGADE, BRIGADES = Heading("已建大队", "center"), Heading("组织数", "right")


def ledger(context: ReportContext) -> Sheet:
    """Build W03, the ledger of organizations."""
    rows = context.rows(context.measured["O01"].part)
    marks = [mark for code in MARKED for mark in tick_columns(context, context.measured[code])]
    return Sheet(
        name="W03 组织台账",
        title=f"{context.county}青年志愿服务组织台账",
        notes=(
            f"截至{context.cut_off}已建立、未撤销的组织。人数取截止日前最近一次统计；"
            "一人可属多个组织，各组织人数之和不等于全县人数。",
            *tick_notes(marks),
        ),
        headings=(
            COUNTER,
            *headings_of(ORGANIZATIONS, NAMES, wide=20),
            CIVIL_REGISTERED,
            *(Heading(mark.label, "center", least=6) for mark in marks),
        ),
        rows=list(_lines(context, rows, marks)),
        size=len(rows),
        frozen_columns=2,
        remarks=tuple(_omission_notes(context, len(rows))),
        proofs=(
            Proof("O01", COUNTER.label, ">0"),
            Proof("O02", CIVIL_REGISTERED.label, "是"),
            *tick_proofs(marks, NAMES),
        ),
    )


def _lines(
    context: ReportContext, rows: Sequence[Row[Any]], marks: Sequence[TickColumn]
) -> Iterator[Line]:
    proven = context.numbers(context.measured["O02"].part)
    read = cell_reader(ORGANIZATIONS, NAMES, context.open_outgoing)
    for number, row in enumerate(rows, 1):
        ticks = (TICK if row.record.id in mark.ids else None for mark in marks)
        yield (number, *read(row), "是" if row.record.id in proven else "否", *ticks)
    sums = {name: Count(sum(row.value(name) or 0 for row in rows)) for name in SUMMED}
    if rows:
        rest = [""] * (1 + len(marks))
        yield Total(("", f"合计 {len(rows)} 个", *(sums.get(name) for name in NAMES[1:]), *rest))


def _omission_notes(context: ReportContext, listed: int) -> Iterator[str]:
    others = len(context.counting.judgements) - listed
    if others:
        yield f"另有 {others} 个组织所属单位由市里统计，未列入本表。"


def units(context: ReportContext) -> Sheet:
    """Build W03.1: units that must have a brigade, and encouraged ones that have a team."""
    measured = context.measured
    rows = [*context.rows(measured["O04"].whole), *context.rows(measured["O05"].part)]
    return Sheet(
        name="W03.1 建队单位",
        title=f"{context.county}志愿服务大队建设情况",
        notes=("必建单位全部列出，计入大队覆盖率；鼓励单位只列已有组织的，只报数。",),
        headings=(COUNTER, *headings_of(UNITS, UNIT_NAMES), HAS_BRIGADE, BRIGADES),
        rows=list(_unit_lines(context, rows)),
        size=len(rows),
        frozen_columns=2,
        listed=True,
    )


def _unit_lines(context: ReportContext, rows: Sequence[Row[Any]]) -> Iterator[Line]:
    there = [one.organization for one in context.counting.judgements]
    owners = [one.unit for one in there]
    with_brigade = {one.unit for one in there if one.kind == BRIGADE}
    read = cell_reader(UNITS, UNIT_NAMES, context.open_outgoing)
    for number, row in enumerate(rows, 1):
        has = "是" if row.record.id in with_brigade else "否"
        yield (number, *read(row), has, Count(owners.count(row.record.id)))
