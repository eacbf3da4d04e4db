"""Commands on a quarter: seal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from storage.commands.door import DONE, open_store, print_json

if TYPE_CHECKING:
    import argparse

    from storage.commands.door import Command


def _seal(options: argparse.Namespace) -> int:
    from storage.period import Quarter
    from storage.quarter.sealing import seal_quarter

    quarter = Quarter.parse(options.period)
    with open_store(options) as store:
        made = seal_quarter(store, quarter, date.today(), options.reason or "")
    if options.json:
        print_json(made.as_json())
    else:
        print(f"{quarter.label}已封存：{made.label}\n    SHA-256 {made.digest}")
    return DONE


def add(command: Command) -> None:
    """Declare the commands."""
    one = command("seal", _seal, "封存一个季度，以后的改动只算补报、更正", as_json=True)
    one.add_argument("--period", required=True, metavar="2026Q3")
    one.add_argument("--reason", metavar="TEXT", help="更正的原因（第 2 版起必填）")
