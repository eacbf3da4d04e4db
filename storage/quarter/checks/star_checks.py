"""Checks C9, C10: stars are granted to registered volunteers whose hours reach them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.counting import counting_rules as rules
from storage.model.tables.star import STAR_GRANTS
from storage.quarter.check import Check, CheckContext, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

_GRANTED = "(t.granted_on <= :on)"
_OF_ROSTER = f"t.volunteer IN (SELECT t.id FROM volunteer t WHERE {rules.ROSTER}"
STARRED = f"({_GRANTED} AND {_OF_ROSTER}))"
UNREGISTERED = f"({_GRANTED} AND {_OF_ROSTER} AND NOT ifnull({rules.REGISTERED_BY_NOW}, 0)))"

# What a star needs by the rules that hold on the day, and what its holder has, in minutes: hours
# after registration, or the platform's, whichever is more
_NEEDED = (
    "(SELECT 60 * r.hours_needed FROM star_rule r WHERE r.star = t.star AND r.effective_from ="
    " (SELECT max(effective_from) FROM star_rule WHERE effective_from <= :on)"
    " ORDER BY r.id DESC LIMIT 1)"
)
_SERVED = (
    "(SELECT max(ifnull(v.platform_hours, 0), ifnull((SELECT sum(s.hours) FROM service_record s"
    " WHERE s.volunteer = v.id AND s.served_on <= :on"
    " AND s.served_on >= ifnull(v.registered_on, '')), 0))"
    " FROM volunteer v WHERE v.id = t.volunteer)"
)
TOO_HIGH = f"({_GRANTED} AND t.historical IS NOT 1 AND {_SERVED} < {_NEEDED})"


def check_holders(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding where starred volunteers outnumber registered ones (星级合计 ≤ 注册数)."""
    held = f"SELECT count(DISTINCT t.volunteer) FROM star_grant t WHERE {STARRED}"
    starred = int(context.store.value(held, dict(context.counting.parameters)))
    registered = int(context.number("V04"))
    if starred > registered:
        yield Finding(
            f"有星级的 {starred:,} 人，多于注册志愿者 {registered:,} 人",
            "请核对这些人的志愿四川状态，或更正认定。",
            blocks=True,
            action="去核对",
            selection=context.select(STAR_GRANTS, UNREGISTERED),
        )


def check_hours(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for grants above the star that the hours reach (历史认定除外)."""
    selection = context.select(STAR_GRANTS, TOO_HIGH)
    count = context.count(selection)
    if count:
        yield Finding(
            f"{count:,} 项星级认定高于时长达到的星级",
            "请补录时长；以前认定、时长没有录入的，标为历史认定。",
            blocks=False,
            action="去核对",
            selection=selection,
        )


STAR_CHECKS = (
    Check("C9", "有星级的人数不大于注册志愿者数", check_holders),
    Check("C10", "认定的星级不高于达标的（历史认定除外）", check_hours),
)
