"""Commands on the year's work plan: import-plan, plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from storage import clock
from storage.cli.context import COULD_NOT, DONE, open_store, print_json

if TYPE_CHECKING:
    import argparse

    from storage.cli.context import Command
    from storage.plan.notice import Notice
    from storage.plan.year_plan import PreparedPlan


def _import_plan(options: argparse.Namespace) -> int:
    from storage.plan.notice import read_notice
    from storage.plan.year_plan import prepare_plan, save_plan

    notice = read_notice(Path(options.file), options.year)
    with open_store(options) as store:
        ready = prepare_plan(store, notice.plan, notice.rows)
        if not options.dry_run:
            save_plan(store, ready)
    if options.json:
        print_json(_as_json(notice, ready, saved=not options.dry_run))
    else:
        _print_rows(notice, ready, saved=not options.dry_run)
    return DONE


def _as_json(notice: Notice, ready: PreparedPlan, *, saved: bool) -> dict[str, object]:
    from storage.model.tables.plan import PLAN_ROWS

    return {
        "year": ready.plan.year,
        "title": ready.plan.title,
        "kept": saved,
        "again": ready.again,
        "carried": ready.carried,
        "rows": [{**PLAN_ROWS.draft(row), "plan": ready.plan.year} for row in ready.rows],
        "doubts": list(notice.doubts),
    }


def _print_rows(notice: Notice, ready: PreparedPlan, *, saved: bool) -> None:
    for row in ready.rows:
        print(f"{row.measure_number}\t{row.role}\t{row.task}\t{row.lead_units or '—'}")
    for doubt in notice.doubts:
        print(f"请核对：{doubt}")
    verb = ("已更新" if ready.again else "已导入") if saved else "读到"
    print(
        f"{verb}《{ready.plan.title}》：{notice.sections} 个方面、{len(ready.rows)} 条，"
        f"其中 {ready.carried} 条沿用了原来的分工。"
    )


def _plan(options: argparse.Namespace) -> int:
    from storage.model.period import Quarter
    from storage.plan.plan_progress import plan_status

    quarter = Quarter.parse(options.period)
    with open_store(options) as store:
        found = plan_status(store, quarter, clock.today())
    if options.json:
        print_json([line.as_json() for line in found.lines])
        return DONE
    if found.plan is None:
        print(f"{quarter.year} 年还没有工作要点，可用 import-plan 导入。")
        return COULD_NOT
    for line in found.lines:
        row = line.row
        state = f"{line.state}（逾期）" if line.overdue else line.state
        draft = "" if line.written or not line.text else "［草稿］"
        print(f"{row.measure_number}\t{row.role}\t{state}\t{row.task}\t{draft}{line.text}")
    return DONE


def add(command: Command) -> None:
    """Declare the commands."""
    one = command("import-plan", _import_plan, "从通知的表导入一年的工作要点", as_json=True)
    one.add_argument("file", metavar="FILE", help="文本、docx 或 xlsx")
    one.add_argument("--year", type=int, metavar="Y", help="哪一年的；不写即按通知标题")
    one.add_argument("--dry-run", action="store_true", help="只看读到什么，不导入")
    one = command("plan", _plan, "一个季度的工作要点进展", as_json=True)
    one.add_argument("--period", required=True, metavar="2026Q3", help="哪个季度")
