import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.counting.rules.corrected_hours import correction_minutes, correction_text, hours_text
from storage.model.kinds.numbers import show_hours

TENTHS = st.integers(0, 240).map(lambda tenths: tenths * 6)


@given(TENTHS, TENTHS)
def test_the_difference_makes_the_hours_what_they_should_be(now, wanted):
    if now == wanted:
        with pytest.raises(ValueError, match="不用更正"):
            correction_minutes(show_hours(wanted), now)
    else:
        assert now + correction_minutes(show_hours(wanted), now) == wanted


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("8", "现在就是 8 小时"), ("8.0小时", "现在就是 8 小时"), ("-2", "不能少于 0"), ("−2", "不能少于 0"),
        ("－2", "不能少于 0"), ("+2", "不写增减"), ("24.1", "24 小时"), ("600", "24 小时"), ("六点", "不是小时数"),
        ("6.05", "0.1 小时"), ("", "不是小时数"),
    ],
)  # fmt: skip
def test_an_invalid_correction_of_eight_hours_is_refused(typed, words):
    with pytest.raises(ValueError, match=words):
        correction_minutes(typed, 480)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("6", -120), ("6小时", -120), ("６", -120), ("0", -480), ("24", 960), ("6小时30分", -90)],
)
def test_hours_are_read_as_people_write_them(typed, minutes):
    assert correction_minutes(typed, 480) == minutes


def test_the_change_is_formatted_with_before_and_after():
    assert correction_text(480, -120) == "8 → 6（−2）"
    assert correction_text(390, 90) == "6.5 → 8（+1.5）"
    assert hours_text(0) == "0"
