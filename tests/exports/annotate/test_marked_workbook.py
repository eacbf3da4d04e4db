from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from exports.annotate import faults_of, school_message
from exports.annotate.marked_workbook import OpeningOptions, return_to_school, write_marked
from exports.annotate.marking import BAD, SIGN, WARN
from people import id_number, volunteer
from storage.errors import UserError
from storage.intake.pipeline import plan_import
from storage.intake.vocabulary.header_words import REMARKS
from storage.model.tables.volunteer import VOLUNTEERS
from storage.sending import export_log

ROSTERS = Path(__file__).parents[2] / "reference" / "rosters"
HEADER = ("序号", "姓名", "性别", "身份证号", "班级", "联系电话")
UNIT = "盐边县渔门中学"
SHORT = "5104112008051"


@pytest.fixture
def roster(tmp_path):
    """Write a roster under a title, as schools do; returns its path."""

    def write(*rows, name="花名册.xlsx"):
        book = Workbook()
        page = book.active
        page.title = "高一1班"
        page.append(["盐边县渔门中学学生花名册"])
        page.merge_cells("A1:F1")
        page["A1"].font = Font(name="黑体", size=16)
        page.append(HEADER)
        for at, row in enumerate(rows, 1):
            page.append([at, *row])
        page.row_dimensions[1].height = 40
        page.column_dimensions["D"].width = 24
        book.save(tmp_path / name)
        return tmp_path / name

    return write


def sound(name="王雨欣", **more):
    return (name, more.get("sex", "女"), more.get("number") or id_number(sex="女"), "高一1班", "")


def wrong(name="赵一诺", number=SHORT):
    return (name, "男", number, "高一1班", "")


def planned(store, path, unit=UNIT):
    return plan_import(store, [path], unit).files[0]


def marked(store, path, out, **more):
    return write_marked(planned(store, path), out, opening=OpeningOptions(), **more).path


def reds(page):
    found = []
    for row in page.iter_rows():
        found += [c for c in row if c.fill.fill_type and c.fill.fgColor.rgb in (BAD, WARN)]
    return found


def remarks(page, header=2):
    """What stands in our column, by row."""
    (column,) = [cell.column for cell in page[header] if cell.value == REMARKS]
    rows = range(header + 1, page.max_row + 1)
    return {row: page.cell(row, column).value for row in rows if page.cell(row, column).value}


def test_each_fault_is_red_with_a_comment_and_listed_in_a_column_with_a_filter(
    store, roster, tmp_path
):
    path = roster(sound(), wrong(), sound("李静"), wrong("周嘉诚"))
    file = planned(store, path)
    made = write_marked(file, tmp_path, opening=OpeningOptions())
    page = load_workbook(made.path)["高一1班"]
    assert [cell.coordinate for cell in reds(page)] == ["D4", "D6"]
    assert all("应为18位" in cell.comment.text for cell in reds(page))
    assert remarks(page) == dict.fromkeys((4, 6), "身份证号应为18位，现有13位")
    assert made.rows == faults_of(file).rows == file.counts["rejected"] == 2
    assert page.auto_filter.ref == "A2:G6"


def test_the_schools_own_layout_is_preserved(store, roster, tmp_path):
    page = load_workbook(marked(store, roster(sound(), wrong()), tmp_path))["高一1班"]
    assert [str(area) for area in page.merged_cells.ranges] == ["A1:F1"]
    assert (page["A1"].value, page["A1"].font.name) == ("盐边县渔门中学学生花名册", "黑体")
    assert page.row_dimensions[1].height == 40
    assert page.column_dimensions["D"].width == 24
    assert [cell.value for cell in page[2]] == [*HEADER, REMARKS]


def test_only_the_faulty_rows_remain_under_the_heading(store, roster, tmp_path):
    path = roster(sound(), wrong(), sound("李静"), wrong("周嘉诚"), sound("吴一"))
    page = load_workbook(marked(store, path, tmp_path, only_faulty=True))["高一1班"]
    assert [page.cell(row, 2).value for row in range(2, page.max_row + 1)] == [
        "姓名", "赵一诺", "周嘉诚",
    ]  # fmt: skip
    assert [cell.coordinate for cell in reds(page)] == ["D3", "D4"]
    assert set(remarks(page)) == {3, 4}
    assert page.auto_filter.ref == "A2:G4"


