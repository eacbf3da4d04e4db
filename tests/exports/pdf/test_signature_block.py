"""The signature block: unit over date, four characters from the edge, with room for the seal."""

from __future__ import annotations

import pytest
from reportlab.lib.units import mm

from exports.pdf import Paragraph, SignatureBlock
from exports.pdf.blocks import BODY
from exports.pdf.signature_block import LINES, PITCH

UNIT, DATE = "共青团米易县委员会", "2026年10月8日"
RIGHT = (210 - 26) * mm


def filler(lines):
    return Paragraph("前" * 28 * lines, BODY.but(first=0))


def test_the_unit_is_centred_over_the_date_four_characters_from_the_edge(make):
    page = make([filler(3), SignatureBlock(UNIT, DATE)]).pages[0]
    unit = next(line for line in page.lines if line.text == UNIT)
    date = next(line for line in page.lines if line.text == DATE)
    assert date.right == pytest.approx(RIGHT - 4 * 16, abs=0.5)
    assert unit.left + unit.right == pytest.approx(date.left + date.right, abs=1)


def test_a_long_unit_stays_on_the_page_with_the_date_below_its_middle(make):
    name = "共青团攀枝花市钒钛高新技术产业开发区工作委员会（青年志愿服务改革推进领导小组办公室）"
    page = make([filler(3), SignatureBlock(name, DATE)]).pages[0]
    assert all(line.right <= RIGHT + 0.5 for line in page.lines)
    assert name in page.text


def test_the_seal_has_35_mm_at_least():
    assert 35 * mm <= LINES * PITCH


def test_a_block_alone_is_a_document(make):
    assert UNIT in make([SignatureBlock(UNIT, DATE)]).text


def test_room_is_left_for_the_seal_and_for_each_line_of_the_name():
    def height(unit: str) -> float:
        return SignatureBlock(unit, DATE).wrap(442, 700)[1]

    assert height(UNIT) == LINES * PITCH
    assert height("共青团" * 12) == (LINES + 1) * PITCH


@pytest.mark.parametrize("hint", ["（盖章）", "（草稿，不盖章）", ""])
def test_the_hint_is_small_and_above_the_unit(make, hint):
    page = make([filler(3), SignatureBlock(UNIT, DATE, hint=hint)]).pages[0]
    hints = [line for line in page.of_size(12) if line.text]
    assert [line.text for line in hints] == ([hint] if hint else [])
    unit = next(line for line in page.lines if line.text == UNIT)
    assert all(line.baseline > unit.baseline for line in hints)
