"""A worksheet as a whole: paper, repeated rows, frames and choices."""

from __future__ import annotations

from exports.sheet import Heading
from sheets import HEADINGS, ROW, sheet, written


def test_a_page_is_ready_to_print(tmp_path):
    page = written(tmp_path, sheet(*[ROW] * 30, listed=True, frozen_columns=1))["W03 台账"]
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


def test_an_empty_cell_is_framed_unwritten_and_typed_text_stays_text(tmp_path):
    page = written(tmp_path, sheet(("张三", None, 1), ("李四", "", 2), headings=HEADINGS[:3]))[
        "W03 台账"
    ]
    assert [cell.has_style for cell in page["B"][3:]] == [False, False]
    assert page.column_dimensions["A"].number_format == "@"  # as far as B, which is alike
    (framed,) = page.conditional_formatting
    assert str(framed.sqref) == "A4:C5"
    assert framed.rules[0].formula == ["TRUE"]
    assert framed.rules[0].dxf.border.left.style == "thin"


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
