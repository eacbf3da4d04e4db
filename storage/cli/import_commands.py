"""Commands on imports: import, undo-import, reconcile, remembered."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage.cli.context import COULD_NOT, DONE, REFUSED, open_store, print_json
from storage.errors import UserError

if TYPE_CHECKING:
    import argparse

    from storage.cli.context import Command
    from storage.intake.pipeline import BookCache
    from storage.intake.rows.import_plan import Plan
    from storage.store.store import Store

ROSTERS = {"members": "league-members", "students": "students"}  # of which every row is one


def _import(options: argparse.Namespace) -> int:
    from storage.intake.compare.roster_diff import compare_with_last
    from storage.intake.folder_scan import find_files
    from storage.intake.pipeline import BookCache, plan_import
    from storage.intake.report import report, sentences

    with open_store(options) as store:
        found, cache = find_files([Path(name) for name in options.files]), BookCache()
        plan = plan_import(store, found.files, cache=cache, **_decisions(options, found.files))
        if options.explain:
            return _explain(store, plan, cache, options)
        last = compare_with_last(store, plan)
        batch = _apply(store, plan, options)
    failures = [file.failure for file in plan.files if file.failure]
    none_readable = len(failures) == len(plan.files)
    doubts = [file for file in plan.files if file.doubt]
    if options.json:
        passed = [{"file": str(path), "reason": why} for path, why in found.left_out]
        print_json({**report(plan, batch, last), "passed_over": passed})
    elif not none_readable:
        print("\n".join([found.sentence] * bool(found.left_out) + [*sentences(plan, batch, last)]))
    if none_readable:
        print("\n".join(map(str, failures)), file=sys.stderr)
        return COULD_NOT
    if doubts:
        print(_unit_advice(options), file=sys.stderr)
    unfinished = failures or doubts or plan.counts["rejected"] or plan.counts["held"]
    missed = any(file.missed for file in plan.files)
    return REFUSED if unfinished or missed else DONE


def _explain(store: Store, plan: Plan, cache: BookCache, options: argparse.Namespace) -> int:
    """Print what every stage decided for a row; nothing is imported."""
    from storage.intake.explain import explain_row, find_rows

    if options.json:
        raise UserError("--explain 只有给人看的文字，不能和 --json 一起用。")
    for at, row in enumerate(find_rows(plan, options.explain, cache)):
        print("\n" * bool(at) + explain_row(store, plan, row).text)
    return DONE


def _unit_advice(options: argparse.Namespace) -> str:
    """Return the advice for files whose unit is uncertain."""
    if options.unit:
        return f"核对后确实都是{options.unit}的，加上 --force-unit 再导入一次。"
    return (
        "说不准单位的文件请单独导入，用 --unit 写明学校或单位；"
        "照文件里写的名字新建单位，加上 --new-units。"
    )


def _decisions(options: argparse.Namespace, files: tuple[Path, ...]) -> dict[str, Any]:
    """Return the command's options as arguments of `plan_import`."""
    from storage.cli.query import find_ledger
    from storage.intake.choices import Choices
    from storage.intake.sources import key

    table, roster = find_ledger(ROSTERS.get(options.roster, options.table))
    word, encoding = options.password, options.encoding
    force = options.force_unit and options.unit
    choices = Choices(
        encodings={key(path): encoding for path in files} if encoding else {},
        passwords={key(path): word for path in files} if word else {},
        units={key(path): options.unit for path in files} if force else {},
    )
    several = len(files) > 1 or any(Path(name).is_dir() for name in options.files)
    return {
        "unit_name": options.unit or "",
        "table": table,
        "policy": options.on_duplicate,
        "choices": choices,
        "implied": roster.constants if roster else {},
        "by_file": several,
        "new_units": options.new_units,
    }


def _apply(store: Store, plan: Plan, options: argparse.Namespace) -> int | None:
    """Back up the ledger, apply the plan and return the number of the batch, None for a dry run."""
    from storage.intake.apply.batch import apply_plan
    from storage.store.backup import back_up_automatically

    if options.dry_run or not any(file.usable for file in plan.files):
        return None
    back_up_automatically(store, "导入前")
    return apply_plan(store, plan).id


