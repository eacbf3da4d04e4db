"""Pages: the text area, the number's place, and the small print."""

from __future__ import annotations

import pytest
from reportlab.lib.units import mm

from exports.pdf import Paragraph, Table, body, turn_page
from exports.pdf.blocks import BODY
from exports.pdf.table.column_widths import Column

LONG = [Paragraph("志" * 28 * 60, BODY)]


def number_line(page):
    return next(line for line in page.lines if line.text.startswith("—"))


def test_the_sheet_is_a4_and_the_text_begins_37_mm_down_and_28_mm_in(make):
    page = make([Paragraph("志" * 28, BODY.but(first=0))]).pages[0]
    assert (round(page.width / mm), round(page.height / mm)) == (210, 297)
    first = page.lines[0]
    assert first.left == pytest.approx(28 * mm, abs=0.1)
    above = page.height - first.baseline - 0.88 * 16 - (28.99 - 16) / 2
    assert above == pytest.approx(37 * mm, abs=0.1)


def test_numbers_stand_outside_right_on_odd_and_left_on_even_pages(make):
    pages = make(LONG).pages
    assert [number_line(page).text for page in pages] == ["—1—", "—2—", "—3—"]
    for page in pages[::2]:
        assert number_line(page).right == pytest.approx((210 - 26) * mm - 14, abs=0.5)
    assert number_line(pages[1]).left == pytest.approx(28 * mm + 14, abs=0.5)
    assert {number_line(page).size for page in pages} == {14}


def test_the_dash_next_to_the_number_is_7_mm_below_the_text(make):
    line = number_line(make(LONG).pages[0])
    assert line.baseline + 0.38 * 14 == pytest.approx(28 * mm, abs=0.5)


def test_annexes_may_count_pages_instead(make):
    pages = make(LONG, numbering="of").pages
    assert ["第3页共3页" in page.text.replace(" ", "") for page in pages] == [False, False, True]
    assert "第1页共3页" in pages[0].text.replace(" ", "")


def test_footer_and_mark_are_on_every_page_outside_the_text(make):
    pages = make(LONG, footer="2026-10-08生成", mark="内部资料").pages
    for page in pages:
        footer = next(line for line in page.lines if "生成" in line.text)
        mark = next(line for line in page.lines if "内部" in line.text)
        assert footer.baseline < 20 * mm
        assert mark.baseline > page.height - 37 * mm


def test_a_lying_document_has_the_text_area_turned(make):
    page = make([Table([Column("甲")], [["乙"]])], landscape=True).pages[0]
    assert (round(page.width / mm), round(page.height / mm)) == (297, 210)


def test_a_document_may_turn_and_turn_back(make):
    story = [
        body("一"),
        *turn_page(landscape=True),
        body("二"),
        *turn_page(landscape=False),
        body("三"),
    ]
    assert [page.width > page.height for page in make(story).pages] == [False, True, False]
