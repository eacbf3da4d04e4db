"""Which units must report, and their zero reports (零报告)."""

from __future__ import annotations

import pytest

from quarter_checks import (
    QUARTER,
    TODAY,
    failing,
)
from storage.errors import UserError
from storage.model.tables import (
    UNITS,
    ZERO_REPORTS,
)
from storage.model.tables.unit import Unit
from storage.quarter.coverage import record_zero_reports
from storage.quarter.readiness import check_readiness


def school_without_data(edit, made):
    edit.save(UNITS, Unit(name="平地中学", kind="中学"))


def test_a_zero_report_requires_a_name(store, sound):
    with store.edit("弄坏") as edit:
        school_without_data(edit, sound)
    school = store.named(UNITS, "平地中学")
    with pytest.raises(UserError, match="谁确认"):
        record_zero_reports(store, QUARTER, [school], TODAY, " ")
    assert record_zero_reports(store, QUARTER, [school], TODAY, "李芳") == 1
    assert record_zero_reports(store, QUARTER, [school], TODAY, "李芳") == 0
    (kept,) = store.find(ZERO_REPORTS, unit=school)
    assert (kept.by, kept.reported_on, kept.quarter) == ("李芳", TODAY, "2026Q3")
    assert failing(store) == (set(), set())
    assert "C19" in {
        one.check.code for one in check_readiness(store, QUARTER.next, TODAY).results if one.blocks
    }  # it speaks of its own quarter alone


def test_townships_of_other_counties_and_units_of_the_city_need_not_report(store, sound):
    with store.edit("录入") as edit:
        edit.save(UNITS, Unit(name="市直学校", kind="中学", counted_by="市直"))
        edit.save(UNITS, Unit(name="停办学校", kind="小学", active=False))
        edit.save(UNITS, Unit(name="某企业", kind="企业"))
    assert failing(store) == (set(), set())
    with store.edit("录入") as edit:
        edit.save(UNITS, Unit(name="必建企业", kind="企业", duty="必建"))
    assert failing(store)[1] == {"C19"}
