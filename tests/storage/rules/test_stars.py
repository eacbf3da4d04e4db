from datetime import date

import pytest

from storage.rules.stars import rules_on, stand
from storage.tables import STAR_RULES
from storage.tables.star import StarRule

HOUR = 60
ON = date(2026, 9, 30)


@pytest.mark.parametrize(
    ("hours", "held", "reached", "due"),
    [
        (99.9, 0, 0, ()),
        (100, 0, 1, (1,)),
        (299.9, 1, 1, ()),
        (300, 0, 2, (1, 2)),  # what was missed is caught up, the lowest first
        (600, 2, 3, (3,)),
        (1000, 0, 4, (1, 2, 3, 4)),
        (1500, 3, 4, (4,)),  # five stars only from four
        (1500, 4, 5, (5,)),
        (9999, 5, 5, ()),
        (0, 3, 0, ()),  # an old grant, its hours never entered
    ],
)
def test_hours_reach_stars_and_the_fifth_needs_the_fourth(store, hours, held, reached, due):
    found = stand(int(hours * HOUR), held, rules_on(store, ON))
    assert (found.reached, found.due) == (reached, due)


def test_the_fifth_star_is_by_review(store):
    rules = rules_on(store, ON)
    assert stand(1500 * HOUR, 4, rules).by_review == (5,)
    assert stand(1000 * HOUR, 3, rules).by_review == ()


def test_what_is_lacking_to_the_next_star_is_told(store):
    rules = rules_on(store, ON)
    assert stand(90 * HOUR, 0, rules).minutes_to_next == 10 * HOUR
    assert stand(1500 * HOUR, 0, rules).minutes_to_next is None


def test_the_rules_that_hold_are_the_last_ones_in_force_on_the_day(store):
    with store.edit("新规则") as edit:
        later = StarRule(rule_set="新规则", effective_from=ON, star=1, hours_needed=50)
        edit.save(STAR_RULES, later)
    assert [one.hours_needed for one in rules_on(store, ON)] == [50]
    before = [one.hours_needed for one in rules_on(store, date(2026, 9, 29))]
    assert before == [100, 300, 600, 1000, 1500]
    assert rules_on(store, date(2000, 1, 1)) == []
