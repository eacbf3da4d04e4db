"""Sealing a quarter: what is refused, and what is sealed with it."""

from __future__ import annotations

import pytest

from quarter_checks import (
    QUARTER,
    TODAY,
    change,
)
from storage.errors import UserError
from storage.model.tables import (
    LEAGUE_BRANCHES,
    UNITS,
)
from storage.model.tables.unit import Unit
from storage.quarter.checks import CHECKS
from storage.quarter.coverage import record_zero_reports
from storage.quarter.sealing import seal_quarter
from storage.seals.seal import contents_of, seals


def school_without_data(edit, made):
    edit.save(UNITS, Unit(name="平地中学", kind="中学"))


def no_approval(edit, made):
    change(edit, LEAGUE_BRANCHES, made["branch of team"], approval_number=None)


def test_a_blocked_quarter_is_not_sealed_and_a_sound_one_is_with_its_results(store, sound):
    with store.edit("弄坏") as edit:
        school_without_data(edit, sound)
        no_approval(edit, sound)
    with pytest.raises(UserError, match="还不能封存：C19 平地中学没有数据，也没有零报告"):
        seal_quarter(store, QUARTER, TODAY)
    assert seals(store) == []
    record_zero_reports(store, QUARTER, [store.named(UNITS, "平地中学")], TODAY, "李芳")
    made = seal_quarter(store, QUARTER, TODAY)
    kept = {one["code"]: one["ok"] for one in contents_of(store, made)["checks"]}
    assert kept["C14"] is False
    assert kept["C19"] is True
    assert len(kept) == len(CHECKS)
