"""Commands on the records: list, indicators, check, backup, restore."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from storage import clock
from storage.cli.context import DONE, REFUSED, data_folder, open_store, print_json

if TYPE_CHECKING:
    import argparse

    from storage.cli.context import Command


def _list(options: argparse.Namespace) -> int:
    from storage.cli.query import find_ledger, parse_conditions
    from storage.model.period import Quarter
    from storage.sending import export_log
    from storage.store.listing import Query, every

    table, roster = find_ledger(options.table)
    with open_store(options) as store:
        filters = parse_conditions(store, table, options.where or [])
        on = Quarter.reported_on(clock.today()).cut_off if roster else clock.today()
        query = Query(table, filters=filters, condition=roster.condition if roster else "", on=on)
        if options.json:
            print_json([row.texts() for row in every(store, query)])
            if any(column.kind.mask for column in table.columns):
                export_log.log_export(store, f"list {table.name}", "full", "命令行", "stdout", "")
            return DONE
        names = roster.columns if roster else list(table.shown)
        print("\t".join(table.shown[name].label for name in names))
        for row in every(store, query):
            print("\t".join(row.text(name, masked=True) for name in names))
    return DONE


def _indicators(options: argparse.Namespace) -> int:
    from storage.counting.figures import figures
    from storage.model.period import Quarter

    with open_store(options) as store:
        measured = figures(store, Quarter.parse(options.period))
    if options.json:
        print_json([one.as_json() for one in measured])
    else:
        for one in measured:
            print(f"{one.code}\t{one.label}\t{one.text}\t{one.target_text}")
    return DONE


def _check(options: argparse.Namespace) -> int:
    from storage.faults import file_check, find_faults
    from storage.ledger.driver import DatabaseError

    with open_store(options) as store:
        damages = list(file_check(store))
        try:
            faults = list(find_faults(store, clock.today()))
        except DatabaseError:
            if not damages:
                raise
            faults, damages = [], [*damages, "数据读不全，没有逐条核对。"]
    if options.json:
        print_json({"file": damages, "faults": [fault.as_json() for fault in faults]})
    else:
        print("数据文件完好。" if not damages else "\n".join(damages))
        for fault in faults:
            print(f"{fault.title}：{fault.message}")
        if faults or not damages:
            print(f"共 {len(faults)} 处需要核对。" if faults else "数据没有发现问题。")
    return REFUSED if damages or any(fault.severity == "error" for fault in faults) else DONE


def _backup(options: argparse.Namespace) -> int:
    from storage.store.backup import backup

    with open_store(options) as store:
        print(f"已备份到 {backup(store, Path(options.folder))}")
    return DONE


def _restore(options: argparse.Namespace) -> int:
    from storage.errors import UserError
    from storage.ledger.database import FILE_NAME
    from storage.ledger.window_lock import is_locked
    from storage.store.backup import restore

    folder = data_folder(options)
    if is_locked(folder):
        raise UserError(
            "青志台账的窗口正开着这份台账，没有恢复，现有数据没有改动。请先关闭窗口再恢复，"
            "或在窗口的“设置”里恢复。"
        )
    aside = restore(Path(options.file), folder / FILE_NAME)
    print("已恢复。" + (f"恢复前的数据保存在 {aside}" if aside else ""))
    return DONE


def add(command: Command) -> None:
    """Declare the commands."""
    one = command("list", _list, "列出一种台账", as_json=True)
    one.add_argument(
        "table",
        metavar="TABLE",
        help="哪种台账：volunteers、organizations、service-records …，或它的中文名",
    )
    one.add_argument("--where", action="append", metavar="FIELD=VALUE", help="只列符合条件的")
    one = command("indicators", _indicators, "一个季度的指标", as_json=True)
    one.add_argument("--period", required=True, metavar="2026Q3", help="哪个季度")
    command("check", _check, "检查数据文件和数据", as_json=True)
    command("backup", _backup, "备份到文件夹").add_argument(
        "folder", metavar="DIR", help="备份放在哪个文件夹"
    )
    command("restore", _restore, "从备份恢复").add_argument("file", metavar="FILE", help="备份文件")
