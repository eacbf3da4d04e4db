"""Cells: measured in one piece where one face draws them, else set as lines."""

from __future__ import annotations

import pytest

from exports.pdf.table.table_cells import (
    EMPTY_CELL,
    Cell,
    CellWriter,
    PlacedCell,
    Row,
    natural_width,
    split_row,
)
from exports.pdf.text.fonts import Faces
from exports.pdf.text.line import MeasuredText
from exports.pdf.text.roles import Role
from exports.pdf.text.style import Run, Style

FACES = Faces()
STYLE = Style(role=Role.SANS, size=9, leading=13, align="left")


@pytest.fixture
def hand():
    return CellWriter(STYLE, FACES)


def test_plain_text_of_one_face_needs_no_setting(hand):
    cell = hand.measure("志愿者")
    assert cell == Cell("志愿者", 27, None)
    assert hand.place(cell, 27).lines == ()
    assert hand.place(cell, 27).height == 1


@pytest.mark.parametrize("text", ["王\ue000", "甲\n乙", [Run("王", bold=True), "小明"], Run("62%")])
def test_missing_characters_line_ends_and_runs_are_set(hand, text):
    assert hand.measure(text).setting is not None


def test_a_cell_wider_than_its_room_is_broken_into_lines(hand):
    placed = hand.place(hand.measure("志愿" * 10), 45)
    assert placed.height == 4
    assert [line.stop - line.start for line in placed.lines] == [5, 5, 5, 5]


def test_an_empty_cell_has_no_height(hand):
    assert hand.place(hand.measure(""), 45).height == 0
    assert EMPTY_CELL.height == 0


def test_a_heading_is_broken_into_lines_of_even_length():
    even = CellWriter(STYLE.but(balanced=True, align="center"), FACES)
    lines = even.place(even.measure("注册青年志愿者数"), 60).lines
    assert [line.stop - line.start for line in lines] == [4, 4]


def test_a_short_cell_or_a_long_word_is_not_broken(hand):
    assert hand.least(hand.measure("2026-09-30")) == hand.measure("2026-09-30").natural
    assert hand.least(hand.measure("志愿" * 20)) == 4 * 9
    word = hand.measure("x" * 30)
    assert hand.least(hand.measure(f"见 {'x' * 30} 处")) == pytest.approx(word.natural)


def test_the_width_of_a_text_is_that_of_its_longest_line():
    made = MeasuredText([Run("志愿\n志愿服务\n志")], STYLE, FACES)
    assert natural_width(made) == pytest.approx(4 * 9)


def test_a_divided_row_gives_each_part_its_lines_and_its_height(hand):
    long, short = hand.place(hand.measure("志" * 25), 45), hand.place(hand.measure("志" * 10), 45)
    plain = hand.place(hand.measure("一"), 45)
    upper, lower = split_row(Row(5 * 13 + 6, (long, short, plain)), 3, 13)
    assert [one.height for one in upper.cells] == [3, 2, 1]
    assert [one.height for one in lower.cells] == [2, 0, 0]
    assert (upper.height, lower.height) == (3 * 13 + 6, 2 * 13 + 6)
    assert isinstance(lower.cells[0], PlacedCell)
    assert upper.cells[0].lines == long.lines[:3]
