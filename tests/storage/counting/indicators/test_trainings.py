"""Figures on trainings: number, people, attendances and hours."""

from __future__ import annotations

from datetime import date

from counted import LAST_YEAR, counted, save
from people import volunteer
from storage.model.tables import ATTENDANCES, TRAININGS, VOLUNTEERS


def test_trainings_are_counted_in_quarter_and_year(store):
    summer, spring, before = save(
        store, TRAININGS,
        {"name": "甲", "hours": 90},
        {"name": "乙", "hours": 120, "held_on": date(2026, 2, 1)},
        {"name": "丙", "hours": 600, "held_on": LAST_YEAR},
    )  # fmt: skip
    with store.edit("录入") as edit:
        first, second = (
            edit.save(VOLUNTEERS, volunteer(name, backbone=True)) for name in ("甲", "乙")
        )
        edit.save(VOLUNTEERS, volunteer("丙", backbone=True))
    save(
        store, ATTENDANCES,
        {"training": summer, "volunteer": first},
        {"training": spring, "volunteer": first},
        {"training": spring, "volunteer": second},
        {"training": before, "volunteer": second},
    )  # fmt: skip
    assert counted(store, "T01", "T02", "T03", "T04") == [1, 1, 1, 1.5]
    assert counted(store, "T05", "T06", "T07", "T08") == [2, 2, 3, 3.5]
    assert counted(store, "T09") == (2, 3)
