"""The signature block keeps its room and its company."""

from __future__ import annotations

import pytest
from reportlab.lib.units import mm

from exports.pdf import Column, Paragraph, SignatureBlock, Table, body, heading1
from exports.pdf.blocks import BODY

UNIT, DATE = "共青团米易县委员会", "2026年10月8日"
RIGHT = (210 - 26) * mm


def seal_page(made):
    (page,) = [page for page in made.pages if UNIT in page.text]
    return page


def filler(lines):
    return Paragraph("前" * 28 * lines, BODY.but(first=0))


@pytest.mark.parametrize("before", range(12, 24))
def test_unit_and_date_stay_together_and_never_without_two_lines_of_text(make, before):
    made = make([filler(before), SignatureBlock(UNIT, DATE)])
    page = seal_page(made)
    assert DATE in page.text
    assert sum("前" in line.text for line in page.lines) >= 2


@pytest.mark.parametrize("before", range(12, 24))
def test_two_short_paragraphs_are_company_enough(make, before):
    made = make(
        [filler(before), body("妥否，请批示。"), body("特此报告。"), SignatureBlock(UNIT, DATE)]
    )
    page = seal_page(made)
    assert "特此报告" in page.text
    assert sum(any(char in line.text for char in "前妥特") for line in page.lines) >= 2


def test_no_room_is_wasted_when_the_block_moves(make):
    made = make([filler(21), SignatureBlock(UNIT, DATE)])
    assert [sum("前" in line.text for line in page.lines) for page in made.pages] == [19, 2]


def test_a_table_before_the_block_gives_two_rows_along(make):
    rows = [[str(number), "乙"] for number in range(33)]
    made = make([Table([Column("序号"), Column("名称")], rows), SignatureBlock(UNIT, DATE)])
    assert len(made.pages) == 2
    assert sum("乙" in line.text for line in seal_page(made).of_size(9)) >= 2


def test_a_heading_before_the_last_paragraph_goes_along_too(make):
    made = make([filler(20), heading1("三、结语"), body("特此报告。"), SignatureBlock(UNIT, DATE)])
    assert "三、结语" in seal_page(made).text