def _undo_import(options: argparse.Namespace) -> int:
    from storage.intake.apply.batch import preview_undo, undo_batch

    with open_store(options) as store:
        work = preview_undo if options.dry_run else undo_batch
        undone = work(store, options.batch)
        done = "撤销这次导入会" if options.dry_run else "已撤销这次导入："
        print(f"{done}删去 {undone.removed} 条，改回 {undone.restored} 条。")
        for table, number, why in undone.skipped:
            print(f"保留 {table.label} {table.number(number)}：{why}")
    return REFUSED if undone.skipped else DONE


def _reconcile(options: argparse.Namespace) -> int:
    from storage.intake.compare.platform_diff import compare, report, sentences

    with open_store(options) as store:
        found = compare(store, [Path(name) for name in options.files])
        batch = _apply(store, found.plan, options)
    failures = [file.failure for file in found.plan.files if file.failure]
    if len(failures) == len(found.plan.files):
        print("\n".join(map(str, failures)), file=sys.stderr)
        return COULD_NOT
    if options.json:
        print_json(report(found, batch))
    else:
        print("\n".join([*map(str, failures), *sentences(found)]))
        if batch is not None:
            print(f"注册情况和时长已填入，这是第 {batch} 次导入，可用 undo-import {batch} 撤销。")
    return REFUSED if failures or found.differs else DONE


def _remembered(options: argparse.Namespace) -> int:
    from storage.intake import memory

    with open_store(options) as store:
        if options.forget:
            memory.forget(store, options.forget)
        found = memory.load_all(store)
        if options.json:
            print_json([{"id": one.id, "kind": one.kind, "told": memory.describe(store, one)}
                        for one in found])  # fmt: skip
        else:
            for one in found:
                print(f"{one.id}\t{memory.describe(store, one)}")
    return DONE


def add(command: Command) -> None:
    """Declare the commands."""
    one = command("import", _import, "导入花名册或别的台账", as_json=True)
    one.add_argument("files", nargs="+", metavar="FILE", help="文件或文件夹")
    one.add_argument(
        "--unit", metavar="NAME",
        help="名册来自哪个学校或单位；不写的话，一个文件夹里的每份名册各按自己写的单位",
    )  # fmt: skip
    one.add_argument(
        "--force-unit", action="store_true", help="名册里写着别的单位，也记在 --unit 名下"
    )
    one.add_argument(
        "--new-units", action="store_true", help="名册里写明、台账里还没有的单位，照写的名字新建"
    )
    one.add_argument("--table", metavar="NAME", default="volunteer", help="导入到哪种台账")
    one.add_argument(
        "--as", dest="roster", choices=tuple(ROSTERS), help="名册上都是团员、或都是在校学生"
    )
    one.add_argument("--password", metavar="WORD", help="表格的打开密码")
    one.add_argument("--encoding", metavar="NAME", help="文本文件的编码，认错了才要写，如 gb18030")
    one.add_argument("--dry-run", action="store_true", help="只检查，不导入")
    one.add_argument(
        "--explain", metavar="ROW",
        help="只说明表里的这一行是怎么认的，不导入：表里的行号，或“表名!行号”",
    )  # fmt: skip
    one.add_argument(
        "--on-duplicate", choices=("fill", "update", "skip", "keep"), default="fill",
        help="已在台账中的人：只补空白（默认）、以新表为准、跳过、都保留",
    )  # fmt: skip
    one = command("undo-import", _undo_import, "撤销一次导入")
    one.add_argument("batch", type=int, metavar="BATCH", help="哪一次导入：导入时显示的次数")
    one.add_argument("--dry-run", action="store_true", help="只看会怎样，不撤销")
    one = command("reconcile", _reconcile, "与平台导出的名单核对，填入注册情况和时长", as_json=True)
    one.add_argument("files", nargs="+", metavar="FILE", help="平台导出的名单")
    one.add_argument("--dry-run", action="store_true", help="只核对，不填入")
    one = command("remembered", _remembered, "导入时记住的栏目、写法和人", as_json=True)
    one.add_argument("--forget", type=int, nargs="+", metavar="N", help="忘掉这几条")
