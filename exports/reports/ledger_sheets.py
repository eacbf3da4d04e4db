"""The small ledgers in the workbook: every record, ticked for each figure that counts it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from exports.sheet import COUNTER, Heading, Proof, Sheet, cell_reader, headings_of
from storage.counting.figure_numbers import WHETHER
from storage.model.tables import (
    ACTIVITIES,
    AWARDS,
    CHARTERS,
    EXCHANGES,
    FUNDS,
    INCENTIVES,
    INCUBATIONS,
    INSURANCE_POLICIES,
    MEETINGS,
    NEEDS,
    PARTNERSHIPS,
    POLICY_DOCUMENTS,
    PROJECTS,
    PUBLICITIES,
    PURCHASES,
    SITES,
    STAR_GRANTS,
    TALENTS,
    WEST_VOLUNTEERS,
)
from storage.store.listing import Query, every

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from exports.reports.report_context import ReportContext
    from exports.sheet import Line, Value
    from storage.counting.indicators import MeasuredIndicator
    from storage.model.schema import Table
    from storage.store.listing import Row

TICK = "√"
COUNTED, BASE = "", "母"  # suffix of a column's code: counted records, base of the share
LEFT_OUT = ("note", "phone")  # columns for the office alone
_COLUMN = re.compile(r"(?:ifnull\()?t\.(\w+)(?:, 0\))?")  # a sum over one column alone


@dataclass(frozen=True, slots=True)
class Ledger:
    """One ledger's sheet: its name, its table, and the day by which a record is in the quarter."""

    name: str
    table: Table[Any]
    day: str = ""


LEDGERS = (
    Ledger("W06 项目活动", PROJECTS, "started_on"),
    Ledger("W06.1 活动场次", ACTIVITIES, "held_on"),
    Ledger("W08.1 星级认定", STAR_GRANTS),
    Ledger("W10 社工人才", TALENTS),
    Ledger("W10.1 西部计划", WEST_VOLUNTEERS, "started_on"),
    Ledger("W13.1 表彰奖励", AWARDS, "awarded_on"),
    Ledger("W13.2 激励应用", INCENTIVES, "applied_on"),
    Ledger("W13.3 宣传与作品", PUBLICITIES, "published_on"),
    Ledger("W13.4 交流协作", EXCHANGES, "held_on"),
    Ledger("W14.1 阵地与场地", SITES, "opened_on"),
    Ledger("W14.2 社区需求", NEEDS, "collected_on"),
    Ledger("W14.3 经费", FUNDS, "happened_on"),
    Ledger("W14.4 购买服务", PURCHASES, "signed_on"),
    Ledger("W14.5 保险保单", INSURANCE_POLICIES, "from_on"),
    Ledger("W14.6 社会组织培育", INCUBATIONS, "started_on"),
    Ledger("W14.7 伙伴结对", PARTNERSHIPS, "paired_on"),
    Ledger("W15 协会会议", MEETINGS, "held_on"),
    Ledger("W15.1 章程规定", CHARTERS, "from_on"),
    Ledger("W15.2 制度文件", POLICY_DOCUMENTS, "issued_on"),
)
BY_TABLE = {one.table.name: one for one in LEDGERS}


def sheets(context: ReportContext, prefix: str) -> Iterator[Sheet]:
    """Yield the ledgers of a code and its sub-codes; empty sub-ledgers are left out."""
    for ledger in LEDGERS:
        code = ledger.name.partition(" ")[0]
        if code == prefix or code.startswith(f"{prefix}."):
            built = sheet(context, ledger)
            if built.size or code == prefix:
                yield built


def sheet(context: ReportContext, ledger: Ledger) -> Sheet:
    """Build the sheet of one ledger with its columns of ticks."""
    table = ledger.table
    names = [
        name
        for name in table.shown
        if name not in LEFT_OUT and (name in table.by_name or table.shown[name].kind.numeric)
    ]
    marks = [mark for one in _indicators_of(context, table) for mark in tick_columns(context, one)]
    rows = _rows(context, ledger, marks)
    return Sheet(
        name=ledger.name,
        title=f"{context.county}{table.label}台账（截至{context.cut_off}）",
        notes=tick_notes(marks),
        headings=(
            COUNTER,
            *headings_of(table, names),
            *(Heading(mark.label, "center", least=6) for mark in marks),
        ),
        rows=list(_lines(rows, cell_reader(table, names, context.open_outgoing), marks)),
        size=len(rows),
        frozen_columns=2,
        proofs=tuple(tick_proofs(marks, names)),
    )


@dataclass(frozen=True, slots=True)
class TickColumn:
    """A column that ticks the records of one part of a figure."""

    measured: MeasuredIndicator
    kind: str
    ids: frozenset[int]

    @property
    def label(self) -> str:
        """The heading of the column."""
        return self.measured.code + self.kind


def _rows(context: ReportContext, ledger: Ledger, marks: Sequence[TickColumn]) -> list[Row[Any]]:
    """Return the records dated by the cut-off; a record without a date is included."""
    cut_off, day = context.quarter.cut_off, ledger.day
    counted = frozenset[int]().union(*(mark.ids for mark in marks))
    return [
        row
        for row in every(context.store, Query(ledger.table, on=cut_off, order=day))
        if not day or (row.value(day) or cut_off) <= cut_off or row.record.id in counted
    ]


def _indicators_of(context: ReportContext, table: Table[Any]) -> list[MeasuredIndicator]:
    return [
        one
        for one in context.measured.values()
        if one.indicator.table is table and not one.indicator.share_of_target
    ]


def tick_columns(context: ReportContext, one: MeasuredIndicator) -> Iterator[TickColumn]:
    """Yield the tick columns of a figure: what it counts, and the base of a share."""
    yield TickColumn(one, COUNTED, context.numbers(one.part))
    if one.whole is not None:
        yield TickColumn(one, BASE, context.numbers(one.whole))


def tick_notes(marks: Sequence[TickColumn]) -> tuple[str, ...]:
    """Return the note that explains the tick columns, if there are any."""
    explained = [f"{mark.label} {mark.measured.label}" for mark in marks if mark.kind == COUNTED]
    if not explained:
        return ()
    base = "；编号后带“母”的是该比率的分母" if any(mark.kind == BASE for mark in marks) else ""
    return (f"画“{TICK}”的计入该项指标：{'，'.join(explained)}{base}。",)


def _lines(
    rows: Sequence[Row[Any]],
    read: Callable[[Row[Any]], tuple[Value, ...]],
    marks: Sequence[TickColumn],
) -> Iterator[Line]:
    for number, row in enumerate(rows, 1):
        ticks = (TICK if row.record.id in mark.ids else None for mark in marks)
        yield (number, *read(row), *ticks)


def tick_proofs(marks: Sequence[TickColumn], names: Sequence[str]) -> Iterator[Proof]:
    """Yield the proofs of figures by ticks; a sum is proved where its column is on the sheet."""
    for mark in marks:
        one, indicator = mark.measured, mark.measured.indicator
        if indicator.unit == WHETHER or (indicator.amount and one.whole is not None):
            continue
        if mark.kind == BASE:
            yield Proof(one.code, mark.label, TICK, "denominator")
        elif one.whole is not None:
            yield Proof(one.code, mark.label, TICK, "numerator")
        elif not indicator.amount:
            yield Proof(one.code, mark.label, TICK)
        elif (found := _COLUMN.fullmatch(indicator.amount)) and found[1] in names:
            label = indicator.table.shown[found[1]].label
            yield Proof(one.code, mark.label, TICK, amount=label)
