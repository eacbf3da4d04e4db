"""Commands that check and seal a quarter: ready, seal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage import clock
from storage.cli.context import DONE, REFUSED, open_store, print_json

if TYPE_CHECKING:
    import argparse

    from storage.cli.context import Command


def _ready(options: argparse.Namespace) -> int:
    from exports.reports.agreement import check_with_papers
    from storage.model.period import Quarter

    with open_store(options) as store:
        found = check_with_papers(store, Quarter.parse(options.period), clock.today())
    if options.json:
        print_json(found.as_json())
    else:
        print(found.sentence)
        for mark, listed in (("挡住", found.blockers), ("提醒", found.reminders)):
            for code, one in listed:
                print(f"{mark}\t{code}\t{one.text}\t{one.fix}")
        print(f"其余 {found.passed} 项平衡。")
    return REFUSED if found.blockers else DONE


def _seal(options: argparse.Namespace) -> int:
    from exports.reports.agreement import check_with_papers
    from storage.model.period import Quarter
    from storage.quarter.corrections import accept_drafts
    from storage.quarter.sealing import check_sealable, seal_quarter

    quarter, today, reason = Quarter.parse(options.period), clock.today(), options.reason or ""
    with open_store(options) as store:
        check_sealable(store, quarter, today, reason)
        if options.accept:
            with store.edit("认可更正的草稿") as edit:
                accept_drafts(store, edit, quarter)
        found = check_with_papers(store, quarter, today)
        made = seal_quarter(store, quarter, today, reason, found)
    if options.json:
        print_json(made.as_json())
    else:
        print(f"{quarter.label}已封存：{made.label}\n    SHA-256 {made.digest}")
    return DONE


def add(command: Command) -> None:
    """Declare the commands."""
    one = command("ready", _ready, "今天就报：还有什么挡住封存", as_json=True)
    one.add_argument("--period", required=True, metavar="2026Q3", help="哪个季度")
    one = command("seal", _seal, "封存一个季度，以后的改动只算补报、更正", as_json=True)
    one.add_argument("--period", required=True, metavar="2026Q3", help="哪个季度")
    one.add_argument("--reason", metavar="TEXT", help="更正的原因（第 2 版起必填）")
    one.add_argument("--accept", action="store_true", help="更正的各项按草稿认可，不另写说明")
