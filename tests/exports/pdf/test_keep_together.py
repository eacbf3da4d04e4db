"""The signature block keeps its room and its company."""

from __future__ import annotations

import pytest
from reportlab.lib.units import mm

from exports.pdf import Column, Paragraph, Seal, Table, body, heading1
from exports.pdf.blocks import BODY
from exports.pdf.signature_block import LINES, PITCH

UNIT, DATE = "共青团米易县委员会", "2026年10月8日"
RIGHT = (210 - 26) * mm


def seal_page(made):
    (page,) = [page for page in made.pages if UNIT in page.text]
    return page


def filler(lines):
    return Paragraph("前" * 28 * lines, BODY.but(first=0))


@pytest.mark.parametrize("before", range(12, 24))
def test_unit_and_date_stay_together_and_never_without_two_lines_of_text(make, before):
    made = make([filler(before), Seal(UNIT, DATE)])
    page = seal_page(made)
    assert DATE in page.text
    assert sum("前" in line.text for line in page.lines) >= 2


@pytest.mark.parametrize("before", range(12, 24))
def test_two_short_paragraphs_are_company_enough(make, before):
    made = make([filler(before), body("妥否，请批示。"), body("特此报告。"), Seal(UNIT, DATE)])
    page = seal_page(made)
    assert "特此报告" in page.text
    assert sum(any(char in line.text for char in "前妥特") for line in page.lines) >= 2


def test_no_room_is_wasted_when_the_block_moves(make):
    made = make([filler(21), Seal(UNIT, DATE)])
    assert [sum("前" in line.text for line in page.lines) for page in made.pages] == [19, 2]


def test_a_table_before_the_block_gives_two_rows_along(make):
    rows = [[str(number), "乙"] for number in range(33)]
    made = make([Table([Column("序号"), Column("名称")], rows), Seal(UNIT, DATE)])
    assert len(made.pages) == 2
    assert sum("乙" in line.text for line in seal_page(made).of_size(9)) >= 2


def test_a_heading_before_the_last_paragraph_goes_along_too(make):
    made = make([filler(20), heading1("三、结语"), body("特此报告。"), Seal(UNIT, DATE)])
    assert "三、结语" in seal_page(made).text


def test_the_unit_is_centred_over_the_date_four_characters_from_the_edge(make):
    page = make([filler(3), Seal(UNIT, DATE)]).pages[0]
    unit = next(line for line in page.lines if line.text == UNIT)
    date = next(line for line in page.lines if line.text == DATE)
    assert date.right == pytest.approx(RIGHT - 4 * 16, abs=0.5)
    assert unit.left + unit.right == pytest.approx(date.left + date.right, abs=1)


def test_a_long_unit_stays_on_the_page_with_the_date_below_its_middle(make):
    name = "共青团攀枝花市钒钛高新技术产业开发区工作委员会（青年志愿服务改革推进领导小组办公室）"
    page = make([filler(3), Seal(name, DATE)]).pages[0]
    assert all(line.right <= RIGHT + 0.5 for line in page.lines)
    assert name in page.text


def test_the_seal_has_35_mm_at_least():
    assert 35 * mm <= LINES * PITCH


def test_a_block_alone_is_a_document(make):
    assert UNIT in make([Seal(UNIT, DATE)]).text
