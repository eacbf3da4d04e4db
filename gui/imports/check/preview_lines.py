"""The rows of a planned import as numbered lines, with their faults counted by kind (facets)."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from exports.annotate import faults_of
from storage.intake.rows.column_places import place, places
from storage.intake.rows.unclear_values import unclear_values
from storage.intake.tables.person_evidence import PERSON_DOUBT
from storage.intake.vocabulary.cell_values import cell_text
from storage.model.schema import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from storage.intake.compare.roster_diff import RosterDiff
    from storage.intake.rows.import_plan import (
        FieldChange,
        FilePlan,
        Plan,
        PlannedRow,
        RowProblem,
        SheetPlan,
    )
    from storage.model.schema import Column

REPAIR = "repair"
SEVERITIES = ("error", "warning", REPAIR)
_SAMPLED = 500  # rows examined for fields with a value that no column of the sheet supplies
# What differs from row to row in a fault, so that the same faults can be counted together
_VARYING = re.compile(r"“[^”]*”|(?<=台账中的)[^相，]+|\d+")
_QUOTED = re.compile(r"“[^”]*”")
_BRACKETED = re.compile(r"（[^（）]*）")
_number = attrgetter("row")


@dataclass(slots=True)
class Facet:
    """One kind of fault or repair, and the lines that have it.

    `fix` is a text that would fix all of them, "" where there is none.
    """

    label: str
    severity: str
    column: str
    code: str = ""
    fix: str = ""
    lines: list[int] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str, str, str]:
        """An identity that holds in another plan of the same files."""
        return self.severity, self.column, self.code, _VARYING.sub("…", self.label)


class FieldOffer(NamedTuple):
    """A field of a known person for which the sheet has another value."""

    line: int
    change: FieldChange


@dataclass(frozen=True, slots=True)
class SheetLines:
    """One sheet of one file, and the line number of its first row."""

    file: FilePlan
    sheet: SheetPlan
    first: int
    places: dict[str, tuple[int, ...]]  # the sheet's columns of each field


class PlanLines:
    """All rows of a plan, not copied; built in a worker thread."""

    def __init__(self, plan: Plan, roster_diff: RosterDiff | None = None) -> None:
        self.plan = plan
        self.roster_diff = roster_diff
        self.rows: list[PlannedRow] = list(plan.rows())
        self.counts: Counter[str] = Counter(row.outcome for row in self.rows)
        self.parts = tuple(_sheet_lines(plan))
        self._firsts = [part.first for part in self.parts]
        self._several = len({part.file.key for part in self.parts}) > 1
        self._alone = len(self.parts) == len({part.file.key for part in self.parts})
        self.columns = _columns(plan, self.rows)
        self.facets = tuple(self._facets())
        self.unclear = unclear_values(plan)
        self.school_faults = tuple(faults_of(file) for file in plan.files)
        self.offers = tuple(
            FieldOffer(line, change) for line, row in enumerate(self.rows) for change in row.offered
        )
        self.held = tuple(line for line, row in enumerate(self.rows) if row.outcome == "held")

    def __len__(self) -> int:
        return len(self.rows)

    def same_source(self, other: PlanLines) -> bool:
        """Whether both plans are of the same files."""
        return [one.file.sha256 for one in self.parts] == [one.file.sha256 for one in other.parts]

    def part(self, line: int) -> SheetLines:
        """Return the sheet of a line."""
        return self.parts[bisect_right(self._firsts, line) - 1]

    def position(self, line: int) -> str:
        """Return the position of a line as WPS numbers rows, with the sheet or file if several."""
        part = self.part(line)
        number = self.rows[line].row
        if len(self.parts) == 1:
            return f"第 {number} 行"
        file = part.file.shown.removesuffix(part.file.path.suffix)
        return f"{file if self._several and self._alone else part.sheet.shown}!{number}"

    def full_position(self, line: int) -> str:
        """Return the sheet and row of a line, with the file if there are several."""
        part = self.part(line)
        file = f"《{part.file.shown}》" if self._several else ""
        return f"{file}{part.sheet.shown} 第 {self.rows[line].row} 行"

    def key(self, line: int) -> tuple[tuple[str, str], int]:
        """Return the (file, sheet) key of a line and its row number, which hold in another plan."""
        part = self.part(line)
        return (part.file.key, part.sheet.name), self.rows[line].row

    def find(self, key: tuple[tuple[str, str], int]) -> int | None:
        """Return the line with this `key`, None where the plan has none."""
        for part in self.parts:
            if (part.file.key, part.sheet.name) == key[0]:
                rows = part.sheet.rows
                at = bisect_left(rows, key[1], key=_number)
                return part.first + at if at < len(rows) and rows[at].row == key[1] else None
        return None

    def cell_index(self, line: int, name: str) -> int | None:
        """Return the index in its row of the cell that a field is read from, None without one."""
        return place(self.part(line).places, self.rows[line], name)

    def raw(self, line: int, name: str) -> Any:
        """Return the sheet's own value of a field, None where no column is the field."""
        at, cells = self.cell_index(line, name), self.rows[line].raw
        return cells[at] if at is not None and at < len(cells) else None

    def person_title(self, line: int) -> str:
        """Return the title of the record on a line (a person's name), as the sheet gives it."""
        column = self.plan.table.by_name[self.plan.table.title]
        if column.kind.target:
            return cell_text(self.raw(line, column.name))
        return display_text(column, getattr(self.rows[line].record, column.name))

    def corrected(self, line: int, name: str) -> str | None:
        """Return the clerk's text in place of the cell, None without one."""
        at, found = self.cell_index(line, name), self.rows[line].corrected
        return found.get(at) if found and at is not None else None

    def _facets(self) -> Iterator[Facet]:
        found: dict[tuple[str, str, str], Facet] = {}
        for line, row in enumerate(self.rows):
            for problem in row.problems:
                label = problem_label(problem)
                same = _VARYING.sub("…", label)
                key = (problem.severity, problem.column, same)
                facet = found.get(key)
                if facet is None:
                    facet = found[key] = Facet(
                        label, problem.severity, problem.column, problem.code, problem.fix
                    )
                elif facet.label != label:
                    facet.label = _common_label(facet.label, label)
                if facet.fix != problem.fix:
                    facet.fix = ""
                if not facet.lines or facet.lines[-1] != line:
                    facet.lines.append(line)
        yield from sorted(found.values(), key=_facet_order)
        yield from sorted(self._repairs(), key=_facet_order)

    def _repairs(self) -> Iterator[Facet]:
        """Yield the kinds of automatic repair, column by column."""
        for column in self.columns:
            found: dict[str, Facet] = {}
            for part in self.parts:
                if column.name in part.places:
                    self._collect_repairs(column, part, found)
            yield from found.values()

    def _collect_repairs(self, column: Column, part: SheetLines, found: dict[str, Facet]) -> None:
        columns = part.places[column.name]
        for line, row in enumerate(part.sheet.rows, part.first):
            at = columns[0] if len(columns) == 1 else place(part.places, row, column.name) or 0
            raw = row.raw[at] if at < len(row.raw) else None
            if not isinstance(raw, str) or row.parsed is None or row.corrected:
                continue
            text = display_text(column, getattr(row.parsed, column.name))
            if text and text != raw:
                how = repair_label(raw, text)
                if how not in found:
                    found[how] = Facet(f"{column.label}{how}", REPAIR, column.name)
                found[how].lines.append(line)

    @cached_property
    def skipped(self) -> Counter[str]:
        """The numbers of skipped rows by reason."""
        return Counter(reason for part in self.parts for _row, reason in part.sheet.skipped)


