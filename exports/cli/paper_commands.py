"""Commands that write papers: export, demo."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage import clock
from storage.cli.context import DONE, open_store, print_json

if TYPE_CHECKING:
    import argparse

    from storage.cli.context import Command
    from storage.store.store import Store


def _export(options: argparse.Namespace) -> int:
    from storage.model.period import Quarter

    with open_store(options) as store:
        return _write_package(store, Quarter.parse(options.period), options)


def _write_package(store: Store, quarter: Any, options: argparse.Namespace) -> int:
    from exports.draft_mark import DRAFT_WORD, MAY_CHANGE
    from exports.package import write_package
    from exports.package.encryption import readable_password
    from storage.seals.seal import last_seal

    password = options.password or (readable_password() if options.privacy == "full" else "")
    written = write_package(
        store,
        quarter,
        Path(options.out),
        options.privacy,
        reason=options.reason or "",
        password=password,
        zipped=options.zip,
        on=clock.today(),
        version=options.version,
    )
    if options.json:
        print_json([{**dataclasses.asdict(one), "path": str(one.path)} for one in written])
    else:
        for one in written:
            print(f"{one.path}\n    {one.what} · {one.size:,} 字节 · SHA-256 {one.sha256}")
        if last_seal(store, quarter) is None:
            print(f"这些是{DRAFT_WORD}：{MAY_CHANGE}。")
    if password and not options.password:
        print(f"附册的打开密码（只显示这一次，请另行告知对方）：{password}", file=sys.stderr)
    return DONE


def _fill_form(options: argparse.Namespace) -> int:
    from exports.draft_mark import DRAFT_WORD, MAY_CHANGE
    from exports.form_filling import fill_form
    from exports.reports.report_context import report_context
    from storage.model.period import Quarter

    out = Path(options.out)
    with (
        open_store(options) as store,
        report_context(store, Quarter.parse(options.period), "masked", clock.today()) as context,
    ):
        filled = fill_form(Path(options.form), context, out)
        warning = f"（{DRAFT_WORD}：{MAY_CHANGE}）" if context.draft else ""
    print(f"已填 {filled} 处：{out}{warning}")
    return DONE


def _demo(options: argparse.Namespace) -> int:
    from storage.demo import build

    with open_store(options) as store:
        quarter = build(store, clock.today(), print)
        if options.out:
            options.privacy, options.reason, options.json = "masked", "", False
            options.version = None
            options.password, options.zip = "", False
            return _write_package(store, quarter, options)
    return DONE


def add(command: Command) -> None:
    """Declare the commands."""
    one = command("export", _export, "写出一个季度的报表、附册和报告", as_json=True)
    one.add_argument("--period", required=True, metavar="2026Q3", help="哪个季度")
    one.add_argument("--out", required=True, metavar="DIR", help="写到哪个文件夹")
    one.add_argument(
        "--privacy",
        choices=("summary", "masked", "full"),
        default="masked",
        help="汇总、脱敏或完整",
    )
    one.add_argument("--reason", metavar="TEXT", help="给出全部证件号码的理由（full 必填）")
    one.add_argument("--version", type=int, metavar="N", help="已封存的第几版（不写即最后一版）")
    one.add_argument("--password", metavar="WORD", help="附册的打开密码；不给就生成一个（full）")
    one.add_argument("--zip", action="store_true", help="另压成一个 zip 报送包")
    one = command("fill-form", _fill_form, "把指标填进市里的表：格里写 {V02}、{V02.目标}")
    one.add_argument("form", metavar="FORM.xlsx", help="市里发来的表，格里写着指标编号")
    one.add_argument("--period", required=True, metavar="2026Q3", help="哪个季度")
    one.add_argument("--out", required=True, metavar="FILE.xlsx", help="填好的表写成哪个文件")
    one = command("demo", _demo, "做一个示例县（虚构）及其报表")
    one.add_argument("--out", metavar="DIR", help="报送材料写到哪个文件夹；不写就只做台账")
