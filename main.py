"""青志台账: without a command the window opens; the commands do the same work without a screen."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import sys
import tempfile
import traceback
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from storage.intake.plan import Plan
    from storage.store import Store

    Command = Callable[..., argparse.ArgumentParser]

DONE, REFUSED, COULD_NOT = 0, 1, 2
_HERE = Path(sys.executable if getattr(sys, "frozen", False) else __file__).resolve().parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["--sheet-worker"]:
        from storage.intake.reading import worker

        return worker.main()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    options = _parser().parse_args(given)
    from storage.errors import UserError

    try:
        return int(options.run(options))
    except UserError as error:
        print(error, file=sys.stderr)
        return COULD_NOT
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
        return DONE


def data_folder(options: argparse.Namespace) -> Path:
    """Where the ledger lies, as told or as found."""
    from storage.place import home

    return Path(options.data) if getattr(options, "data", None) else home(_HERE)


def _open(options: argparse.Namespace) -> Store:
    from resources import path
    from storage.database import FILE_NAME
    from storage.seeds import sow
    from storage.store import Store

    store = Store(data_folder(options) / FILE_NAME)
    sow(store, path("seeds/areas.csv"))
    return store


def _print(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _window(options: argparse.Namespace) -> int:
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in screens):
        print(
            "这里没有屏幕，窗口打不开。不用屏幕也能做事，先试试：main.py demo --data 文件夹",
            file=sys.stderr,
        )
        return COULD_NOT
    from gui.app import run

    return run(data_folder(options))


def _import(options: argparse.Namespace) -> int:
    from storage.intake.batch import keep
    from storage.intake.plan import plan
    from storage.intake.report import report, sentences

    with _open(options) as store:
        files = [Path(name) for name in options.files]
        made: Plan = plan(store, files, options.unit or "", policy=options.on_duplicate)
        failures = [file.failure for file in made.files if file.failure]
        batch = None
        if len(failures) < len(made.files) and not options.dry_run:
            batch = keep(store, made).id
    hopeless = len(failures) == len(made.files)
    if options.json:
        _print(report(made, batch))
    elif not hopeless:
        print("\n".join(sentences(made, batch)))
    if hopeless:
        print("\n".join(map(str, failures)), file=sys.stderr)
        return COULD_NOT
    return REFUSED if failures or made.counts["rejected"] or made.counts["held"] else DONE


def _undo_import(options: argparse.Namespace) -> int:
    from storage.intake.batch import undo_batch

    with _open(options) as store:
        undone = undo_batch(store, options.batch)
        print(f"已撤销这次导入：删去 {undone.removed} 条，改回 {undone.restored} 条。")
        for table, number, why in undone.kept:
            print(f"保留 {table.label} {table.number(number)}：{why}")
    return REFUSED if undone.kept else DONE


def _list(options: argparse.Namespace) -> int:
    from storage import export_log
    from storage.asking import conditions, table_called
    from storage.listing import Query, every

    table = table_called(options.table)
    with _open(options) as store:
        query = Query(table, filters=conditions(store, table, options.where or []))
        if options.json:
            _print([row.texts() for row in every(store, query)])
            if any(column.kind.mask for column in table.columns):
                export_log.note(store, f"list {table.name}", "full", "命令行", "stdout", "")
            return DONE
        names = list(table.shown)
        print("\t".join(table.shown[name].label for name in names))
        for row in every(store, query):
            print("\t".join(row.text(name, masked=True) for name in names))
    return DONE


def _indicators(options: argparse.Namespace) -> int:
    from storage.indicators import figures
    from storage.period import Quarter

    with _open(options) as store:
        measured = figures(store, Quarter.parse(options.period))
    if options.json:
        _print([one.as_json() for one in measured])
    else:
        for one in measured:
            print(f"{one.code}\t{one.label}\t{one.text}\t{one.target_text}")
    return DONE


def _export(options: argparse.Namespace) -> int:
    from storage.period import Quarter

    with _open(options) as store:
        return _write_package(store, Quarter.parse(options.period), options)


def _write_package(store: Store, quarter: Any, options: argparse.Namespace) -> int:
    from exports.package import write_package

    written = write_package(
        store,
        quarter,
        Path(options.out),
        options.privacy,
        reason=options.reason or "",
        on=date.today(),
    )
    if options.json:
        _print([{**dataclasses.asdict(one), "path": str(one.path)} for one in written])
    else:
        for one in written:
            print(f"{one.path}\n    {one.what} · {one.size:,} 字节 · SHA-256 {one.sha256}")
    return DONE


def _check(options: argparse.Namespace) -> int:
    from storage.faults import file_check, find_faults

    with _open(options) as store:
        damages = list(file_check(store))
        faults = list(find_faults(store, date.today()))
    if options.json:
        _print({"file": damages, "faults": [fault.as_json() for fault in faults]})
    else:
        print("数据文件完好。" if not damages else "\n".join(damages))
        for fault in faults:
            print(f"{fault.title}：{fault.message}")
        print(f"共 {len(faults)} 处需要核对。" if faults else "数据没有发现问题。")
    return REFUSED if damages or any(fault.severity == "error" for fault in faults) else DONE


def _demo(options: argparse.Namespace) -> int:
    from storage.demo import build

    with _open(options) as store:
        quarter = build(store, date.today(), print)
        if options.out:
            options.privacy, options.reason, options.json = "masked", "", False
            return _write_package(store, quarter, options)
    return DONE


def _backup(options: argparse.Namespace) -> int:
    from storage.backup import backup

    with _open(options) as store:
        print(f"已备份到 {backup(store, Path(options.folder))}")
    return DONE


def _restore(options: argparse.Namespace) -> int:
    from storage.backup import restore
    from storage.database import FILE_NAME

    aside = restore(Path(options.file), data_folder(options) / FILE_NAME)
    print("已恢复。" + (f"恢复前的数据保存在 {aside}" if aside else ""))
    return DONE


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--data", metavar="DIR", default=argparse.SUPPRESS, help="数据文件夹")
    parser = argparse.ArgumentParser(
        prog="main.py", description="青志台账：不带命令即打开窗口。", parents=[shared]
    )
    parser.set_defaults(run=_window)
    commands = parser.add_subparsers(title="命令", metavar="命令")

    def command(
        name: str, run: Callable[[argparse.Namespace], int], about: str, *, as_json: bool = False
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=about, description=about, parents=[shared])
        made.set_defaults(run=run)
        if as_json:
            made.add_argument("--json", action="store_true", help="结果写成 JSON")
        return made

    _records(command)
    _reports(command)
    return parser


def _records(command: Command) -> None:
    one = command("import", _import, "导入花名册", as_json=True)
    one.add_argument("files", nargs="+", metavar="FILE")
    one.add_argument("--unit", metavar="NAME", help="名册来自哪个学校或单位")
    one.add_argument("--dry-run", action="store_true", help="只检查，不导入")
    one.add_argument(
        "--on-duplicate", choices=("fill", "update", "skip", "keep"), default="fill",
        help="已在台账中的人：只补空白（默认）、以新表为准、跳过、都保留",
    )  # fmt: skip
    one = command("undo-import", _undo_import, "撤销一次导入")
    one.add_argument("batch", type=int, metavar="BATCH")
    one = command("list", _list, "列出一种台账", as_json=True)
    one.add_argument("table", metavar="TABLE")
    one.add_argument("--where", action="append", metavar="FIELD=VALUE", help="只列符合条件的")


def _reports(command: Command) -> None:
    one = command("indicators", _indicators, "一个季度的指标", as_json=True)
    one.add_argument("--period", required=True, metavar="2026Q3")
    one = command("export", _export, "写出一个季度的报表、附册和报告", as_json=True)
    one.add_argument("--period", required=True, metavar="2026Q3")
    one.add_argument("--out", required=True, metavar="DIR")
    one.add_argument("--privacy", choices=("summary", "masked", "full"), default="masked")
    one.add_argument("--reason", metavar="TEXT", help="给出全部证件号码的理由（full 必填）")
    command("check", _check, "检查数据文件和数据", as_json=True)
    one = command("demo", _demo, "做一个示例县（虚构）及其报表")
    one.add_argument("--out", metavar="DIR")
    command("backup", _backup, "备份到文件夹").add_argument("folder", metavar="DIR")
    command("restore", _restore, "从备份恢复").add_argument("file", metavar="FILE")


def _guarded() -> int:
    """Run, and turn what nobody expected into a sentence: no traceback ever reaches the clerk."""
    try:
        return main()
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        places = "\n".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
        log = Path(tempfile.gettempdir()) / "qingzhi-error.txt"
        log.write_text(
            f"{type(error).__name__}\n{places}\n", "utf-8"
        )  # no values: no person's data
        print(
            f"程序出了意外（{type(error).__name__}），数据没有损坏。详情在 {log}", file=sys.stderr
        )
        return COULD_NOT


if __name__ == "__main__":
    sys.exit(_guarded())
