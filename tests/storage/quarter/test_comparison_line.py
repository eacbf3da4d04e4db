"""One indicator in three quarters: changes, growth, and which decreases must be explained."""

from __future__ import annotations

import dataclasses

import pytest

from storage.counting.indicators.indicator import FLOW, STOCK, TO_DATE
from storage.quarter.comparison_line import ComparisonLine

LINE = ComparisonLine("V01", "在册志愿者数", "5.1a", "人", STOCK, now=90, before=120, year_ago=80)


def test_a_line_states_its_changes_and_growth():
    assert (LINE.change, LINE.change_text, LINE.growth) == (-30, "−30", -25.0)
    assert (LINE.year_change, LINE.year_change_text, LINE.year_growth) == (10, "+10", 12.5)
    assert LINE.text_of(1234) == "1,234"


def test_without_an_earlier_number_there_is_no_change():
    line = dataclasses.replace(LINE, before=None, year_ago=0)
    assert (line.change, line.change_text, line.growth) == (None, "", None)
    assert line.year_growth is None  # nothing is no basis of a share
    assert not line.is_decrease


def test_a_share_changes_by_points_and_has_no_growth():
    line = dataclasses.replace(LINE, unit="%", now=89.1, before=90.3)
    assert (line.change, line.change_text, line.growth) == (-1.2, "−1.2 个百分点", None)


def test_growth_is_rounded_half_up_to_a_tenth():
    assert dataclasses.replace(LINE, now=2001, before=2000).growth == 0.1
    assert dataclasses.replace(LINE, now=1999, before=2000).growth == -0.1


@pytest.mark.parametrize(
    ("facts", "decrease", "required"),
    [
        ({}, True, True),
        ({"written": True}, True, False),
        ({"span": FLOW}, True, False),
        ({"span": TO_DATE}, False, False),  # it is compared with last year, and that rose
        ({"span": TO_DATE, "year_ago": 91}, True, False),
        ({"code": "V12"}, False, False),  # fewer that lack a consent is an improvement
        ({"now": 120}, False, False),
    ],
)
def test_a_decrease_must_be_explained_unless_it_is_none(facts, decrease, required):
    line = dataclasses.replace(LINE, **facts)
    assert (line.is_decrease, line.must_explain) == (decrease, required)


def test_a_line_comes_back_from_its_sealed_form():
    assert ComparisonLine(**LINE.as_json()) == LINE
