"""Registrations by month of the year."""

from __future__ import annotations

from datetime import date

from people import volunteer
from storage.counting.figures.monthly import MonthCount, registrations_by_month
from storage.model.period import Quarter
from storage.model.tables import VOLUNTEERS

QUARTER = Quarter(2026, 3)


def test_registrations_are_counted_by_month_up_to_the_quarter_s_last(store):
    with store.edit("录入") as edit:
        for day in ("2026-01-05", "2026-03-01", "2026-03-31", "2026-11-02", "2025-03-01"):
            person = volunteer(
                born="2006-01-01",
                registration_status="已注册",
                registered_on=date.fromisoformat(day),
            )
            edit.save(VOLUNTEERS, person)
    months = registrations_by_month(store, QUARTER)
    assert [one.count for one in months] == [1, 0, 2, 0, 0, 0, 0, 0, 0]


def test_there_is_no_number_for_a_month_before_the_first_roster(store):
    with store.edit("录入") as edit:
        registered = {"registration_status": "已注册", "registered_on": date(2025, 2, 1)}
        edit.save(VOLUNTEERS, volunteer("甲", "2005-05-05", **registered))
    assert registrations_by_month(store, Quarter(2025, 1)) == ()
    assert [one.count for one in registrations_by_month(store, QUARTER)] == [0] * 9


def test_a_month_is_labelled_by_its_number():
    assert MonthCount(7, 3).label == "7 月"
