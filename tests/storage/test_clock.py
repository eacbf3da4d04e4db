"""The clock returns local days and times, and UTC for what is recorded."""

from datetime import UTC, timedelta

from storage import clock


def test_the_local_time_has_no_zone_and_the_recorded_time_is_utc():
    assert clock.now().tzinfo is None
    assert clock.now_utc().tzinfo is UTC


def test_the_three_readings_agree():
    before, day, after = clock.now(), clock.today(), clock.now()
    assert before.date() <= day <= after.date()
    assert abs(clock.now_utc() - clock.now().astimezone(UTC)) < timedelta(minutes=1)