# Faults that are not of one cell, by their code, as they are counted
_OF_ROWS = {
    "candidates": "疑似重复",
    "twice": "与前面的行是同一人",
    "differs": "与前面的行是同一人，内容不同",
    "name": "证号相同而姓名不同",
    PERSON_DOUBT: "像姓名，请确认",
}


def problem_label(problem: RowProblem) -> str:
    """Return the label under which a fault is counted."""
    return _OF_ROWS.get(problem.code) or problem_summary(_QUOTED.sub("", problem.message))


def problem_summary(message: str) -> str:
    """Return a short form of a fault's message, without its advice."""
    parts = _BRACKETED.sub("", message).split("，")
    return parts[0] if len(parts[0]) > 6 or len(parts) == 1 else "，".join(parts[:2])


def _common_label(one: str, other: str) -> str:
    """Return what the labels of two faults of a kind share, with as little elided as possible."""
    for differing in (_QUOTED, _VARYING):
        if differing.sub("…", one) == differing.sub("…", other):
            return differing.sub("…", one)
    return _VARYING.sub("…", one)


def display_text(column: Column, value: Any) -> str:
    """Return a value as people read it, "" for a link, which has no text of its own."""
    return "" if column.kind.target else text_of(column, value)


def repair_label(raw: str, text: str) -> str:
    """Return a short label for the repair that made `text` of the sheet's `raw`."""
    tight, wanted = "".join(raw.split()), "".join(text.split())
    if tight == wanted:
        return "里的空格"
    if unicodedata.normalize("NFKC", tight) == wanted:
        return "全角改为半角"
    if tight.upper() == wanted:
        return "小写改为大写"
    return "写法统一"


def _facet_order(facet: Facet) -> tuple[int, int]:
    return SEVERITIES.index(facet.severity), -len(facet.lines)


def _sheet_lines(plan: Plan) -> Iterator[SheetLines]:
    first = 0
    for file in plan.files:
        for sheet in file.sheets:
            if sheet.rows:
                yield SheetLines(file, sheet, first, places(sheet.headers))
                first += len(sheet.rows)


def _columns(plan: Plan, rows: Sequence[PlannedRow]) -> tuple[Column, ...]:
    """Return the fields of the sheets in their order, then those with a derived value."""
    names: dict[str, None] = {}
    for file in plan.files:
        for sheet in file.sheets:
            for one in sheet.headers:
                if one.column and sheet.rows:
                    names.setdefault(one.column.name)
    fresh = [row.parsed for row in rows[:_SAMPLED] if row.parsed]
    for column in plan.table.columns:
        values = {getattr(record, column.name) for record in fresh}
        if values - {None, column.default}:
            names.setdefault(column.name)
    return tuple(plan.table.by_name[name] for name in names)
