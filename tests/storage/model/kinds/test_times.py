from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.model.kinds import SIGNED_HOURS, STAR, TIME
from storage.model.kinds.times import minutes_of


@pytest.mark.parametrize(
    ("written", "kept"),
    [("8:30", "08:30"), ("08：30", "08:30"), ("0830", "08:30"), ("8点半", "08:30"), ("8时5分", "08:05"),
     ("下午2:30", "14:30"), ("晚上 8点", "20:00"), ("中午12:00", "12:00"), ("8.30", "08:30"),
     ("09:00:00", "09:00"), ("24:00", "24:00"), (0.375, "09:00"), (time(7, 5), "07:05"),
     (datetime(2026, 3, 5, 18, 0), "18:00")],
)  # fmt: skip
def test_a_time_is_read_in_every_notation(written, kept):
    assert TIME.parse(written) == kept


@pytest.mark.parametrize("written", ["24:01", "8:60", "25:00", "早上", "8", "", 8.5, "08:30-11:00"])
def test_what_is_no_time_is_refused_in_words(written):
    with pytest.raises(ValueError, match="不是时间|没有这个时间"):
        TIME.parse(written)


@given(st.integers(0, 24 * 60))
def test_times_sort_as_the_day_goes(minutes):
    kept = f"{minutes // 60:02}:{minutes % 60:02}"
    assert TIME.parse(kept) == kept
    assert minutes_of(kept) == minutes
    assert (kept < "12:00") == (minutes < 720)


@given(st.integers(-240, 240))
def test_hours_may_be_taken_away_in_a_correction_alone(tenths):
    assert SIGNED_HOURS.parse(SIGNED_HOURS.show(tenths * 6)) == tenths * 6


@pytest.mark.parametrize(
    ("written", "kept"), [("+0.5", 30), ("－1.5", -90), ("−2", -120), ("3", 180)]
)
def test_signs_are_read_as_people_write_them(written, kept):
    assert SIGNED_HOURS.parse(written) == kept


@pytest.mark.parametrize(
    ("written", "star"),
    [("三星", 3), ("三星级", 3), ("3", 3), (5, 5), ("★★★★", 4), ("一星级志愿者", 1), ("2星", 2)],
)
def test_a_star_is_read_in_every_notation(written, star):
    assert STAR.parse(written) == star
    assert STAR.parse(STAR.show(star)) == star


@pytest.mark.parametrize("written", ["0", "6", "六星", "", "★★★★★★", "星"])
def test_there_are_five_stars(written):
    with pytest.raises(ValueError, match="一星至五星"):
        STAR.parse(written)


@pytest.mark.parametrize(
    ("written", "read"),
    [(0.0, "00:00"), (1.0, "24:00"), (0.5, "12:00"), ("下午1时", "13:00"), ("下午12:30", "12:30"),
     ("下午11:05", "23:05"), ("晚上8点半", "20:30"), ("中午12点", "12:00"), ("下午13点", "13:00")],
)  # fmt: skip
def test_the_part_of_a_day_and_the_hours_of_the_afternoon_are_read(written, read):
    assert TIME.parse(written) == read


@pytest.mark.parametrize("written", [-0.5, 1.5, 2.0])
def test_what_is_no_part_of_a_day_is_no_time(written):
    with pytest.raises(ValueError, match="不是时间，应写成 08:30"):
        TIME.parse(written)
