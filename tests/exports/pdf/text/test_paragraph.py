"""Paragraphs on the page: the 22 x 28 grid, straight edges, and honest page breaks."""

from __future__ import annotations

import random

import pytest
from reportlab.lib.units import mm

from exports.pdf import Paragraph, Run, Style, body, heading1
from exports.pdf.blocks import BODY
from exports.pdf.text.fonts import Faces
from exports.pdf.text.line import MeasuredText
from exports.pdf.text.paragraph import balance_lines

LEFT, RIGHT = 28 * mm, (210 - 26) * mm
WORDS = [
    "青年", "志愿", "服务", "，", "。", "“", "”", "12,346", "人", "《办法》", "（县）", "2026-09-30", "项目",
    "组织", "覆盖率", "86.8%",
]  # fmt: skip


def chinese(length, seed=1):
    source = random.Random(seed)
    return "在" + "".join(source.choice(WORDS) for _ in range(length)) + "完"


def body_lines(made):
    return [line for page in made.pages for line in page.of_size(16)]


def test_the_text_comes_back_as_it_was(make):
    text = chinese(300)
    assert "".join(line.text for line in body_lines(make([body(text)]))) == text


def test_justified_lines_end_at_the_right_edge_of_the_text_area(make):
    lines = body_lines(make([body(chinese(900))]))
    assert len(lines) > 60
    for line in lines[:-1]:
        assert line.right == pytest.approx(RIGHT, abs=0.5), line.text
    for line in lines[1:]:
        assert line.left == pytest.approx(LEFT, abs=0.5)


def test_the_first_line_is_indented_by_two_characters(make):
    first, second = body_lines(make([body("志" * 40)]))
    assert first.left - second.left == pytest.approx(32, abs=0.1)
    assert (len(first.text), len(second.text)) == (26, 14)


def test_a_page_has_22_lines_of_28_characters(make):
    pages = make([Paragraph("志" * 28 * 50, BODY.but(first=0))]).pages
    assert [len(line.text) for line in pages[0].of_size(16)] == [28] * 22
    gaps = {
        round(upper.baseline - lower.baseline, 1)
        for upper, lower in zip(pages[0].of_size(16), pages[0].of_size(16)[1:], strict=False)
    }
    assert gaps == {29.0}


@pytest.mark.parametrize("before", range(17, 22))
@pytest.mark.parametrize("length", range(2, 7))
def test_a_divided_paragraph_leaves_two_lines_on_either_page(make, before, length):
    story = [Paragraph("前" * 28 * before, BODY.but(first=0))]
    story.append(Paragraph("后" * 28 * length, BODY.but(first=0)))
    made = make(story)
    shares = [sum("后" in line.text for line in page.lines) for page in made.pages]
    assert sum(shares) == length
    assert 1 not in shares


def test_a_heading_stays_with_the_text_below_it(make):
    for before in range(18, 23):
        filler = [Paragraph("前" * 28 * before, BODY.but(first=0))]
        made = make([*filler, heading1("一、标题"), body("后" * 100)])
        page = next(page for page in made.pages if "标题" in page.text)
        assert sum("后" in line.text for line in page.lines) >= 2


def test_nothing_in_a_text_is_markup(make):
    text = "<b>不是&标签</b> & <para> &lt; %s {0} \\n"
    shown = make([body(text)]).text  # the reader makes spaces up by itself
    assert text.replace(" ", "") in shown.replace(" ", "")


def test_runs_change_face_size_and_colour_within_a_line(make):
    made = make([body(["完成率", Run("62.5%", size=22, colour="#b00020", bold=True), "，滞后"])])
    assert made.pages[0].lines[0].text == "完成率62.5%，滞后"


def test_lines_with_larger_characters_do_not_touch(make):
    lines = make([Paragraph([Run("大" * 40, size=40)], BODY)]).pages[0].of_size(40)
    assert lines[0].baseline - lines[1].baseline >= 50


def test_right_and_centred_text_stand_where_they_should(make):
    for align, edge in (("right", RIGHT), ("center", (LEFT + RIGHT) / 2 + 24)):
        line = make([Paragraph("县团委", Style(align=align))]).pages[0].lines[0]
        assert line.right == pytest.approx(edge, abs=0.5)


def test_titles_are_set_in_lines_of_even_length():
    text = "共青团米易县委员会关于2026年第三季度青年志愿服务工作推进情况的报告"
    made = MeasuredText([Run(text)], Style(size=22), Faces())
    lines = balance_lines(made, 400)
    widths = [made.natural(line.start, line.stop) for line in lines]
    assert len(lines) == 2
    assert max(widths) - min(widths) < 2 * 22
    assert all(
        line.x + width / 2 == pytest.approx(200) for line, width in zip(lines, widths, strict=True)
    )
