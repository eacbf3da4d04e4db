"""The numbers of sections in words."""

from __future__ import annotations

import pytest

from storage.plan.section_numbers import numeral


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (29, "二十九"), (99, "九十九")],
)
def test_a_number_is_written_as_in_notices(number, text):
    assert numeral(number) == text
