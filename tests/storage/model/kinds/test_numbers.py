import pytest

from storage.model.kinds import HOURS


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("12小时30分", 750), ("2个小时6分钟", 126), ("90分钟", 90), ("1时30分", 90), ("12小时", 720)],
)
def test_hours_with_minutes_are_read(written, minutes):
    assert HOURS.parse(written) == minutes


def test_minutes_that_are_no_tenth_of_an_hour_are_refused():
    with pytest.raises(ValueError, match="最细到"):
        HOURS.parse("1小时20分")
