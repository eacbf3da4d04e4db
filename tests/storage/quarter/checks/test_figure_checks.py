"""Checks of figures against one another and against the quarters before."""

from __future__ import annotations

from datetime import date

import pytest

from quarter_checks import (
    QUARTER,
    SPRING,
    TODAY,
    blocking_with_figure,
    change,
    failing,
)
from storage.model.tables import (
    EXPLANATIONS,
    TRAININGS,
    VOLUNTEERS,
)
from storage.model.tables.quarter import Explanation
from storage.model.tables.training import Training
from storage.quarter.check import EXPLAIN
from storage.quarter.readiness import check_readiness
from storage.quarter.sealing import seal_unchecked


@pytest.mark.parametrize(
    ("code", "facts", "check"),
    [
        ("T06", {"value": 1}, ""),
        ("T06", {"value": 2}, "C6"),
        ("V01", {"value": 6}, "C2"),
        ("V12", {"value": 1}, "C11"),
        ("T08", {"value": 3.0}, "C8"),
    ],
)
def test_a_figure_that_contradicts_another_blocks(store, sound, code, facts, check):
    blocking = blocking_with_figure(store, code, **facts)
    assert (check in blocking) if check else not blocking


def test_a_decrease_blocks_until_it_is_explained(store, sound):
    seal_unchecked(store, QUARTER.previous, date(2026, 7, 9))
    with store.edit("毕业") as edit:
        change(edit, VOLUNTEERS, sound["person3"], status="毕业", left_on=date(2026, 7, 1))
    found = check_readiness(store, QUARTER, TODAY)
    ((code, one),) = found.blockers
    assert (code, one.act) == ("C16", EXPLAIN)
    assert "V02" in one.codes
    with store.edit("写变动说明") as edit:
        for name in one.codes:
            words = Explanation(quarter=str(QUARTER), indicator=name, text="初三毕业。")
            edit.save(EXPLANATIONS, words)
    assert check_readiness(store, QUARTER, TODAY).blockers == ()


def test_an_edit_of_a_sealed_quarter_is_a_correction_to_account_for(store, sound):
    seal_unchecked(store, QUARTER.previous, date(2026, 7, 9))
    late = Training(
        name="补报的班", category="骨干", content="急救", held_on=SPRING, hours=60,
        organiser="团区委",
    )  # fmt: skip
    with store.edit("补报") as edit:
        edit.save(TRAININGS, late)
    blocking = failing(store)[1]
    assert blocking == {"C8"}
    seal_unchecked(store, QUARTER.previous, TODAY, "补报一场培训")
    assert failing(store)[1] == set()
