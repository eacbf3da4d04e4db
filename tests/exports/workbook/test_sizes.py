"""Columns as wide as what they hold, and the paper they fit on."""

from __future__ import annotations

from exports.sheet import Heading
from sheets import ROW, sheet, written


def test_columns_are_as_wide_as_what_they_hold_and_long_text_gets_a_taller_row(tmp_path):
    page = written(tmp_path, sheet(ROW))["W03 台账"]
    assert page.column_dimensions["B"].width >= 18
    assert page.column_dimensions["G"].width <= 24
    assert page["G4"].alignment.wrap_text
    assert page.row_dimensions[4].height > 80
    assert not page["A4"].alignment.wrap_text


def test_very_wide_sheets_go_over_several_wide_pages_that_repeat_what_is_held(tmp_path):
    wide = sheet(("长" * 12,) * 40, headings=(Heading("名称"),) * 40, held=2)
    page = written(tmp_path, wide)["W03 台账"]
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (8, "landscape")
    assert page.page_setup.fitToWidth > 1
    assert page.print_title_cols == "$A:$B"
