"""Stars by a versioned table of hours (中国注册志愿者管理办法 §16; 四川(试行)).

A star reached by hours (达标) and a star granted (认定) are two things. Missed stars are granted one
by one, the lowest first.
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
    """A volunteer's stars: the one reached by hours, the one held, and those due to be granted.

    `by_review` are those of `due` that a jury decides on; None in `minutes_to_next` at the top.
    """

    reached: int
    held: int
    due: tuple[int, ...]
    by_review: tuple[int, ...]
    minutes_to_next: int | None


def rules_on(store: Store, on: date) -> list[StarRule]:
    """Return the stars of the rule set in force on the day, the lowest first."""
    sql = "effective_from = (SELECT max(effective_from) FROM star_rule WHERE effective_from <= ?)"
    rules = list(store.select(STAR_RULES, sql, (on.isoformat(),), order="star, id DESC"))
    return list({one.star: one for one in rules[::-1]}.values())[::-1]


def star_status(store: Store, volunteer: int, on: date) -> StarStatus:
    """Return a volunteer's stars on the day."""
    values = {"volunteer": volunteer, "on": on.isoformat()}
    minutes = store.value(_MINUTES, values)
    return status_for(int(minutes), int(store.value(_HELD, values)), rules_on(store, on))


def status_for(minutes: int, held: int, rules: Sequence[StarRule]) -> StarStatus:
    """Apply the table to the minutes served since registration and the highest star granted."""
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
