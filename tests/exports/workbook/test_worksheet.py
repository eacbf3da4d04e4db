"""The rows of one worksheet: titles, bands, totals, and text that is never run and never lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from exports.reports.fingerprint import plain_cell
from exports.sheet import Band, Total
from exports.workbook import cell_text, write_workbook
from sheets import HEADINGS, IMPRINT, ROW, parts, sheet, written
from storage.errors import UserError
from storage.intake.read import read_book


def test_a_title_too_long_for_a_narrow_sheet_goes_over_two_lines(tmp_path):
    long, short = "仁和区2026年三季度青年志愿服务品牌活动（按品牌）" * 2, "品牌"
    for title, tall in ((long, True), (short, False)):
        page = written(tmp_path, sheet(("甲", "乙"), headings=HEADINGS[:2], title=title))[
            "W03 台账"
        ]
        assert page["A1"].alignment.wrap_text
        assert (page.row_dimensions[1].height > 50) is tall


def test_rows_that_come_but_once_make_the_same_workbook(tmp_path):
    lines = [ROW, Total(ROW), Band("按性别"), *[ROW] * 1200]
    paths = tmp_path / "一.xlsx", tmp_path / "二.xlsx"
    for path, rows in zip(paths, (lines, iter(lines)), strict=True):
        whole = replace(sheet(), rows=rows, size=len(lines))
        write_workbook(path, [whole], IMPRINT)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert load_workbook(paths[1])["W03 台账"].max_row == 3 + len(lines)
    assert sorted(tmp_path.iterdir()) == sorted(paths)


def test_bands_and_totals_are_written_among_the_rows(tmp_path):
    lines = (Band("按性别"), ("男", "", 3), Total(("合计", None, 3)))
    page = written(tmp_path, sheet(*lines, headings=HEADINGS[:3], remarks=("注：一",)))["W03 台账"]
    assert page["A4"].value == "按性别"
    assert "A4:C4" in {str(one) for one in page.merged_cells.ranges}
    assert page["C6"].font.b
    assert page["A7"].value == "注：一"


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
    assert found == [cell_text.valid_text(text)[0] for text in texts]
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
    assert [plain_cell(row[0]) for row in page.rows[3 - page.first_row + 1 :]] == [
        plain_cell(text) for text in texts
    ]


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


def test_no_text_in_a_workbook_is_a_formula_even_in_titles(tmp_path):
    odd = sheet(("一",), title="=1+1", notes=("@SUM(A1)",), remarks=("<r>&</r>",))
    page = written(tmp_path, odd)["W03 台账"]
    assert (page["A1"].value, page["A1"].data_type) == ("=1+1", "s")
    assert page["A2"].data_type == "s"
    assert page["A5"].value == "<r>&</r>"
