"""Columns as wide as what they hold, and the paper they fit on."""

from __future__ import annotations

from datetime import date

import pytest

from exports.sheet import Band, Count, Heading, Total
from exports.workbook.sizes import A3, A4, Widths, heading_width, size_for, title_span
from sheets import ROW, sheet, written


def test_columns_are_as_wide_as_what_they_hold_and_long_text_gets_a_taller_row(tmp_path):
    page = written(tmp_path, sheet(ROW))["W03 台账"]
    assert page.column_dimensions["B"].width >= 18
    assert page.column_dimensions["G"].width <= 24
    assert page["G4"].alignment.wrap_text
    assert page.row_dimensions[4].height > 80
    assert not page["A4"].alignment.wrap_text


def test_very_wide_sheets_go_over_several_wide_pages_that_repeat_what_is_held(tmp_path):
    wide = sheet(("长" * 12,) * 40, headings=(Heading("名称"),) * 40, frozen_columns=2)
    page = written(tmp_path, wide)["W03 台账"]
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (8, "landscape")
    assert page.page_setup.fitToWidth > 1
    assert page.print_title_cols == "$A:$B"


@pytest.mark.parametrize(
    ("label", "places"),
    [("", 5), ("序号", 5), ("证件号码", 8), ("计入建团率", 10), ("业务主管或指导单位", 10)],
)
def test_a_long_heading_asks_for_the_room_of_two_lines(label, places):
    assert heading_width(label) == places


@pytest.mark.parametrize(
    ("contents", "paper", "landscape", "pages"),
    [((20, 20), A4, False, 1), ((60, 60), A4, True, 1), ((90, 90, 50), A4, True, 1),
     ((90, 90, 90), A3, True, 1), ((90,) * 5, A3, True, 2)],
)  # fmt: skip
def test_wider_sheets_lie_then_go_on_larger_paper_then_over_several_pages(
    contents, paper, landscape, pages
):
    size = size_for(contents)
    assert (size.paper, size.landscape, size.pages) == (paper, landscape, pages)
    assert size.widths == tuple(float(one + 3) for one in contents)


def test_a_title_stays_where_it_is_seen():
    assert title_span((50.0, 50.0)) == 1
    assert title_span((50.0, 90.0, 40.0, 40.0)) == 2
    assert title_span((200.0, 10.0)) == 1  # over one column it could not be merged


def test_widths_follow_the_widest_value_up_to_what_the_heading_allows():
    widths = Widths((Heading("甲", wide=12), Heading("乙", least=9), Heading("丙")))
    widths.measure(("汉字" * 10, Count(1), None))
    widths.measure(Total(("", 12345678.5, date(2026, 9, 30))))
    widths.measure(Band("一" * 80))
    assert widths.widths == [12, 10, 10]
