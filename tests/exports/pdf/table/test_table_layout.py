"""A table laid out for one width: its columns, its head, its bands, and the room around text."""

from __future__ import annotations

import pytest

from exports.pdf import Band, Column, Table, TableLook
from exports.pdf.page import AREAS, UPRIGHT
from exports.pdf.table.table_layout import Grid
from exports.pdf.text.fonts import Faces

FACES, LOOK = Faces(), TableLook()
TEXT = AREAS[UPRIGHT]
COLUMNS = (Column("序号", "center"), Column("姓名"), Column("时长", "right"))


def laid(columns=COLUMNS, rows=(("1", "王", "5"),), width=400.0):
    grid = Grid(columns, LOOK, FACES, width)
    return grid, grid.rows(rows)


def test_a_layout_holds_for_its_width_and_its_faces_only():
    grid, _rows = laid()
    assert grid.fits(400.0, FACES)
    assert not grid.fits(399.0, FACES)
    assert not grid.fits(400.0, Faces())


def test_a_row_is_as_high_as_its_highest_cell_with_room_above_and_below():
    _grid, (short, long, empty) = laid(
        rows=[("1", "王", "5"), ("2", "王\n李\n张", ""), ("", "", "")]
    )
    assert short.height == empty.height == 13 + 2 * 3
    assert long.height == 3 * 13 + 2 * 3


def test_a_long_title_takes_two_lines_and_a_short_one_stays_on_one():
    figures = [["1"] * 9]
    grid, _rows = laid([Column("注册青年志愿者数", "right")] * 9, figures)
    assert grid.head.height == 2 * 13 + 2 * 3
    grid, _rows = laid([Column("人数", "right")] * 9, figures)
    assert grid.head.height == 13 + 2 * 3


def test_a_band_is_one_cell_across_all_columns():
    _grid, (band, row) = laid(rows=[Band("一、很长的任务名称，跨越所有的列" * 2), ("1", "王", "5")])
    assert (band.band, len(band.cells), row.band, len(row.cells)) == (True, 1, False, 3)
    assert band.height == row.height  # it has the width of the table, not of a column


def test_a_row_with_a_cell_too_many_is_refused():
    with pytest.raises(ValueError, match="zip"):
        laid(rows=[("1", "王", "5", "多的")])


def test_cells_stand_left_centred_and_right_in_their_columns(make):
    columns = [Column("甲", "left", 1), Column("乙", "center", 1), Column("丙", "right", 1)]
    page = make([Table(columns, [["一", "二", "三"]])]).pages[0]
    chars = {char.text: char for line in page.lines for char in line.chars}
    third = TEXT.width / 3
    assert chars["一"].x == pytest.approx(TEXT.x + LOOK.beside, abs=0.5)
    middle = (chars["二"].x + chars["二"].right) / 2
    assert middle == pytest.approx(TEXT.x + 1.5 * third, abs=0.5)
    assert chars["三"].right == pytest.approx(TEXT.right - LOOK.beside, abs=0.5)


def test_a_cell_lower_than_its_row_stands_in_the_middle(make):
    page = make([Table(COLUMNS, [["一", "王\n李\n张", "5"]])]).pages[0]
    baseline = {char.text: char.baseline for line in page.lines for char in line.chars}
    assert baseline["一"] == pytest.approx(baseline["李"], abs=0.1)
    assert baseline["王"] - baseline["李"] == pytest.approx(13, abs=0.1)


def test_where_room_is_scarce_a_long_title_gives_way_and_a_short_one_does_not():
    def head_height(title: str) -> float:
        columns = (Column(title, "right"), Column("说明"))
        return laid(columns, [("1", "志愿服务" * 50)], width=130.0)[0].head.height

    assert head_height("注册青年志愿者数") == 2 * 13 + 2 * 3
    assert head_height("注册人数") == 13 + 2 * 3
