"""The faults that a school is to correct, never content of the ledger."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from storage.intake.rows.column_places import place, places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.intake.rows.import_plan import FilePlan, PlannedRow, RowProblem, SheetPlan

LEDGER = "台账"  # a message with this word is for the office, not for the school
MAX_KINDS = 4  # kinds of fault named in the message; the sheet has them all
_REWORDED = {
    "无法恢复，请向学校索要文本格式": "请把这一列设为文本格式，重新填写完整的号码",
    "请向学校索要文本格式": "请把这一列设为文本格式，重新填写完整的号码",
    "请向学校要完整的": "请填写完整",
    "请向学校核对": "请填写正确的字",
    "，这一格没有导入": "",
    "，没有导入，请核对": "，请写明",
    "，只记一次": "",
    "，记的是前面的，请核对": "，请核对",
}
_BRACKETED = re.compile(r"（[^（）]*）")
_QUOTED = re.compile(r"“[^”]*”")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Mark:
    """One fault: its column from 0, or None where it concerns the whole row."""

    place: int | None
    grave: bool  # the row cannot be imported as it is
    text: str


@dataclass(slots=True)
class SheetFaults:
    """The faults of one sheet by row number, counted from 1.

    `heads` are the heading rows of further tables below the first one.
    """

    name: str
    header_row: int
    rows: dict[int, tuple[Mark, ...]] = field(default_factory=dict)
    heads: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FileFaults:
    """The faults of one file; sheets without faults are left out."""

    name: str
    sheets: tuple[SheetFaults, ...]
    kinds: tuple[tuple[str, int], ...]  # each kind of fault and how many rows have it

    @property
    def rows(self) -> int:
        """The number of rows to correct."""
        return sum(len(sheet.rows) for sheet in self.sheets)

    def of(self, sheet: str) -> SheetFaults | None:
        """Return the faults of a sheet, or None."""
        return next((one for one in self.sheets if one.name == sheet), None)


def faults_of(file: FilePlan) -> FileFaults:
    """Return the faults of a file that its school is to correct."""
    kinds: dict[str, list[str]] = {}
    sheets: list[SheetFaults] = []
    for sheet in file.sheets:
        if sheet.used and sheet.header_row is not None:
            collected = _collecting_sheet(file, sheets, sheet)
            for row in sheet.rows:
                marks = tuple(_marks(sheet, row))
                if marks:  # a row may have marks of several people, in tables side by side
                    collected.rows[row.row] = (*collected.rows.get(row.row, ()), *marks)
                    for kind in {_kind(mark.text) for mark in marks}:
                        kinds.setdefault(_NUMBER.sub("…", kind), []).append(kind)
            if sheet.within and not collected.rows.keys().isdisjoint(one.row for one in sheet.rows):
                collected.heads += tuple(range(sheet.first_row, sheet.header_row + 1))
            if collected.rows and collected not in sheets:
                sheets.append(collected)
    counted = sorted(kinds.items(), key=lambda one: -len(one[1]))
    kinds_counted = tuple((_common_text(same, texts), len(texts)) for same, texts in counted)
    return FileFaults(file.name, tuple(sheets), kinds_counted)


def _collecting_sheet(file: FilePlan, sheets: list[SheetFaults], sheet: SheetPlan) -> SheetFaults:
    """Return the sheet that collects the faults: tables below each other share one."""
    before = next((one for one in sheets if one.name == sheet.shown), None)
    headers = (one.header_row for one in file.sheets if one.shown == sheet.shown)
    return before or SheetFaults(sheet.shown, next(filter(None, headers), 0))


def _marks(sheet: SheetPlan, row: PlannedRow) -> Iterator[Mark]:
    known = places(sheet.headers)
    for problem in row.problems:
        if is_for_school(problem):
            at = place(known, row, problem.column)
            yield Mark(at, problem.severity == "error", reword_for_school(problem.message))


def is_for_school(problem: RowProblem) -> bool:
    """Whether the school can correct a fault and may be shown its message."""
    return LEDGER not in problem.message


def reword_for_school(text: str) -> str:
    """Return a message reworded for the school, which neither imports nor asks a school."""
    for wording, reworded in _REWORDED.items():
        text = text.replace(wording, reworded)
    return text


def _kind(text: str) -> str:
    """Return the kind of a fault: its message without quotes, brackets and advice."""
    return _QUOTED.sub("", _BRACKETED.sub("", text)).split("，")[0]


def _common_text(same: str, texts: list[str]) -> str:
    """Return the common text of faults of a kind."""
    return texts[0] if len(set(texts)) == 1 else same


def school_message(faults: FileFaults) -> str:
    """Return the message to the school, ready to be sent."""
    if not faults.rows:
        return f"《{faults.name}》没有需要改的，已收到。"
    kinds_counted = "，".join(f"{kind} {count} 处" for kind, count in faults.kinds[:MAX_KINDS])
    more = "等" if len(faults.kinds) > MAX_KINDS else ""
    return (
        f"《{faults.name}》里有 {faults.rows} 行需要改：{kinds_counted}{more}。"
        "红格旁写了原因，改好直接发回即可。"
    )
