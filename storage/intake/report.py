"""What an import did or would do, for scripts (JSON) and for people (sentences)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.intake.planned import OUTCOMES

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from storage.intake.plan import FilePlan, Plan, SheetPlan

LABELS = {
    "created": "新增", "updated": "更新", "unchanged": "不变", "held": "待核对", "rejected": "拒收",
}  # fmt: skip
SHOWN = 50  # problems a person reads on a terminal


def report(plan: Plan, batch: int | None) -> dict[str, Any]:
    """The outcome as plain data; `batch` is null where nothing was kept."""
    return {"batch": batch, "files": [_file(file) for file in plan.files]}


def _file(file: FilePlan) -> dict[str, Any]:
    counts: Counter[str] = file.counts
    problems = [problem for sheet in file.sheets for problem in _problems(sheet)]
    if file.failure:
        problems.append(_problem("", None, "", "error", file.failure))
    return {
        "file": file.name,
        "sheets": [
            {"name": sheet.name, "header_row": sheet.header_row, "used": sheet.used,
             "rows": len(sheet.rows), "note": sheet.note,
             "columns": {one.header: one.column.name for one in sheet.headers if one.column},
             "skipped": [{"row": row, "reason": reason} for row, reason in sheet.skipped]}
            for sheet in file.sheets
        ],
        "rows": sum(counts.values()),
        **{outcome: counts[outcome] for outcome in OUTCOMES},
        "problems": problems,
    }  # fmt: skip


def _problems(sheet: SheetPlan) -> Iterator[dict[str, Any]]:
    for row in sheet.rows:
        for fault in row.problems:
            yield _problem(sheet.name, row.row, fault.header, fault.severity, fault.message)


def _problem(
    sheet: str, row: int | None, column: str, severity: str, message: str
) -> dict[str, Any]:
    return {"sheet": sheet, "row": row, "column": column, "severity": severity, "message": message}


def sentences(plan: Plan, batch: int | None) -> Iterator[str]:
    """The outcome as lines for a person."""
    for file in plan.files:
        if file.failure:
            yield file.failure
            continue
        counts = file.counts
        numbers = "，".join(f"{LABELS[name]} {counts[name]}" for name in OUTCOMES)
        yield f"《{file.name}》{sum(counts.values())} 行：{numbers}。"
        if file.seen_before:
            yield f"  {file.seen_before}。"
        faults = [sentence for sheet in file.sheets for sentence in _sentences(sheet)]
        yield from faults[:SHOWN]
        if len(faults) > SHOWN:
            yield f"  ……还有 {len(faults) - SHOWN} 处，用 --json 看全部。"
    yield (
        "没有导入任何数据。"
        if batch is None
        else f"这是第 {batch} 次导入，可用 undo-import {batch} 撤销。"
    )


def _sentences(sheet: SheetPlan) -> Iterator[str]:
    for row in sheet.rows:
        for fault in row.problems:
            yield f"  {sheet.name} 第{row.row}行：{fault.message}"
