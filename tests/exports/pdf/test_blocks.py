"""The blocks a paper is written in: their faces, sizes and company."""

from __future__ import annotations

import pytest

from exports.pdf import Column, Role, Run, Table
from exports.pdf.blocks import (
    annex,
    annexes,
    body,
    caption,
    figure_line,
    heading1,
    heading2,
    heading3,
    measure,
    note,
    noted,
    subtitle,
    title,
)
from exports.pdf.page import PITCH
from exports.pdf.text.style import plain_text, runs_of


@pytest.mark.parametrize(
    ("block", "role", "size", "outline"),
    [
        (title, Role.TITLE, 22, None), (subtitle, Role.KAI, 16, None), (heading1, Role.HEI, 16, 0),
        (heading2, Role.KAI, 16, 1), (heading3, Role.FANG, 16, 2), (annex, Role.HEI, 16, 0),
        (body, Role.FANG, 16, None), (caption, Role.HEI, 10.5, None), (note, Role.SANS, 9, None),
        (measure, Role.SANS, 9, None),
    ],
)  # fmt: skip
def test_a_block_has_the_face_and_size_of_its_part_of_the_paper(block, role, size, outline):
    style = block("文字").style
    assert (style.role, style.size, style.outline) == (role, size, outline)


@pytest.mark.parametrize(
    "block", [title, subtitle, heading1, heading2, heading3, annex, caption, measure]
)
def test_what_announces_something_stays_with_it(block):
    assert block("文字").keepWithNext


def test_text_is_indented_by_two_characters_and_the_name_of_an_annex_by_none():
    assert {block("文字").style.first for block in (body, heading1, heading2, heading3)} == {2}
    assert annex("附件1").style.first == 0
    assert heading3("1. 县城").style.bold


def test_the_list_of_annexes_is_an_empty_line_below_the_text(make):
    lines = make([body("特此报告。"), annexes("附表：1. 情况表")]).pages[0].of_size(16)
    assert lines[0].baseline - lines[1].baseline == pytest.approx(2 * PITCH, abs=0.1)


def test_a_figure_is_set_off_from_its_name_unit_and_remark(make):
    block = figure_line("注册人数", "717", "人", ["，达标", Run("！")])
    assert plain_text(block.text) == "注册人数：717人，达标！"
    assert [run.text for run in runs_of(block.text) if run.role is Role.HEI] == ["717"]
    assert make([block]).pages[0].lines[0].text == "注册人数：717人，达标！"


def test_a_note_is_tied_to_its_table():
    table = Table([Column("甲")], [["乙"]])
    parts = noted(table, "注：一").parts
    assert parts[0] is table
    assert plain_text(parts[1].text) == "注：一"
