"""Report what an import did or would do, as plain data (JSON) and as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.intake.rows.import_plan import LEFT_OUT, OUTCOMES
from storage.model.tables.volunteer import VOLUNTEERS

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from storage.intake.compare.roster_diff import RosterDiff
    from storage.intake.rows.import_plan import FilePlan, Plan, SheetPlan
    from storage.intake.vocabulary.column_match import MappedColumn

LABELS = {
    "created": "新增", "updated": "更新", "unchanged": "不变", "held": "待核对", "rejected": "拒收",
}  # fmt: skip
_PLAIN = frozenset(("不导入", "由程序计算，不导入"))  # counters, and what nobody misses
EMPTY = "表头下面没有一行像人，什么也没有导入"
_SILENT = frozenset(("空表", LEFT_OUT))  # of sheets that hold nothing, or that the clerk left out
SHOWN = 50  # problems a person reads on a terminal


def report(plan: Plan, batch: int | None, last: RosterDiff | None = None) -> dict[str, Any]:
    """Return the outcome as plain data; `batch` is None where nothing was applied."""
    files = [_file(file) for file in plan.files]
    return {
        "batch": batch,
        "files": files,
        "since_last": None if last is None else _diff_data(last),
    }


def _diff_data(last: RosterDiff) -> dict[str, Any]:
    return {
        "batch": last.batch,
        "at": last.at,
        "files": list(last.files),
        "arrived": [{"row": row.row, "name": row.parsed.name} for row in last.rows_arrived],
        "gone": [
            {"number": VOLUNTEERS.number(one.id or 0), "name": one.name,
             "class_name": one.class_name, "proposal": last.proposals[one.id]}
            for one in last.gone
        ],
        "changed": [
            {"row": row.row, "name": row.parsed.name,
             "fields": {one.name: [one.old, one.new] for one in row.offered}}
            for row in last.rows_changed
        ],
    }  # fmt: skip


def _file(file: FilePlan) -> dict[str, Any]:
    counts: Counter[str] = file.counts
    problems = [problem for sheet in file.sheets for problem in _problems(sheet)]
    problems += [
        _problem(one.shown, None, "", "warning", unread_sentence(one)) for one in file.missed
    ]
    if file.failure or file.doubt:
        problems.append(_problem("", None, "", "error", file.failure or doubt_sentence(file)))
    return {
        "file": file.name,
        "path": str(file.path),
        "unit": file.unit_name or None,
        "unit_reason": file.sender.reason if file.sender and not file.doubt else "",
        "unit_is_new": bool(file.sender and file.sender.is_new),
        "held_because": file.doubt,
        "unit_proposals": list(file.sender.proposals) if file.sender else [],
        "sheets": [
            {"name": sheet.shown, "header_row": sheet.header_row, "used": sheet.used,
             "rows": len(sheet.rows), "note": sheet.note, "class": sheet.class_name,
             "columns": {one.header: one.column.name for one in sheet.headers if one.column},
             "left_out": {one.header: one.why for one in sheet.headers if _is_left_out(one)},
             "skipped": [{"row": row, "reason": reason} for row, reason in sheet.skipped]}
            for sheet in file.sheets
        ],
        "rows": sum(counts.values()),
        **{outcome: counts[outcome] for outcome in OUTCOMES},
        "problems": problems,
        "warnings": list(file.warnings),
    }  # fmt: skip


def unread_sentence(sheet: SheetPlan) -> str:
    """Return why no row of a sheet is imported, "" where some are."""
    if sheet.rows or sheet.note in _SILENT:
        return ""
    where = f"第 {sheet.first_row} 行起的表" if sheet.within else ""
    note = sheet.note or EMPTY
    advice = "；里面像是有人，请核对" if sheet.missed and not sheet.used else ""
    return f"工作表“{sheet.shown}”{where}：{note}{advice}"


def _is_left_out(one: MappedColumn) -> bool:
    """Whether a column is not imported although nobody decided so."""
    return one.column is None and one.finder is None and bool(one.header) and one.why not in _PLAIN


def _problems(sheet: SheetPlan) -> Iterator[dict[str, Any]]:
    for row in sheet.rows:
        for fault in row.problems:
            yield _problem(sheet.shown, row.row, fault.header, fault.severity, fault.message)


def _problem(
    sheet: str, row: int | None, column: str, severity: str, message: str
) -> dict[str, Any]:
    return {"sheet": sheet, "row": row, "column": column, "severity": severity, "message": message}


def sentences(plan: Plan, batch: int | None, last: RosterDiff | None = None) -> Iterator[str]:
    """Yield the outcome as lines for a person."""
    for file in plan.files:
        if file.failure or file.doubt:
            yield file.failure or doubt_sentence(file)
            continue
        counts = file.counts
        numbers = "，".join(f"{LABELS[name]} {counts[name]}" for name in OUTCOMES)
        yield f"《{file.shown}》{sum(counts.values())} 行：{numbers}。"
        if file.sender and file.sender.name and file.sender.reason:
            yield f"  记在{file.sender.name}名下（{file.sender.reason}）。"
        if file.seen_before:
            yield f"  {file.seen_before}。"
        yield from (f"  {warning}" for warning in file.warnings)
        yield from (f"  {note}。" for note in map(unread_sentence, file.sheets) if note)
        yield from _column_lines(file)
        faults = [sentence for sheet in file.sheets for sentence in _fault_lines(sheet)]
        yield from faults[:SHOWN]
        if len(faults) > SHOWN:
            yield f"  ……还有 {len(faults) - SHOWN} 处，用 --json 看全部。"
    if last is not None:
        yield from _diff_lines(last)
    yield (
        "没有导入任何数据。"
        if batch is None
        else f"这是第 {batch} 次导入，可用 undo-import {batch} 撤销。"
    )


def doubt_sentence(file: FilePlan) -> str:
    """Return why a file is not applied, and the units it is likely from."""
    proposals = file.sender.proposals if file.sender else ()
    hint = f"可能是{'、'.join(proposals)}。" if proposals else ""
    return f"《{file.shown}》{file.doubt}，没有导入。{hint}"


def _column_lines(file: FilePlan) -> Iterator[str]:
    """Yield the class taken from each sheet's title, and the columns that are not imported."""
    for sheet in file.sheets:
        if sheet.class_name:
            yield f"  {sheet.shown} 没有班级一栏，都记作“{sheet.class_name}”。"
    headers = (one for sheet in file.sheets for one in sheet.headers if _is_left_out(one))
    left = dict.fromkeys(one.header for one in headers)
    if left:
        yield f"  没有导入的栏目：{'、'.join(left)}。"


def _diff_lines(last: RosterDiff) -> Iterator[str]:
    yield (
        f"与 {last.at[:10]} 的名册相比：新来 {last.arrived} 人，"
        f"少了 {len(last.gone)} 人，改动 {last.changed} 人。"
    )
    for one in last.gone[:SHOWN]:
        number = VOLUNTEERS.number(one.id or 0)
        yield f"  少了 {number} {one.name}：可能{last.proposals[one.id]}，台账没有改动"


def _fault_lines(sheet: SheetPlan) -> Iterator[str]:
    for row in sheet.rows:
        for fault in row.problems:
            yield f"  {sheet.shown} 第{row.row}行：{fault.message}"
