"""The command that proposes joint league branches and drafts a request: joint-branches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage import clock
from storage.cli.context import DONE, day_of, open_store, print_json
from storage.errors import UserError

if TYPE_CHECKING:
    import argparse
    from datetime import date

    from storage.cli.context import Command
    from storage.counting.rules.joint_planner import JointPlan
    from storage.store.store import Store


def _joint_branches(options: argparse.Namespace) -> int:
    from storage.counting.rules.joint_planner import joint_plan

    on = day_of(options.on, clock.today())
    with open_store(options) as store:
        found = joint_plan(store, on)
        if options.draft:
            _draft(store, found, options.draft, on)
        elif options.json:
            print_json(
                {
                    "groups": [
                        {"partners": [one.name for one in group.partners],
                         "members": group.members, "why": group.why}
                        for group in found.groups
                    ],
                    "left": [one.name for one in found.left],
                }
            )  # fmt: skip
        else:
            _print_groups(found)
    return DONE


def _print_groups(found: JointPlan) -> None:
    for number, group in enumerate(found.groups, 1):
        print(f"{number}\t{group.lead.name}牵头\t{group.why}")
    for one in found.left:
        print(f"—\t{one.name}\t团员 {one.members} 人，暂时找不到能合计 {found.least} 人的伙伴")
    if not found.groups and not found.left:
        print("没有需要联合建团而还没有建的组织。")


def _draft(store: Store, found: JointPlan, number: int, on: date) -> None:
    from storage.counting.rules.joint_request import draft_request, members_of, mismatches

    if not 1 <= number <= len(found.groups):
        raise UserError(f"没有第 {number} 组，一共 {len(found.groups)} 组。")
    group = found.groups[number - 1]
    print(draft_request(store, group, on).plain)
    print("\n团员名册")
    members = members_of(store, group, on)
    for member in members:
        print(f"{member.organization}\t{member.name}\t{member.sex}\t{member.joined_on}")
    print("\n".join(mismatches(group, members)))


def add(command: Command) -> None:
    """Declare the command."""
    one = command(
        "joint-branches", _joint_branches, "建议哪些组织联合建团，并起草请示", as_json=True
    )
    one.add_argument("--on", metavar="2026-09-30", help="截止日（默认今天）")
    one.add_argument("--draft", type=int, metavar="N", help="起草第 N 组的请示和团员名册")
