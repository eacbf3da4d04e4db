from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from storage.counting.rules.workdays import Calendar, calendar_of, in_time_sql, working_days_sql
from storage.model.tables import HOLIDAYS
from storage.model.tables.calendar import Holiday

FRIDAY = date(2026, 9, 25)
OFF = [date(2026, 10, day) for day in (1, 2, 5, 6, 7)]
WORKED = [date(2026, 9, 27), date(2026, 10, 10)]
CALENDAR = Calendar(frozenset(OFF), frozenset(WORKED))
DAYS = st.dates(date(2026, 9, 1), date(2026, 10, 31))


def test_weekends_are_off_and_the_day_itself_does_not_count():
    assert Calendar().after(FRIDAY, 1) == date(2026, 9, 28)
    assert Calendar().after(FRIDAY, 10) == date(2026, 10, 9)
    assert Calendar().after(FRIDAY, 0) == FRIDAY


def test_holidays_are_off_and_weekends_worked_in_their_stead_count():
    assert CALENDAR.after(FRIDAY, 1) == date(2026, 9, 27)
    assert CALENDAR.after(FRIDAY, 10) == date(2026, 10, 14)
    assert not CALENDAR.works(date(2026, 10, 1))
    assert CALENDAR.works(date(2026, 10, 10))


def test_the_clerk_s_own_days_are_read_from_the_ledger(store):
    with store.edit("清空") as edit:
        for one in store.select(HOLIDAYS):
            edit.remove(HOLIDAYS, one.id)
        for day in OFF:
            edit.save(HOLIDAYS, Holiday(day=day, kind="放假"))
        for day in WORKED:
            edit.save(HOLIDAYS, Holiday(day=day, kind="上班"))
    assert calendar_of(store) == CALENDAR


def test_the_rule_in_sql_is_the_rule_in_python(store):
    with store.edit("放假") as edit:
        for one in list(store.select(HOLIDAYS)):
            edit.remove(HOLIDAYS, one.id)
        for day in OFF:
            edit.save(HOLIDAYS, Holiday(day=day, kind="放假"))
        for day in WORKED:
            edit.save(HOLIDAYS, Holiday(day=day, kind="上班"))

    @given(DAYS, st.integers(0, 40), st.integers(0, 12))
    def agree(first, length, allowed):
        last = first + timedelta(length)
        values = {"first": first.isoformat(), "last": last.isoformat(), "days": allowed}
        number = store.value(f"SELECT {working_days_sql(':first', ':last')}", values)
        assert number == CALENDAR.between(first, last)
        in_time = store.value(f"SELECT {in_time_sql(':first', ':last', ':days')}", values)
        assert bool(in_time) == (CALENDAR.between(first, last) <= allowed)

    agree()
