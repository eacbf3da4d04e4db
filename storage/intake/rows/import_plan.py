"""What an import would do, as plain data: rows, sheets, files, the whole plan."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from storage.intake.choices import Choices
    from storage.intake.sender.sender import Sender
    from storage.intake.vocabulary.column_match import MappedColumn
    from storage.model.schema import Table
    from storage.store.store import Store

SEVERITIES = ("error", "warning")
# What differs from row to row in a fault, so that the same faults can be counted together
_VARYING = re.compile(r"“[^”]*”|《[^》]*》|（[^（）]*）|(?<=台账中的)[^相，（]+|\d+")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A problem in one cell; `severity` is error, which rejects the row, or warning.

    `code` says what kind of fault it is; `fix` is a text that would be right in the cell, if one is
    likely.
    """

    column: str
    header: str
    severity: str
    message: str
    code: str = ""
    fix: str = ""


@dataclass(frozen=True, slots=True)
class RowPosition:
    """The position of a row: file, sheet, and row number as WPS shows it."""

    file: str
    sheet: str
    row: int


@dataclass(slots=True)
class Group:
    """Problems of one kind in one column; `fix` is the text that corrects all of them, if any."""

    code: str
    severity: str
    column: str
    header: str
    message: str  # with … where the rows differ
    fix: str = ""
    places: list[RowPosition] = field(default_factory=list)

    @property
    def count(self) -> int:
        """The number of rows with the problem."""
        return len(self.places)


def group_problems(plan: Plan) -> tuple[Group, ...]:
    """Return the problems of all rows, grouped by kind: errors first, then the most frequent."""
    groups: dict[tuple[str, ...], Group] = {}
    for file in plan.files:
        for sheet in file.sheets:
            for row in sheet.rows:
                if row.problems:
                    _add_to_groups(
                        groups, row.problems, RowPosition(file.name, sheet.name, row.row)
                    )
    return tuple(
        sorted(groups.values(), key=lambda one: (SEVERITIES.index(one.severity), -one.count))
    )


def _add_to_groups(
    groups: dict[tuple[str, ...], Group], problems: Iterable[RowProblem], place: RowPosition
) -> None:
    for one in problems:
        key = (one.severity, one.code, one.column, without_values(one.message))
        group = groups.get(key)
        if group is None:
            group = groups[key] = Group(
                one.code, one.severity, one.column, one.header, one.message, one.fix
            )
        elif group.message != one.message:
            group.message = without_values(one.message)
        if group.fix != one.fix:
            group.fix = ""
        if not group.places or group.places[-1] != place:
            group.places.append(place)


def without_values(message: str) -> str:
    """Return a problem's message without the values that differ from row to row."""
    return _VARYING.sub("…", message)


OUTCOMES = ("created", "updated", "unchanged", "held", "rejected")
LEFT_OUT = "您选择不导入"


class FieldChange(NamedTuple):
    """A field in which a row differs from the record in the ledger, as text for display."""

    name: str
    old: str
    new: str
    taken: bool  # whether the new value goes in


class Candidate(NamedTuple):
    """A person of the ledger whom a row could mean, and why: 同名同生日, 同名同电话 …"""

    record: Any
    reasons: tuple[str, ...]


