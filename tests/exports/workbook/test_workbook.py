"""Workbooks as another program reads them: values, kinds of cell, looks, and no file half done."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from exports.reports.fingerprint import plain
from exports.sheet import Band, Heading, Money, Share, Sheet, Total
from exports.workbook import Imprint, cell_text, write_workbook
from storage.errors import Cancelled, UserError
from storage.intake.read import read_book

IMPRINT = Imprint("季度报表", "仁和区 2026 年三季度", "脱敏 · 生成于 2026-10-08", date(2026, 10, 8))
HEADINGS = (Heading("姓名"), Heading("证号"), Heading("人数", "right"), Heading("比例", "right"),
            Heading("经费", "right"), Heading("日期", "center"), Heading("说明", wide=20))  # fmt: skip
ROW = ("张三", "510411200805170019", 12, Share(0.999), Money(12.5), date(2026, 9, 30), "好" * 60)


def sheet(*rows, headings=HEADINGS, **facts):
    facts = {"name": "W03 台账", "title": "组织台账", "notes": ("截至9月30日",), **facts}
    return Sheet(headings=headings, rows=rows, size=len(rows), **facts)


def written(tmp_path: Path, *sheets: Sheet):
    path = tmp_path / "报表.xlsx"
    write_workbook(path, sheets, IMPRINT)
    return load_workbook(path)


def parts(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def test_each_kind_of_value_becomes_its_kind_of_cell(tmp_path):
    page = written(tmp_path, sheet(ROW))["W03 台账"]
    found = [(cell.value, cell.data_type, cell.number_format) for cell in page[4]]
    assert found[0] == ("张三", "s", "@")
    assert found[1] == ("510411200805170019", "s", "@")
    assert found[2] == (12, "n", "0")
    assert found[3] == (0.999, "n", "0.0%")
    assert found[4] == (12.5, "n", "#,##0.00")
    assert (found[5][0].date(), *found[5][1:]) == (date(2026, 9, 30), "d", "yyyy-mm-dd")


def test_a_page_is_ready_to_print(tmp_path):
    page = written(tmp_path, sheet(*[ROW] * 30, listed=True, held=1))["W03 台账"]
    assert page["A1"].value == "组织台账"
    assert [cell.value for cell in page[3]] == [one.label for one in HEADINGS]
    assert page.freeze_panes == "B4"
    assert page.print_title_rows == "$3:$3"
    assert page.page_setup.paperSize == 9
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    assert page.auto_filter.ref == "A3:G33"
    assert "第 &P 页 共 &N 页" in page.oddFooter.center.text
    assert page["B4"].border.left.style == "thin"


def test_columns_are_as_wide_as_what_they_hold_and_long_text_gets_a_taller_row(tmp_path):
    page = written(tmp_path, sheet(ROW))["W03 台账"]
    assert page.column_dimensions["B"].width >= 18
    assert page.column_dimensions["G"].width <= 24
    assert page["G4"].alignment.wrap_text
    assert page.row_dimensions[4].height > 80
    assert not page["A4"].alignment.wrap_text


def test_a_title_too_long_for_a_narrow_sheet_goes_over_two_lines(tmp_path):
    long, short = "仁和区2026年三季度青年志愿服务品牌活动（按品牌）" * 2, "品牌"
    for title, tall in ((long, True), (short, False)):
        page = written(tmp_path, sheet(("甲", "乙"), headings=HEADINGS[:2], title=title))[
            "W03 台账"
        ]
        assert page["A1"].alignment.wrap_text
        assert (page.row_dimensions[1].height > 50) is tall


def test_very_wide_sheets_go_over_several_wide_pages_that_repeat_what_is_held(tmp_path):
    wide = sheet(("长" * 12,) * 40, headings=(Heading("名称"),) * 40, held=2)
    page = written(tmp_path, wide)["W03 台账"]
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (8, "landscape")
    assert page.page_setup.fitToWidth > 1
    assert page.print_title_cols == "$A:$B"


def test_an_empty_cell_is_framed_without_being_written_and_keeps_what_is_typed_as_text(tmp_path):
    page = written(tmp_path, sheet(("张三", None, 1), ("李四", "", 2), headings=HEADINGS[:3]))[
        "W03 台账"
    ]
    assert [cell.has_style for cell in page["B"][3:]] == [False, False]
    assert page.column_dimensions["A"].number_format == "@"  # as far as B, which is alike
    (framed,) = page.conditional_formatting
    assert str(framed.sqref) == "A4:C5"
    assert framed.rules[0].formula == ["TRUE"]
    assert framed.rules[0].dxf.border.left.style == "thin"


def test_rows_that_come_but_once_make_the_same_workbook(tmp_path):
    lines = [ROW, Total(ROW), Band("按性别"), *[ROW] * 1200]
    paths = tmp_path / "一.xlsx", tmp_path / "二.xlsx"
    for path, rows in zip(paths, (lines, iter(lines)), strict=True):
        whole = replace(sheet(), rows=rows, size=len(lines))
        write_workbook(path, [whole], IMPRINT)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert load_workbook(paths[1])["W03 台账"].max_row == 3 + len(lines)
    assert sorted(tmp_path.iterdir()) == sorted(paths)


def test_bands_and_totals_stand_among_the_rows(tmp_path):
    lines = (Band("按性别"), ("男", "", 3), Total(("合计", None, 3)))
    page = written(tmp_path, sheet(*lines, headings=HEADINGS[:3], remarks=("注：一",)))["W03 台账"]
    assert page["A4"].value == "按性别"
    assert "A4:C4" in {str(one) for one in page.merged_cells.ranges}
    assert page["C6"].font.b
    assert page["A7"].value == "注：一"


def test_no_green_triangles_no_names_of_users_and_nothing_that_differs_from_day_to_day(tmp_path):
    first, second = tmp_path / "一.xlsx", tmp_path / "二.xlsx"
    for path in (first, second):
        write_workbook(path, [sheet(ROW)], IMPRINT)
    assert first.read_bytes() == second.read_bytes()
    found = parts(first)
    assert 'numberStoredAsText="1"' in found["xl/worksheets/sheet1.xml"]
    assert "<dc:creator></dc:creator>" in found["docProps/core.xml"]
    assert "2026-10-08T00:00:00Z" in found["docProps/core.xml"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t"])
def test_what_a_spreadsheet_might_run_is_quoted_text(tmp_path, sign):
    page = written(tmp_path, sheet((f"{sign}1+cmd|' /C calc'!A0",)))["W03 台账"]
    assert page["A4"].value == f"{sign}1+cmd|' /C calc'!A0"
    assert page["A4"].data_type == "s"
    assert page["A4"].quotePrefix


HOSTILE = st.one_of(
    st.text(),
    st.text("=+-@\t\r\n＝＋－＠<>&\"'_x0041#N/A{}[]1", max_size=12),
    st.sampled_from(
        ["=1+1", "#N/A", "#REF!", "TRUE", "1E5", "<r><t>&</t></r>", "_x000D_", " ", "x "]
    ),
)


@given(texts=st.lists(HOSTILE, min_size=1, max_size=40))
@example(
    texts=["<r></r>", "<r>&</r>", "_x0007_", "a\r\nb", "\ud800", "\ufffe", "\x00=1", "𬭎㛃䶮𫖯"]
)
@settings(deadline=None, max_examples=200, suppress_health_check=list(HealthCheck))
def test_hostile_text_is_neither_run_nor_lost(tmp_path, texts):
    path = tmp_path / "敌意.xlsx"
    write_workbook(path, [sheet(*[(text,) for text in texts], headings=HEADINGS[:1])], IMPRINT)
    raw = parts(path)["xl/worksheets/sheet1.xml"]
    assert "<f>" not in raw
    assert 't="e"' not in raw
    column = load_workbook(path, rich_text=False)["W03 台账"]["A"][3:]
    found = [unescape(cell.value or "") for cell in column]  # which openpyxl leaves undone
    found += [""] * (len(texts) - len(found))  # empty cells are not written
    assert found == [cell_text.carried(text)[0] for text in texts]
    assert all(cell.data_type in "sn" for cell in column)


@given(texts=st.lists(st.text("_x0041DF5\r\n <r>/=", max_size=20), min_size=1, max_size=20))
@example(texts=["_x0041_x000D_", "_x005F_x0041_", "<r>_x0041_x000D_</r>", "_xD83D__xDE00_"])
@settings(deadline=None, max_examples=100, suppress_health_check=list(HealthCheck))
def test_what_looks_like_a_character_by_its_code_is_read_back_as_it_was(tmp_path, texts):
    """By the reader of the intake, which reads such codes as a spreadsheet does."""
    path = tmp_path / "码.xlsx"
    rows = [(text, "尾") for text in texts]
    write_workbook(path, [sheet(*rows, headings=HEADINGS[:2])], IMPRINT)
    (page,) = read_book(path).sheets
    assert [plain(row[0]) for row in page.rows[3 - page.first_row + 1 :]] == [
        plain(text) for text in texts
    ]


def test_characters_no_workbook_holds_are_replaced_and_counted(tmp_path):
    path = tmp_path / "a.xlsx"
    assert write_workbook(path, [sheet(("好\x00\ud800坏\x07",))], IMPRINT) == 3
    assert load_workbook(path)["W03 台账"]["A4"].value == "好��坏�"


def test_every_assigned_character_comes_back(tmp_path):
    everything = [chr(code) for code in range(0x20, 0x30000) if not 0xD800 <= code <= 0xDFFF]
    texts = ["字" + "".join(everything[at : at + 4000]) for at in range(0, len(everything), 4000)]
    page = written(tmp_path, sheet(*[(text,) for text in texts], headings=HEADINGS[:1]))["W03 台账"]
    back = [cell.value for cell in page["A"][3:]]
    assert back == [text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd") for text in texts]


def test_text_longer_than_a_cell_is_refused_and_nothing_is_left(tmp_path):
    with pytest.raises(UserError, match="《W03 台账》第4行“姓名”有 32768 个字"):
        written(tmp_path, sheet(("长" * 32768,)))
    written(tmp_path, sheet(("𬭎" * 16383,)))
    with pytest.raises(UserError):
        written(tmp_path, sheet(("𬭎" * 16384,)))
    assert [path.name for path in tmp_path.iterdir()] == ["报表.xlsx"]


def test_a_cancelled_workbook_leaves_the_old_one_and_nothing_else(tmp_path):
    path = tmp_path / "报表.xlsx"
    path.write_bytes(b"old")
    told: list[int] = []

    def stop(done: int, total: int) -> None:
        told.append(done)
        if done >= 1000:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_workbook(path, [sheet(*[("一",)] * 3000, headings=HEADINGS[:1])], IMPRINT, stop)
    assert told == [0, 500, 1000]
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_progress_ends_when_the_file_is_there(tmp_path):
    told: list[tuple[int, int]] = []
    rows = [("一",)] * 1200
    path = tmp_path / "a.xlsx"
    write_workbook(
        path, [sheet(*rows, headings=HEADINGS[:1])], IMPRINT, lambda *now: told.append(now)
    )
    assert told == [(0, 3000), (500, 3000), (1000, 3000), (1500, 3000), (2000, 3000), (3000, 3000)]


def test_a_full_disk_is_a_sentence(tmp_path, monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("xlsxwriter.workbook.ZipFile", full)
    with pytest.raises(UserError, match="磁盘空间不足"):
        written(tmp_path, sheet(ROW))
    assert not list(tmp_path.iterdir())


def test_a_missing_folder_is_a_sentence(tmp_path):
    with pytest.raises(UserError, match="找不到文件夹"):
        write_workbook(tmp_path / "无" / "a.xlsx", [sheet(ROW)], IMPRINT)


def test_no_text_in_a_workbook_is_a_formula_even_in_titles(tmp_path):
    odd = sheet(("一",), title="=1+1", notes=("@SUM(A1)",), remarks=("<r>&</r>",))
    page = written(tmp_path, odd)["W03 台账"]
    assert (page["A1"].value, page["A1"].data_type) == ("=1+1", "s")
    assert page["A2"].data_type == "s"
    assert page["A5"].value == "<r>&</r>"


@pytest.mark.parametrize(
    ("text", "places"), [("abc", 3), ("汉字", 4), ("a汉", 3), ("ab\n汉字汉", 6), ("", 0)]
)
def test_a_chinese_character_is_two_places_wide(text, places):
    assert cell_text.width(text) == places


def test_lines_are_counted_as_a_column_breaks_them():
    assert cell_text.lines("汉" * 10, 20) == 1
    assert cell_text.lines("汉" * 11, 20) == 2
    assert cell_text.lines("一\n\n二", 20) == 3
    assert cell_text.lines("经费到位率（80,000/120,000元）", 20) == 2
    assert (
        cell_text.lines("到位率三四五（80,000/120,000元），执行率", 20) == 3
    )  # 41 places, yet no number parted
    assert cell_text.lines("a" * 41, 20) == 3
    assert cell_text.lines("汉字" + "a" * 41, 20) == 4


def test_the_raw_sheet_names_no_formula_part(tmp_path):
    path = tmp_path / "a.xlsx"
    write_workbook(path, [sheet(ROW)], IMPRINT)
    assert not [name for name in parts(path) if re.search("calcChain|external|vba", name)]


def test_a_column_of_choices_offers_them_and_asks_before_another_word(tmp_path):
    headings = (Heading("性别", choices=("男", "女")), Heading("姓名"))
    page = written(tmp_path, sheet(("男", "张三"), ("女", "李芳"), headings=headings))["W03 台账"]
    (offer,) = page.data_validations.dataValidation
    assert (str(offer.sqref), offer.formula1) == ("A4:A5", '"男,女"')
    assert (offer.type, offer.errorStyle) == ("list", "warning")


def test_choices_too_many_for_a_cell_are_left_out(tmp_path):
    headings = (Heading("民族", choices=tuple(f"民族{number}" for number in range(90))),)
    page = written(tmp_path, sheet(("民族1",), headings=headings))["W03 台账"]
    assert not page.data_validations.dataValidation


def test_no_part_says_on_what_machine_or_when_it_was_made(tmp_path):
    written(tmp_path, sheet(ROW))
    with zipfile.ZipFile(tmp_path / "报表.xlsx") as file:
        said = {(one.create_system, one.external_attr, one.date_time) for one in file.infolist()}
    assert said == {(0, 0o644 << 16, (1980, 1, 1, 0, 0, 0))}


@given(st.text(min_size=1))
@example("=1+1")
@example("<r>粗</r>")
@example("一\r二")
@example("a\ufffe")
def test_no_odd_text_is_passed_over_without_a_look(text):
    if cell_text.ODD.search(text):
        assert text[0] in cell_text.FIRST_OF_ODD or not text.isprintable()
