"""Whether a quarter could be sealed today: results, sentence and order of its checks."""

from __future__ import annotations

from quarter_checks import (
    QUARTER,
    TODAY,
)
from storage.quarter.checks import CHECKS
from storage.quarter.readiness import check_readiness


def test_on_a_sound_county_every_check_passes(store, sound):
    found = check_readiness(store, QUARTER, TODAY)
    assert [(code, one.text) for code, one in (*found.blockers, *found.reminders)] == []
    assert found.passed == len(CHECKS)
    assert found.sentence == "今天就报：可以封存"