@dataclass(slots=True)
class PlannedRow:
    """One row of a sheet and what importing would do with it; `row` is counted as in WPS.

    `parsed` is the record as the row alone says it, `record` as it would be stored; `fields` are
    those to which the row gives a value. `corrected` holds the texts the clerk put in place of
    cells, `altered` the places of cells (from 0) whose values are written otherwise than in the
    sheet. `offered` is every field in which the row differs from the record in the ledger, taken or
    not; `came_from` is who changes schools with it, as recorded until then. `matched_by` is by what
    the row was matched with a record or with a row before it, in the clerk's words, "" where it was
    not. `where` is the file and the sheet it stands in, one pair for all its rows.
    """

    row: int
    raw: Sequence[Any]
    outcome: str = ""
    record: Any = None
    parsed: Any = None
    fields: tuple[str, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    target_id: int | None = None
    offered: tuple[FieldChange, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    corrected: Mapping[int, str] | None = None
    altered: tuple[int, ...] = ()
    came_from: Any = None
    matched_by: str = ""
    where: tuple[str, str] = ("", "")

    def add_problem(
        self,
        column: str,
        severity: str,
        message: str,
        code: str,
        *,
        header: str = "",
        fix: str = "",
    ) -> None:
        """Add a problem of a field of the row, or of the whole row where `column` is ""."""
        self.problems += (RowProblem(column, header, severity, message, code, fix),)

    def position_from(self, other: PlannedRow) -> str:
        """Return the position relative to another row: 第3行, 工作表“高一”第3行."""
        (file, sheet), here = self.where, other.where
        if self.where == here:
            return f"第{self.row}行"
        return f"工作表“{sheet}”第{self.row}行" if file == here[0] else f"《{file}》第{self.row}行"

    @property
    def differences(self) -> tuple[tuple[str, str, str], ...]:
        """The fields that would change in the ledger's record: name, old, new."""
        return tuple((one.name, one.old, one.new) for one in self.offered if one.taken)


@dataclass(slots=True)
class SheetPlan:
    """One sheet: where its table is and what each row becomes.

    Where tables stand below one another each has a plan, and `within` is the sheet's own name.
    `class_name` is what a title or the sheet's name says of every row; `masked` is how many cells
    were hidden as in our own lists, and were not taken. `missed` says that nothing of it comes in
    though people may stand in it (see `unread`). `blocks` are the columns of the tables side by
    side, the first and the one past the last of each, () where there is one.
    """

    name: str
    hidden: bool = False
    used: bool = True
    header_row: int | None = None
    headers: tuple[MappedColumn, ...] = ()
    skipped: list[tuple[int, str]] = field(default_factory=list)
    rows: list[PlannedRow] = field(default_factory=list)
    note: str = ""
    within: str = ""
    first_row: int = 1
    class_name: str = ""
    masked: int = 0
    missed: bool = False
    blocks: tuple[tuple[int, int], ...] = ()

    @property
    def shown(self) -> str:
        """The name of the sheet as WPS shows it."""
        return self.within or self.name


@dataclass(slots=True)
class FilePlan:
    """The plan of one file: its kind and sheets, or the sentence why it cannot be read.

    `key` is that of its source, `shown` its name, with the folder where another file has the same
    name. `sender` is whose it is; nothing of it is planned while that is in doubt. `needs` is
    "password" or "encoding" where the clerk can help.
    """

    path: Path
    name: str
    key: str = ""
    shown: str = ""
    sha256: str = ""
    size: int = 0
    kind: str = ""
    encoding: str | None = None
    sheets: tuple[SheetPlan, ...] = ()
    failure: str | None = None
    sender: Sender | None = None
    needs: str = ""
    seen_before: str | None = None
    content: bytes = field(default=b"", repr=False)  # as received, to be stored with what is read
    warnings: tuple[str, ...] = ()

    @property
    def missed(self) -> tuple[SheetPlan, ...]:
        """The sheets that are not imported though they may hold people."""
        return tuple(sheet for sheet in self.sheets if sheet.missed)

    @property
    def counts(self) -> Counter[str]:
        """The number of rows by outcome."""
        return Counter(row.outcome for sheet in self.sheets for row in sheet.rows)

    @property
    def doubt(self) -> str:
        """Why the unit of the file is unclear, "" if it is known or the file was not read."""
        return self.sender.doubt if self.sender and not self.failure else ""

    @property
    def unit_id(self) -> int:
        """The number of the file's unit, 0 where there is none."""
        return self.sender.unit_id if self.sender else 0

    @property
    def unit_name(self) -> str:
        """The name of the file's unit, "" where there is none."""
        return self.sender.name if self.sender else ""

    @property
    def usable(self) -> bool:
        """Whether the file can be applied: it was read, and its unit is known."""
        return not self.failure and not self.doubt


@dataclass(slots=True)
class Plan:
    """The plan of an import, which `apply_plan` carries out.

    `implied` is what a row without its record's number says by being there, as text by field;
    `new_unit_names` are units that the ledger does not have yet, by the numbers they will have.
    """

    table: Table[Any]
    policy: str
    files: tuple[FilePlan, ...]
    stamp: int  # the last change in the ledger that was seen while judging
    choices: Choices
    implied: Mapping[str, str] = field(default_factory=dict)
    new_unit_names: dict[int, str] = field(default_factory=dict)

    @property
    def units(self) -> dict[int, str]:
        """The units of its files, name by number, in order."""
        return {file.unit_id: file.unit_name for file in self.files if file.unit_id and file.usable}

    @property
    def new_units(self) -> dict[int, str]:
        """The units that are created when the plan is applied, name by future number."""
        return {
            file.unit_id: file.unit_name
            for file in self.files
            if file.usable and file.sender and file.sender.is_new
        }

    @property
    def unit_name(self) -> str:
        """The unit of all its files, "" where they have none or several."""
        names = {file.unit_name for file in self.files if file.usable}
        return names.pop() if len(names) == 1 else ""

    @property
    def unit_id(self) -> int:
        """The number of the unit of all its files, or 0."""
        ids = {file.unit_id for file in self.files if file.usable}
        return ids.pop() if len(ids) == 1 else 0

    @property
    def counts(self) -> Counter[str]:
        """The number of rows by outcome."""
        return sum((file.counts for file in self.files), Counter())

    def rows(self) -> Iterator[PlannedRow]:
        """Every row that may be a record, in order."""
        return chain.from_iterable(sheet.rows for file in self.files for sheet in file.sheets)


def last_change(store: Store) -> int:
    """Return the number of the ledger's last change; a plan made before it may be outdated."""
    return int(store.value("SELECT ifnull(max(id), 0) FROM change"))
