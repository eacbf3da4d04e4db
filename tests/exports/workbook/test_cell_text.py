"""Text as a workbook holds it: widths, lines, and what needs a look before it is written."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exports.workbook import cell_text


@pytest.mark.parametrize(
    ("text", "places"), [("abc", 3), ("汉字", 4), ("a汉", 3), ("ab\n汉字汉", 6), ("", 0)]
)
def test_a_chinese_character_is_two_places_wide(text, places):
    assert cell_text.text_width(text) == places


def test_lines_are_counted_as_a_column_breaks_them():
    assert cell_text.line_count("汉" * 10, 20) == 1
    assert cell_text.line_count("汉" * 11, 20) == 2
    assert cell_text.line_count("一\n\n二", 20) == 3
    assert cell_text.line_count("经费到位率（80,000/120,000元）", 20) == 2
    assert (
        cell_text.line_count("到位率三四五（80,000/120,000元），执行率", 20) == 3
    )  # 41 places, yet no number parted
    assert cell_text.line_count("a" * 41, 20) == 3
    assert cell_text.line_count("汉字" + "a" * 41, 20) == 4


@given(st.text(min_size=1))
@example("=1+1")
@example("<r>粗</r>")
@example("一\r二")
@example("a\ufffe")
def test_no_odd_text_is_passed_over_without_a_look(text):
    if cell_text.ODD.search(text):
        assert text[0] in cell_text.FIRST_OF_ODD or not text.isprintable()
