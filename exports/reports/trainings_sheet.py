"""W09 and W09.1: the year's trainings, and their sums by category."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from exports.sheet import (
    COUNTER,
    Count,
    Heading,
    Proof,
    Sheet,
    Total,
    cell_reader,
    heading,
    headings_of,
)
from storage.model.tables.training import TRAINING_CATEGORY, TRAININGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from exports.reports.report_context import ReportContext
    from exports.sheet import Line, Value
    from storage.store.listing import Row

NAMES = (
    "name", "category", "content", "held_on", "ended_on", "hours", "place", "organiser",
    "trainer", "base", "people", "cost",
)  # fmt: skip
HOURS, PEOPLE = (TRAININGS.shown[name].label for name in ("hours", "people"))
THIS_QUARTER = Heading("属本季", "center")


def ledger(context: ReportContext) -> Sheet:
    """Build W09, the trainings of the year up to the cut-off."""
    rows = context.rows(context.measured["T05"].part, order="held_on")
    return Sheet(
        name="W09 培训",
        title=f"{context.county}{context.quarter.year}年青年志愿者培训台账",
        notes=(
            f"1月1日至{context.cut_off}开始的培训；“属本季”的计入本季数，全部计入本年累计。"
            "参训人数为该场名单上由本县统计的人数，各场相加为人次。",
        ),
        headings=(COUNTER, *headings_of(TRAININGS, NAMES), THIS_QUARTER),
        rows=list(_lines(context, rows)),
        size=len(rows),
        frozen_columns=2,
        proofs=(
            Proof("T01", THIS_QUARTER.label, "是"),
            Proof("T03", THIS_QUARTER.label, "是", amount=PEOPLE),
            Proof("T04", THIS_QUARTER.label, "是", amount=HOURS),
            Proof("T05", COUNTER.label, ">0"),
            Proof("T07", COUNTER.label, ">0", amount=PEOPLE),
            Proof("T08", COUNTER.label, ">0", amount=HOURS),
        ),
    )


def _lines(context: ReportContext, rows: Sequence[Row[Any]]) -> Iterator[Line]:
    in_quarter, attendees_of = _this_quarter(context), _attendees(context)
    read = cell_reader(TRAININGS, NAMES, context.open_outgoing)
    place = NAMES.index("people")
    for number, row in enumerate(rows, 1):
        shown = [*read(row)]
        shown[place] = Count(len(attendees_of[row.record.id]))
        yield (number, *shown, "是" if row.record.id in in_quarter else "否")
    if rows:
        people = sum(len(attendees_of[row.record.id]) for row in rows)
        sums = {"hours": _hours(rows), "people": Count(people)}
        cells = (sums.get(name) for name in NAMES[1:])
        quarter = sum(row.record.id in in_quarter for row in rows)
        yield Total(("", f"合计 {len(rows)} 场", *cells, f"{quarter} 场"))


def _this_quarter(context: ReportContext) -> frozenset[int]:
    return context.numbers(context.measured["T01"].part)


def _hours(rows: Sequence[Row[Any]]) -> float:
    return float(sum(row.record.hours for row in rows)) / 60


SPANS = ("本季", "累计")
SUMS = ("场次", "人数", "人次", "学时")


def categories(context: ReportContext) -> Sheet:
    """Build W09.1: trainings, people, attendances and hours of each category."""
    heads = [Heading(f"{span}{word}", "right") for span in SPANS for word in SUMS]
    return Sheet(
        name="W09.1 培训分类",
        title=f"{context.county}{context.quarter.year}年青年志愿者培训分类统计",
        notes=(
            f"“累计”为1月1日至{context.cut_off}。"
            "人数按人去重，一人参加几类、几场，合计中只计一次，故各类人数之和不等于合计。",
        ),
        headings=(heading(TRAININGS.by_name["category"]), *heads),
        rows=list(_category_lines(context)),
        size=len(TRAINING_CATEGORY.choices),
    )


def _category_lines(context: ReportContext) -> Iterator[Line]:
    year = context.rows(context.measured["T05"].part)
    in_quarter = _this_quarter(context)
    quarter = [row for row in year if row.record.id in in_quarter]
    people = _attendees(context)
    for category in TRAINING_CATEGORY.choices:
        mine = [
            [one for one in rows if one.record.category == category] for rows in (quarter, year)
        ]
        yield (category, *(cell for rows in mine for cell in _sums(rows, people)))
    both = (cell for rows in (quarter, year) for cell in _sums(rows, people))
    yield Total(("合计", *both))


def _attendees(context: ReportContext) -> Mapping[int, list[int]]:
    """Return the ids of the volunteers who attended each training."""
    attendees: dict[int, list[int]] = defaultdict(list)
    for row in context.rows(context.measured["T07"].part):
        attendees[row.record.training].append(row.record.volunteer)
    return attendees


def _sums(rows: Sequence[Row[Any]], people: Mapping[int, list[int]]) -> Iterator[Value]:
    attended = [person for row in rows for person in people.get(row.record.id, ())]
    yield from (
        Count(len(rows)),
        Count(len(set(attended))),
        Count(len(attended)),
        _hours(rows),
    )
