"""Charts: bars as long as their numbers, nothing outside its place, and a twin in words."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from exports.chart import Box, ChartText, Goal, column_chart, goal_chart

counts = st.lists(st.integers(0, 10**6), min_size=1, max_size=12)


@given(counts, st.floats(60, 800), st.floats(60, 300))
def test_columns_are_as_high_as_their_numbers(numbers, width, height):
    made = column_chart([(f"{n} 月", one) for n, one in enumerate(numbers, 1)], width, height)
    bars = [s for s in made.shapes if isinstance(s, Box) and s.tone != "hairline"]
    shown = [one for one in numbers if one]
    assert len(bars) == len(shown)
    for one, bar in zip(shown, bars, strict=True):
        wanted = (height - 40) * one / max(numbers)
        assert abs(bar.height - max(wanted, 1.5)) < 1e-6


@given(counts, st.floats(60, 800), st.floats(60, 300))
def test_no_shape_is_outside_the_chart(numbers, width, height):
    made = column_chart([(str(n), one) for n, one in enumerate(numbers)], width, height)
    for shape in made.shapes:
        assert shape.x >= -1e-6
        assert shape.x + shape.width <= width + 1e-6
        assert shape.y >= -2  # the least bar may push its number up by its own height
        assert shape.y + shape.height <= height + 2


@given(counts, st.floats(200, 800))
def test_numbers_never_overlap_and_the_last_is_always_shown(numbers, width):
    made = column_chart([("月", one) for one in numbers], width, 100)
    words = [s for s in made.shapes if isinstance(s, ChartText) and s.text != "月"]
    assert words[-1].text == f"{numbers[-1]:,}"
    assert all(a.x + a.width <= b.x + 1e-6 for a, b in pairwise(words))


def test_of_numbers_too_long_to_fit_the_highest_is_shown():
    made = column_chart([(f"{n} 月", 900 + n % 5 * 150) for n in range(1, 10)], 270, 110)
    shown = [s.text for s in made.shapes if isinstance(s, ChartText) and "月" not in s.text]
    assert shown == ["1,500", "1,500"]


def test_the_last_column_is_highlighted():
    made = column_chart([("7 月", 3), ("8 月", 5), ("9 月", 4)], 300, 100)
    assert [s.tone for s in made.shapes if isinstance(s, Box)] == ["bar", "bar", "link", "hairline"]


def test_a_goal_is_filled_by_its_share_and_never_beyond():
    rows = [
        Goal("注册", 450, 900, "450 / 900"),
        Goal("社工", 12, 10, "12 / 10"),
        Goal("建团", 0, 1, "0"),
    ]
    made = goal_chart(rows, 500)
    tracks = [s for s in made.shapes if isinstance(s, Box) and s.tone == "track"]
    filled = [s for s in made.shapes if isinstance(s, Box) and s.tone != "track"]
    assert [one.tone for one in filled] == ["link", "good"]
    assert filled[0].width == tracks[0].width / 2
    assert filled[1].width == tracks[1].width


def test_a_chart_has_a_description_in_words():
    assert column_chart([("1 月", 1234), ("2 月", 0)], 100, 100).description == "1 月 1,234，2 月 0"
    assert goal_chart([Goal("注册", 1, 2, "1 人 / 2 人")], 100).description == "注册 1 人 / 2 人"


def test_without_numbers_there_is_nothing_to_draw():
    assert column_chart([], 100, 100).shapes == ()
    assert goal_chart([], 100).height == 0


def test_texts_are_those_that_people_read():
    made = column_chart([("9 月", 1234)], 100, 100)
    assert [s.text for s in made.shapes if isinstance(s, ChartText)] == ["1,234", "9 月"]
