"""Tables: heads repeat, figures line up, cells wrap, and long lists are quick."""

from __future__ import annotations

import io
import random
import time

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import LongTable, SimpleDocTemplate

from exports.pdf import (
    Band,
    Column,
    Role,
    Run,
    Table,
    body,
    caption,
    note,
    noted,
    render_pdf,
    turn_page,
)
from exports.pdf.page import AREAS, LYING, UPRIGHT
from exports.pdf.text.fonts import Faces

TEXT = AREAS[UPRIGHT]
COLUMNS = [Column("序号", "center"), Column("姓名"), Column("单位"), Column("时长", "right")]


def rows(count, seed=1):
    source = random.Random(seed)
    surnames = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
    return [
        [str(number + 1), source.choice(surnames) + f"某{number}", f"第{number % 7 + 1}中学",
         f"{source.randint(0, 99_999):,}"]
        for number in range(count)
    ]  # fmt: skip


def table_lines(page, size=9):
    return page.of_size(size)


def test_every_row_is_there_once_and_in_order(make):
    data = rows(200)
    made = make([Table(COLUMNS, data)])
    shown = [line.text for page in made.pages for line in table_lines(page)]
    wanted = ["".join(row) for row in data]
    assert [line for line in shown if line != "序号姓名单位时长"] == wanted


def test_the_head_is_repeated_on_every_page(make):
    made = make([Table(COLUMNS, rows(200))])
    assert len(made.pages) > 4
    assert all(table_lines(page)[0].text == "序号姓名单位时长" for page in made.pages)


def test_figures_end_at_one_edge(make):
    page = make([Table(COLUMNS, rows(20))]).pages[0]
    edges = {round(line.right, 1) for line in table_lines(page)[1:]}
    assert max(edges) - min(edges) <= 0.1


def test_a_table_fills_the_text_area_and_stays_in_it(make):
    long = "尚有6个组织未达标，均为2026年新成立，拟于10月底前完成集中培训并逐一结对帮扶" * 3
    made = make([Table([*COLUMNS, Column("说明")], [["1", "王", "第三中学", "5", long]])])
    for line in made.pages[0].of_size(9):
        assert line.left >= TEXT.x - 0.1
        assert line.right <= TEXT.right + 0.1


def test_long_words_do_not_leave_their_cell(make):
    word = "x" * 200
    made = make([Table([Column("甲"), Column("乙", "right")], [[word, word], ["1", "2"]])])
    for line in made.pages[0].of_size(9):
        assert line.right <= TEXT.right + 0.1
    assert made.text.count("x") == 400


def test_a_row_higher_than_a_page_goes_on_on_the_next(make):
    long = "志愿服务" * 2000
    made = make([Table([Column("序号", weight=1), Column("说明", weight=4)], [["1", long]])])
    assert len(made.pages) > 2
    assert sum(page.text.count("志") for page in made.pages) == 2000


def test_a_page_begins_and_ends_with_two_rows_at_least(make):
    for before in range(14, 20):
        made = make([body("前\n" * before), Table(COLUMNS, rows(14))])
        counts = [len(table_lines(page)) - 1 for page in made.pages if table_lines(page)]
        assert sum(counts) == 14
        assert min(counts) >= 2, before


def test_rare_and_missing_characters_are_treated_in_cells_as_in_text(make):
    made = make([Table(COLUMNS, [["1", "张𬭎", "㛃\ue000校", "1"]])])
    assert "张𬭎" in made.text
    assert "㛃〔U+E000〕校" in made.text
    assert made.result.missing_glyphs == ("\ue000",)


def test_cells_may_hold_runs_and_line_ends(make):
    cells = ["1", [Run("王", bold=True), "小明"], "甲\n乙", Run("62.5%", colour="#b00020")]
    made = make([Table(COLUMNS, [cells])])
    texts = [line.text for line in table_lines(made.pages[0])]
    assert "1王小明62.5%" in texts
    assert [text for text in texts if len(text) == 1] == ["甲", "乙"]


def test_a_caption_stays_with_its_table_and_a_note_with_its_last_rows(make):
    for count in range(18, 34):
        table = noted(Table(COLUMNS, rows(count)), "注：以平台数据为准。")
        made = make([body("前\n" * 4), caption("表1　情况"), table, body("后")])
        on_note = next(page for page in made.pages if "注：以平台" in page.text)
        assert len(on_note.of_size(9)) >= 4, count  # head, two rows, note
        on_caption = next(page for page in made.pages if "表1" in page.text)
        assert len(table_lines(on_caption)) >= 3


def test_the_head_of_a_captioned_table_stands_once_on_a_page(make):
    for before in range(20):
        made = make([body("前\n" * before), caption("表1　情况"), Table(COLUMNS, rows(50))])
        heads = [sum(line.text.startswith("序号") for line in page.lines) for page in made.pages]
        assert max(heads) == 1, before


def test_a_table_after_a_turn_fills_the_lying_page(make):
    made = make([note("前"), *turn_page(landscape=True), Table(COLUMNS, rows(60))])
    assert [page.width > page.height for page in made.pages[:2]] == [False, True]
    assert max(line.right for line in table_lines(made.pages[1])) > AREAS[LYING].right - 10


def test_empty_tables_and_cells_are_drawn(make):
    assert "姓名" in make([Table(COLUMNS, [])]).text
    assert "姓名" in make([Table(COLUMNS, [["", "", "", ""]])]).text


def test_a_band_spans_the_table_and_is_never_the_last_row_of_a_page(make):
    for before in range(12, 20):
        data = []
        for name in "一二三四五六七":
            data += [Band(f"{name}、很长的任务名称，跨越所有的列"), *rows(3)]
        made = make([body("前\n" * before), Table(COLUMNS, data)])
        assert made.text.count("跨越所有的列") == 7
        for page in made.pages:
            lines = page.of_size(9)
            assert not lines or "跨越" not in lines[-1].text


@pytest.mark.slow
def test_five_thousand_rows_are_about_as_quick_as_bare_reportlab():
    columns = [*COLUMNS, Column("证件号码"), Column("电话"), Column("日期", "center")]
    data = [[*row, "510411200805170012", "13800000000", "2026-09-30"] for row in rows(5000)]
    face = Faces().repertoire(Role.SANS).main
    assert pdfmetrics.getFont(face)

    begun = time.perf_counter()
    bare = LongTable(data, repeatRows=1, style=[("FONT", (0, 0), (-1, -1), face, 9)])
    SimpleDocTemplate(io.BytesIO()).build([bare])
    yardstick = time.perf_counter() - begun

    begun = time.perf_counter()
    render_pdf([Table(columns, data)], title="", author="")
    assert time.perf_counter() - begun < 3 * yardstick
