"""A form of others: its marks become figures, everything else stays as it was laid out."""

import io
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Border, Font, PatternFill, Side

from exports.form_filling import fill_form
from exports.reports.report_context import ReportContext
from storage.errors import UserError


@pytest.fixture(scope="module")
def context(county, quarter, today):
    return ReportContext(county, quarter, "masked", today)


def form(folder, cells, name="市表.xlsx"):
    book = Workbook()
    page = book.active
    page.title = "附件1"
    for place, text in cells.items():
        page[place] = text
    page.merge_cells("A1:D1")
    page["B3"].font, page["B3"].fill = (
        Font(name="仿宋", size=14, bold=True),
        PatternFill("solid", fgColor="FFEEEE"),
    )
    page["B3"].border = Border(bottom=Side("thick"))
    page.row_dimensions[3].height, page.column_dimensions["B"].width = 41, 23
    page.print_area = "A1:D9"
    book.save(folder / name)
    return folder / name


def test_a_mark_alone_becomes_the_number_in_the_forms_own_look(context, tmp_path):
    source = form(
        tmp_path,
        {"A1": "统计表", "A3": "注册青年", "B3": "{V02}", "C3": "{V02.目标}", "D3": "{ L04 }"},
    )
    assert fill_form(source, context, tmp_path / "填.xlsx") == 3
    page = load_workbook(tmp_path / "填.xlsx")["附件1"]
    of = context.measured
    assert page["B3"].value == of["V02"].value
    assert page["C3"].value == of["V02"].target
    assert page["D3"].value == pytest.approx(of["L04"].value / 100)
    assert page["D3"].number_format == "0.0%"
    assert (page["B3"].font.name, page["B3"].font.sz, page["B3"].fill.fgColor.rgb) == (
        "仿宋",
        14,
        "00FFEEEE",
    )
    assert page["B3"].border.bottom.style == "thick"
    assert (page.row_dimensions[3].height, page.column_dimensions["B"].width) == (41, 23)
    assert "A1:D1" in [str(one) for one in page.merged_cells.ranges]
    assert page["A3"].value == "注册青年"


def test_marks_in_a_sentence_become_text(context, tmp_path):
    source = form(
        tmp_path,
        {"A1": "{县}{季度}（截至{截止日}）", "A2": "注册{V02}人，其中团员{V07}人，建团率{L04}"},
    )
    fill_form(source, context, tmp_path / "填.xlsx")
    page = load_workbook(tmp_path / "填.xlsx")["附件1"]
    of = context.measured
    assert page["A1"].value == "仁和区2026年三季度（截至2026-09-30）"
    assert (
        page["A2"].value
        == f"注册{of['V02'].value:,}人，其中团员{of['V07'].value:,}人，建团率{of['L04'].text}"
    )


def test_figures_of_the_previous_quarter_can_be_filled_in(context, tmp_path):
    source = form(tmp_path, {"B3": "{V02.上季}", "C3": "{V02.去年}", "D3": "{V08.分母}"})
    fill_form(source, context, tmp_path / "填.xlsx")
    page = load_workbook(tmp_path / "填.xlsx")["附件1"]
    line = next(one for one in context.comparison.lines if one.code == "V02")
    assert page["B3"].value == line.before
    assert page["C3"].value == (line.year_ago if line.year_ago is not None else "无数据")
    assert page["D3"].value == context.measured["V08"].figure.denominator


def test_every_wrong_mark_is_named_by_its_cell_and_nothing_is_written(context, tmp_path):
    source = form(tmp_path, {"A2": "{V99}", "B5": "共{V02.比例}", "C3": "{V02}"})
    with pytest.raises(UserError) as said:
        fill_form(source, context, tmp_path / "填.xlsx")
    assert "《附件1》A2：没有编号为 V99 的指标" in str(said.value)
    assert "《附件1》B5：“比例”不认识" in str(said.value)
    assert not (tmp_path / "填.xlsx").exists()


def test_a_form_without_marks_is_refused_with_an_example(context, tmp_path):
    with pytest.raises(UserError, match="没有标记"):
        fill_form(form(tmp_path, {"A2": "注册人数"}), context, tmp_path / "填.xlsx")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0" * 8, b"<html>"])
def test_what_is_no_workbook_is_refused_in_a_sentence(context, tmp_path, content):
    (tmp_path / "坏.xlsx").write_bytes(content)
    with pytest.raises(UserError, match="不是 xlsx 工作簿"):
        fill_form(tmp_path / "坏.xlsx", context, tmp_path / "填.xlsx")


def test_formulas_and_dates_of_the_form_stay(context, tmp_path):
    source = form(tmp_path, {"B3": "{V02}", "C3": "=B3*2", "D3": date(2026, 1, 1)})
    fill_form(source, context, tmp_path / "填.xlsx")
    page = load_workbook(io.BytesIO((tmp_path / "填.xlsx").read_bytes()))["附件1"]
    assert page["C3"].value == "=B3*2"
    assert page["D3"].value.date() == date(2026, 1, 1)


def test_a_count_in_a_cell_of_text_becomes_a_number_and_another_format_stays(context, tmp_path):
    source = form(tmp_path, {"B3": "{V02}", "C3": "{V02}", "D3": "{L04}"})
    book = load_workbook(source)
    book["附件1"]["B3"].number_format = "@"
    book["附件1"]["C3"].number_format = "#,##0"
    book["附件1"]["D3"].number_format = "0%"
    book.save(source)
    fill_form(source, context, tmp_path / "填.xlsx")
    page = load_workbook(tmp_path / "填.xlsx")["附件1"]
    assert [page[at].number_format for at in ("B3", "C3", "D3")] == ["General", "#,##0", "0%"]
    assert page["B3"].value == context.measured["V02"].value
