"""The command that lists upcoming dates: agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage import clock
from storage.cli.context import DONE, day_of, open_store, print_json

if TYPE_CHECKING:
    import argparse

    from storage.cli.context import Command


def _agenda(options: argparse.Namespace) -> int:
    from storage.plan.agenda import upcoming

    first = day_of(options.on, clock.today())
    with open_store(options) as store:
        found = upcoming(store, first, options.days)
    if options.json:
        print_json([one.as_json() for one in found])
    else:
        for one in found:
            print(f"{one.day:%Y-%m-%d}\t{one.text}\t{one.detail}")
    return DONE


def add(command: Command) -> None:
    """Declare the command."""
    one = command("agenda", _agenda, "近期日程：到龄、会议、换届、主题日、应录记录", as_json=True)
    one.add_argument("--days", type=int, default=92, metavar="N", help="今后多少天")
    one.add_argument("--on", metavar="2026-10-01", help="从哪天起（默认今天）")