@pytest.mark.parametrize("only_faulty", [False, True])
def test_the_mended_file_imports_clean(store, roster, tmp_path, only_faulty):
    path = roster(sound(), wrong(), sound("李静"), ("", "女", id_number(sex="女"), "", ""))
    back = marked(store, path, tmp_path, only_faulty=only_faulty)
    book = load_workbook(back)
    id_cell, name_cell = reds(book["高一1班"])
    id_cell.value, name_cell.value = id_number(sex="男"), "周嘉诚"
    book.save(back)
    file = planned(store, back)
    assert faults_of(file).rows == 0
    assert file.counts["created"] == (2 if only_faulty else 4)


def test_marks_of_an_earlier_time_are_taken_off(store, roster, tmp_path):
    path = roster(sound(), wrong(), wrong("周嘉诚"))
    first = marked(store, path, tmp_path)
    book = load_workbook(first)
    book["高一1班"]["D4"] = id_number(sex="男")
    book.save(first)
    again = marked(store, first, tmp_path)
    page = load_workbook(again)["高一1班"]
    assert [cell.coordinate for cell in reds(page)] == ["D5"]
    assert page["D4"].comment is None
    assert page["D5"].comment.text.count(SIGN) == 1
    assert set(remarks(page)) == {5}
    assert [cell.value for cell in page[2]] == [*HEADER, REMARKS]
    assert again.name == "花名册_退回修改(2).xlsx"


def test_a_comment_of_the_schools_stays(store, roster, tmp_path):
    path = roster(wrong())
    book = load_workbook(path)
    book["高一1班"]["D3"].comment = Comment("转学来的", "张老师")
    book.save(path)
    back = marked(store, path, tmp_path)
    comment = load_workbook(back)["高一1班"]["D3"].comment
    assert comment.text.startswith("转学来的\n【需要改】")
    book = load_workbook(back)
    book["高一1班"]["D3"] = id_number(sex="男")
    book["高一1班"]["B3"] = None
    book.save(back)
    comment = load_workbook(marked(store, back, tmp_path))["高一1班"]["D3"].comment
    assert comment.text == "转学来的"


def test_nothing_in_it_runs(store, roster, tmp_path):
    path = roster(wrong("=HYPERLINK(1)"), wrong("周嘉诚"))
    book = load_workbook(path)
    page = book["高一1班"]
    page["B3"].value, page["B3"].data_type = "=cmd|' /C calc'!A0", "s"
    page["E4"] = '=HYPERLINK("http://example.com","高一1班")'
    page["F4"] = "+13800138000"
    book.save(path)
    page = load_workbook(marked(store, path, tmp_path))["高一1班"]
    kinds = {cell.data_type for row in page.iter_rows() for cell in row}
    assert "f" not in kinds
    assert page["B3"].value == "=cmd|' /C calc'!A0"
    assert page["B3"].quotePrefix
    assert not page["E4"].value  # nobody had computed it
    assert page["F4"].value == "+13800138000"


def test_a_number_that_lost_its_digits_does_not_become_sound(store, roster, tmp_path):
    path = roster(wrong(number=510411200805170000))
    back = marked(store, path, tmp_path)
    cell = load_workbook(back)["高一1班"]["D3"]
    assert (cell.value, cell.data_type, cell.number_format) == ("5.10411200805E+17", "s", "@")
    assert planned(store, back).counts["rejected"] == 1


def test_the_file_of_the_school_is_never_touched(store, roster):
    path = roster(wrong(), name="花名册_退回修改.xlsx")
    before = sha256(path.read_bytes()).hexdigest()
    back = marked(store, path, path.parent)
    assert back != path
    assert sha256(path.read_bytes()).hexdigest() == before


def test_content_of_the_ledger_is_not_disclosed(store, roster, tmp_path):
    held = volunteer("王雨欣", "2008-05-17", phone="13800138000")
    with store.edit("登记") as edit:
        edit.save(VOLUNTEERS, held)
    path = roster(sound("别名", sex="男", number=held.id_number), wrong())
    file = planned(store, path)
    assert "王雨欣" in file.sheets[0].rows[0].problems[-1].message
    page = load_workbook(write_marked(file, tmp_path, opening=OpeningOptions()).path)["高一1班"]
    texts = [str(cell.value) for row in page.iter_rows() for cell in row]
    assert not any("王雨欣" in text or "台账" in text for text in texts)
    assert set(remarks(page)) == {4}


