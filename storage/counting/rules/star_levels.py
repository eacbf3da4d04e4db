"""Stars by a versioned table of hours (中国注册志愿者管理办法 §16; 四川(试行)).

What the hours reach (达标) and what has been granted (认定) are two things. Stars missed are caught
up one by one, the lowest first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.model.tables.star import STAR_RULES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from storage.model.tables.star import StarRule
    from storage.store.store import Store

HIGHEST_STAR = 5
_MINUTES = (
    "SELECT total(s.hours) FROM service_record s JOIN volunteer v ON v.id = s.volunteer"
    " WHERE s.volunteer = :volunteer AND s.served_on BETWEEN ifnull(v.registered_on, '') AND :on"
)
_HELD = (
    "SELECT ifnull(max(star), 0) FROM star_grant WHERE volunteer = :volunteer AND granted_on <= :on"
)


@dataclass(frozen=True, slots=True)
class StarStatus:
    """How a volunteer stands: the star the hours reach, the one held, and those to be granted.

    `by_review` are those among `due` that a jury decides on.
    """

    reached: int
    held: int
    due: tuple[int, ...]
    by_review: tuple[int, ...]
    minutes_to_next: int | None


def rules_on(store: Store, on: date) -> list[StarRule]:
    """The stars of the rule set that holds on the day, the lowest first."""
    sql = "effective_from = (SELECT max(effective_from) FROM star_rule WHERE effective_from <= ?)"
    found = list(store.select(STAR_RULES, sql, (on.isoformat(),), order="star, id DESC"))
    return list({one.star: one for one in found[::-1]}.values())[::-1]


def star_status(store: Store, volunteer: int, on: date) -> StarStatus:
    """How a volunteer stands on the day."""
    values = {"volunteer": volunteer, "on": on.isoformat()}
    minutes = store.value(_MINUTES, values)
    return status_for(int(minutes), int(store.value(_HELD, values)), rules_on(store, on))


def status_for(minutes: int, held: int, rules: Sequence[StarRule]) -> StarStatus:
    """Apply the table to the hours since registration and the highest star granted."""
    reached, due = 0, []
    for rule in sorted(rules, key=lambda one: one.star):
        if minutes < rule.hours_needed * 60:
            break
        if rule.needs_previous and held < rule.star - 1:
            break
        reached = rule.star
        if rule.star > held:
            due.append(rule)
    further = [rule.hours_needed * 60 - minutes for rule in rules]
    return StarStatus(
        reached,
        held,
        tuple(rule.star for rule in due),
        tuple(rule.star for rule in due if rule.needs_review),
        min((lacking for lacking in further if lacking > 0), default=None),
    )
