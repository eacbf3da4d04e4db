"""The cells of a planned import as they are shown: text, tone and tool tip."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gui.imports.check.preview_lines import display_text
from gui.models.masking import mask_text, masked_pair
from storage.intake.vocabulary.cell_values import cell_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gui.imports.check.preview_lines import PlanLines
    from storage.intake.rows.import_plan import PlannedRow, RowProblem
    from storage.model.schema import Column

SEVERITY_TONES = {"error": "bad", "warning": "warn", "repair": "link"}


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a field of a row, its tone ("" for plain), and its tool tip."""

    text: str
    tone: str = ""
    tip: str = ""


PENDING_NOTE = "正在重新检查…"


def field_cell(
    lines: PlanLines, line: int, column: Column, name_of: Callable[[str, int], str]
) -> Cell:
    """Return the parsed value of a field, or the sheet's own text where it was not understood."""
    row = lines.rows[line]
    raw, typed = cell_text(lines.raw(line, column.name)), lines.corrected(line, column.name)
    text = _text(row, column, name_of)
    faults = [one for one in row.problems if one.column == column.name]
    if faults:
        return _problem_cell(faults, raw, raw if typed is None else typed, text)
    if typed is not None:
        return Cell(text, "link", f"您改的；{_raw_note(raw, text) or '原来空着'}")
    for name, before, after in row.differences:
        if name == column.name:
            return Cell(text, "link", _change_note(before, after))
    repaired = bool(raw) and raw != text and column.name in row.fields
    return Cell(text, "link" if repaired else "", _raw_note(raw, text))


def masked_cell(lines: PlanLines, line: int, column: Column, cell: Cell) -> Cell:
    """Return the cell with numbers masked; an unreadable value stays, so that it can be fixed."""
    if not cell.text or cell.tone == SEVERITY_TONES["error"]:
        return cell
    mask, tip = column.kind.mask, cell.tip
    if mask is None:
        return Cell(mask_text(cell.text), cell.tone, mask_text(tip))
    for name, before, after in lines.rows[line].differences:
        if name == column.name:
            pair = masked_pair(column, before, after, masked=True)
            tip = tip.replace(_change_note(before, after), _change_note(pair.one, pair.other))
    raw = cell_text(lines.raw(line, column.name))
    tip = tip.replace(raw, mask(raw)) if raw else tip
    return Cell(mask(cell.text), cell.tone, mask_text(tip, column))


def _change_note(before: str, after: str) -> str:
    return f"台账中是“{before}”，改为“{after}”" if before else f"补上“{after}”"


def _problem_cell(faults: Sequence[RowProblem], raw: str, seen: str, text: str) -> Cell:
    fault = min(faults, key=severity_rank)
    text = seen if fault.severity == "error" or not text else text
    tip = "\n".join(filter(None, (*(one.message for one in faults), _raw_note(raw, text))))
    return Cell(text, SEVERITY_TONES[fault.severity], tip)


def _text(row: PlannedRow, column: Column, name_of: Callable[[str, int], str]) -> str:
    value = getattr(row.parsed, column.name) if row.parsed is not None else None
    if value is not None and column.kind.target:
        return name_of(column.kind.target, value)
    return display_text(column, value)


def worst_problem(row: PlannedRow) -> RowProblem | None:
    """Return the gravest fault of a row, None for a sound one."""
    return min(row.problems, key=severity_rank, default=None)


def severity_rank(problem: RowProblem) -> int:
    """Return a sort key: the smaller, the graver."""
    return tuple(SEVERITY_TONES).index(problem.severity)


def _raw_note(raw: str, text: str) -> str:
    return f"表里写的是“{raw}”" if raw and raw != text else ""
