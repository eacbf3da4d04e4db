"""Figures as numbers and as text."""

from __future__ import annotations

import pytest

from storage.counting.figure_numbers import average_hours, format_figure, percent


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [
        (1, 2, 50.0),
        (1, 3, 33.3),
        (1, 2000, 0.1),  # 0.05 is rounded up
        (9_996, 10_000, 99.9),  # and yet never to 100
        (5, 5, 100.0),
        (6, 5, 120.0),
        (0, 0, None),
    ],
)
def test_a_share_is_rounded_half_up_to_a_tenth(part, whole, share):
    assert percent(part, whole) == share


@pytest.mark.parametrize(
    ("minutes", "people", "hours"),
    [(90, 1, 1.5), (60, 3, 0.3), (63, 1, 1.1), (0, 4, 0.0), (60, 0, None)],
)
def test_hours_are_shared_among_people_to_a_tenth(minutes, people, hours):
    assert average_hours(minutes, people) == hours


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (7812, "人", "7,812 人"),
        (1234.5, "元", "1,234.50 元"),
        (12, "小时", "12.0 小时"),
        (89.1, "%", "89.1%"),
        (100, "%", "100%"),
        (1, "是否", "是"),
        (0, "是否", "否"),
        (None, "人", "无数据"),
    ],
)
def test_a_figure_is_formatted_by_its_unit(value, unit, text):
    assert format_figure(value, unit, with_unit=True) == text
    assert format_figure(7812, "人") == "7,812"
