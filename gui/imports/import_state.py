"""The steps of an import, which of them can be reached, and the texts of their state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.page_catalogue import page_with_table
from gui.session import Route
from storage.intake.apply.batch import records_in
from storage.model.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gui.imports.check.preview_lines import PlanLines
    from storage.intake.apply.batch import Batch
    from storage.intake.apply.batch_undo import UndoSummary
    from storage.intake.sources import Source

STEP_NAMES = ("选择", "认表", "对列", "对值", "检查", "比对", "完成")
CHOOSE, SHEETS, COLUMNS, VALUES, CHECK, COMPARE, DONE = range(len(STEP_NAMES))
SURE = 90  # percent: a column recognised with less confidence is shown before the check
MAX_TITLE = 26  # characters of a unit's name in the title; the first step shows all of it


def first_uncertain_step(lines: PlanLines) -> int:
    """Return the first step with something uncertain, or the check."""
    if any(file.needs or file.doubt for file in lines.plan.files):
        return CHOOSE
    sheets = [sheet for file in lines.plan.files for sheet in file.sheets if sheet.used]
    unsure = any(one.column and one.confidence < SURE for s in sheets for one in s.headers)
    if not any(sheet.rows for sheet in sheets) or any(file.missed for file in lines.plan.files):
        return SHEETS
    return COLUMNS if unsure else VALUES if lines.unclear else CHECK


def last_open_step(lines: PlanLines) -> int:
    """Return the last step that can be opened; the first while a file's unit is in doubt."""
    files = lines.plan.files
    if any(file.doubt for file in files) or not any(file.sheets for file in files):
        return CHOOSE
    return COMPARE if len(lines) else SHEETS


def needs_comparison(lines: PlanLines) -> bool:
    """Whether any row is or may be a known person, or people of the last roster are missing."""
    missing = lines.roster_diff is not None and bool(lines.roster_diff.gone)
    return bool(lines.counts["updated"] or lines.counts["held"] or lines.offers or missing)


def step_states(lines: PlanLines | None) -> tuple[tuple[str, str], ...]:
    """Return the state of each step in a few words, with its tone."""
    if lines is None:
        return tuple(("", "second") for _name in STEP_NAMES)
    files = lines.plan.files
    used = [sheet for file in files for sheet in file.sheets if sheet.used]
    taken = {one.column.name for sheet in used for one in sheet.headers if one.column}
    unsure = sum(1 for s in used for one in s.headers if one.column and one.confidence < SURE)
    texts = len(lines.unclear)
    faults = sum(len(one.lines) for one in lines.facets if one.severity != "repair")
    held = lines.counts["held"]
    missed = sum(len(file.missed) for file in files)
    read = f"{len(used)} 个表" if len(used) > 1 else f"{len(lines):,} 行"
    return (
        (f"{len(files)} 份" if len(files) > 1 else "", "second"),
        (f"{missed} 个表没导入", "warn") if missed else (read, "second"),
        (f"{unsure} 列请确认", "warn") if unsure else (f"{len(taken)} 列", "second"),
        (f"{texts} 个不认识", "warn") if texts else ("都认识" if len(lines) else "", "second"),
        _faults(faults, grave=bool(lines.counts["rejected"])),
        (f"{held} 行待核对", "warn") if held else (_people_summary(lines), "second"),
        ("", "second"),
    )


def _faults(count: int, *, grave: bool) -> tuple[str, str]:
    if not count:
        return "没有问题", "second"
    return (f"{count:,} 处问题", "bad") if grave else (f"{count:,} 处提醒", "warn")


def _people_summary(lines: PlanLines) -> str:
    counts = lines.counts
    if not len(lines):
        return ""
    if counts["updated"]:
        return f"更新 {counts['updated']:,}"
    if counts["unchanged"]:
        return f"新增 {counts['created']:,}" if counts["created"] else "没有变化"
    return "都是新人"


def page_title(lines: PlanLines | None) -> str:
    """Return the title of the page, with the unit of the plan."""
    units = lines.plan.units if lines else {}
    name = lines.plan.unit_name if lines else ""
    if len(units) > 1:
        name = f"{len(units)} 个单位"
    if len(name) > MAX_TITLE:
        name = f"{name[: MAX_TITLE - 8]}…{name[-7:]}"
    return f"导入花名册：{name}" if name else "导入花名册"


def summary_text(lines: PlanLines | None, sources: Sequence[Source] = ()) -> str:
    """Return a summary of the files: names, rows, exclusions and earlier imports."""
    if lines is None:
        return ""
    files = lines.plan.files
    names = f"《{files[0].name}》" + (f"等 {len(files)} 份" if len(files) > 1 else "")
    used = [sheet for file in files for sheet in file.sheets if sheet.used]
    parts = [names, f"{len(used)} 个工作表" if len(used) > 1 else "", f"{len(lines):,} 行"]
    rows = {sheet.header_row for sheet in used}
    parts.append(f"第 {rows.pop()} 行是表头" if len(rows) == 1 else "")
    out = len(sources) - len(files)
    parts.append(f"另 {out} 份不导入" if out > 0 else "")
    seen = [file for file in files if file.seen_before]
    if seen:
        which = f"其中 {len(seen)} 份" if len(files) > 1 else ""
        parts.append(f"{which}{seen[0].seen_before}，已有的人不会记两次")
    return " · ".join(filter(None, parts))


def batch_title(batch: Batch) -> str:
    """Return the title of an import: its unit, or else its files."""
    return batch.title


def undo_effects(outlook: UndoSummary) -> list[str]:
    """Return the effects of an undo, a clause for each."""
    parts = [f"删去新增的{_counted(outlook.removed)}"] if outlook.removed else []
    parts += [f"把改过的{_counted(outlook.restored)}改回去"] if outlook.restored else []
    parts += [f"保留 {outlook.staying:,} 条不动"] if outlook.staying else []
    return parts or ["没有要还原的"]


def _counted(counts: Mapping[str, int]) -> str:
    tables = ((BY_NAME[name], count) for name, count in counts.items())
    return "、".join(f"{table.label} {count:,} {table.unit}" for table, count in tables)


def undo_report(batch: Batch, outlook: UndoSummary) -> str:
    """Return the sentence that reports an undo."""
    return f"已撤销导入“{batch_title(batch)}”：{'，'.join(undo_effects(outlook))}。"


def primary_action(
    at: int, lines: PlanLines | None, sources: Sequence[Source], *, imported: bool
) -> tuple[str, bool]:
    """Return the text of a step's primary button, and whether it is enabled."""
    if at == CHOOSE:
        return ("读取" if lines is None else "重新读取"), bool(sources)
    if at < CHECK:
        return f"下一步：{STEP_NAMES[at + 1]}", bool(lines and len(lines))
    counts: Mapping[str, int] = lines.counts if lines else {}
    number = counts.get("created", 0) + counts.get("updated", 0)
    unit = lines.plan.table.unit if lines else ""
    if imported:
        return "已经导入", False
    if at == CHECK and lines is not None and needs_comparison(lines):
        return f"下一步：{STEP_NAMES[COMPARE]}", True
    return (f"导入 {number:,} {unit}", True) if number else ("没有可以导入的", False)


def batch_route(batch: Batch, outcome: str) -> Route:
    """Return the route to the records an import created, or updated."""
    updated = outcome == "updated"
    words = f"导入“{batch_title(batch)}”{'更新' if updated else '新增'}的"
    selection = records_in(batch, updated=updated)
    page = page_with_table(selection.table)
    return Route(page, table=batch.table, selection=selection, words=words)
