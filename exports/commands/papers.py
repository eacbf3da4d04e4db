"""Commands that write papers: export, demo."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage.commands.door import DONE, open_store, print_json

if TYPE_CHECKING:
    import argparse

    from storage.commands.door import Command
    from storage.store import Store


def _export(options: argparse.Namespace) -> int:
    from storage.period import Quarter

    with open_store(options) as store:
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
        version=options.version,
    )
    if options.json:
        print_json([{**dataclasses.asdict(one), "path": str(one.path)} for one in written])
    else:
        for one in written:
            print(f"{one.path}\n    {one.what} · {one.size:,} 字节 · SHA-256 {one.sha256}")
    return DONE


def _demo(options: argparse.Namespace) -> int:
    from storage.demo import build

    with open_store(options) as store:
        quarter = build(store, date.today(), print)
        if options.out:
            options.privacy, options.reason, options.json = "masked", "", False
            options.version = None
            return _write_package(store, quarter, options)
    return DONE


def add(command: Command) -> None:
    """Declare the commands."""
    one = command("export", _export, "写出一个季度的报表、附册和报告", as_json=True)
    one.add_argument("--period", required=True, metavar="2026Q3")
    one.add_argument("--out", required=True, metavar="DIR")
    one.add_argument("--privacy", choices=("summary", "masked", "full"), default="masked")
    one.add_argument("--reason", metavar="TEXT", help="给出全部证件号码的理由（full 必填）")
    one.add_argument("--version", type=int, metavar="N", help="已封存的第几版（不写即最后一版）")
    one = command("demo", _demo, "做一个示例县（虚构）及其报表")
    one.add_argument("--out", metavar="DIR")
