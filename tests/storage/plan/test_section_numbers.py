"""Section numbers in Chinese words."""

from __future__ import annotations

import pytest

from storage.plan.section_numbers import numeral


@pytest.mark.parametrize(
    ("number", "word"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (42, "四十二")],
)
def test_sections_are_numbered_in_words(number, word):
    assert numeral(number) == word
