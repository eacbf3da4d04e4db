"""Checks on stars."""

from __future__ import annotations

from datetime import date

import pytest

from quarter_checks import (
    assert_fails_alone,
    assert_findings_lead_to_records,
    change,
)
from storage.model.tables import (
    STAR_GRANTS,
    VOLUNTEERS,
)
from storage.model.tables.star import StarGrant


def stars_without_registration(edit, made):
    for at in range(5):
        change(edit, VOLUNTEERS, made[f"person{at}"], registration_status="未注册")


def star_too_high(edit, made):
    grant = StarGrant(volunteer=made["person1"], star=3, granted_on=date(2026, 6, 1))
    edit.save(STAR_GRANTS, grant)


BROKEN = [
    (stars_without_registration, "C9", True),
    (star_too_high, "C10", False),
]


@pytest.mark.parametrize(
    ("break_it", "code", "blocks"), BROKEN, ids=[one[0].__name__ for one in BROKEN]
)
def test_a_check_fails_alone_and_leads_to_the_records_of_its_findings(
    store, sound, break_it, code, blocks
):
    with store.edit("弄坏") as edit:
        break_it(edit, sound)
    assert_fails_alone(store, code, blocks=blocks)
    assert_findings_lead_to_records(store, code)