@pytest.mark.parametrize("name", ["gbk_csv.csv", "old_xls.xls", "wps_et.et", "html_xls.xls"])
def test_what_cannot_be_edited_is_rebuilt_in_its_layout(store, tmp_path, name):
    file = planned(store, ROSTERS / name)
    made = write_marked(file, tmp_path, opening=OpeningOptions())
    assert made.rebuilt
    page = load_workbook(made.path).worksheets[0]
    header = file.sheets[0].header_row
    faults = faults_of(file)
    assert set(remarks(page, header)) == set(faults.sheets[0].rows)
    (place,) = [
        one.index + 1
        for one in file.sheets[0].headers
        if one.column and one.column.name == "id_number"
    ]
    ids = [page.cell(row, place) for row in range(header + 1, page.max_row + 1)]
    assert {cell.data_type for cell in ids if cell.value} == {"s"}
    again = planned(store, made.path)
    assert again.sheets[0].header_row == header
    assert faults_of(again).rows == faults.rows
    assert again.counts == file.counts


def test_sheets_in_order_stay_out_of_the_faulty_rows(store, tmp_path):
    path = tmp_path / "全校.xlsx"
    book = Workbook()
    for title, row in (("高一1班", sound()), ("高一2班", wrong()), ("高一3班", sound("李静"))):
        page = book.create_sheet(title)
        page.append(HEADER)
        page.append([1, *row])
    book.remove(book.worksheets[0])
    book.save(path)
    assert load_workbook(marked(store, path, tmp_path, only_faulty=True)).sheetnames == ["高一2班"]
    whole = load_workbook(marked(store, path, tmp_path))
    assert whole.sheetnames == ["高一1班", "高一2班", "高一3班"]
    assert whole.active.title == "高一2班"


def test_a_value_that_stood_over_merged_rows_goes_with_each_of_them(store, roster, tmp_path):
    path = roster(sound(), wrong(), wrong("周嘉诚"))
    book = load_workbook(path)
    page = book["高一1班"]
    page.merge_cells("E3:E5")
    book.save(path)
    page = load_workbook(marked(store, path, tmp_path, only_faulty=True))["高一1班"]
    assert [page.cell(row, 5).value for row in (3, 4)] == ["高一1班", "高一1班"]
    assert [str(area) for area in page.merged_cells.ranges] == ["A1:F1"]


def test_a_workbook_of_empty_formatted_rows_costs_nothing(store, roster, tmp_path):
    path = roster(wrong())
    book = load_workbook(path)
    book["高一1班"].cell(1_048_576, 40).fill = PatternFill("solid", fgColor="FFEEEEEE")
    book.save(path)
    for only_faulty in (False, True):
        back = marked(store, path, tmp_path, only_faulty=only_faulty)
        assert load_workbook(back)["高一1班"].auto_filter.ref == "A2:G3"


def test_a_file_without_faults_is_not_returned(store, roster, tmp_path):
    file = planned(store, roster(sound()))
    with pytest.raises(UserError, match="没有需要退回修改的行"):
        write_marked(file, tmp_path, opening=OpeningOptions())
    assert school_message(faults_of(file)) == "《花名册.xlsx》没有需要改的，已收到。"


def test_the_message_names_the_faults_and_what_to_do(store, roster):
    faults = faults_of(planned(store, roster(wrong(), wrong("周嘉诚"), ("", "女", "", "", ""))))
    assert school_message(faults) == (
        "《花名册.xlsx》里有 3 行需要改：身份证号应为18位 2 处，姓名不能为空 1 处。"
        "红格旁写了原因，改好直接发回即可。"
    )


def test_giving_back_is_noted(store, roster, tmp_path):
    made = return_to_school(store, planned(store, roster(wrong())), tmp_path)
    (noted,) = export_log.last_exports(store)
    assert (noted.name, noted.privacy) == (made.path.name, "full")
    assert noted.sha256 == sha256(made.path.read_bytes()).hexdigest()


def test_tables_side_by_side_are_each_marked_in_their_own_cells(store, tmp_path):
    book = Workbook()
    page = book.active
    page.append(["姓名", "性别", "身份证号", None, "姓名", "性别", "身份证号"])
    for _ in range(6):
        page.append(["王雨欣", "女", id_number(sex="女"), None, "李静", "女", id_number(sex="女")])
    page["C3"], page["G5"] = SHORT, SHORT
    path = tmp_path / "并排.xlsx"
    book.save(path)
    file = planned(store, path)
    assert file.counts["rejected"] == faults_of(file).rows == 2
    made = load_workbook(write_marked(file, tmp_path, opening=OpeningOptions()).path).worksheets[0]
    assert [cell.coordinate for cell in reds(made)] == ["C3", "G5"]
    assert set(remarks(made, 1)) == {3, 5}
