"""Text pasted from the clipboard."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.errors import UserError
from storage.intake.read import read_text


def test_pasted_cells_are_a_book():
    book = read_text("姓名\t身份证号\r\n张㛃\t510422200801021234\r\n\r\n李䶮\t\r\n")
    (sheet,) = book.sheets
    assert book.kind == "text"
    assert book.encoding is None
    assert sheet.rows == [["姓名", "身份证号"], ["张㛃", "510422200801021234"], [], ["李䶮"]]
    assert sheet.first_row == 1


def test_nothing_pasted_is_a_sheet_without_rows():
    for text in ("", "\n\n", " \t "):
        assert read_text(text).sheets[0].rows == []


def test_a_pasted_cell_may_hold_lines_and_a_stray_quote():
    assert read_text('张三\t"一\n二"\n').sheets[0].rows == [["张三", "一\n二"]]
    assert read_text('张三\t"一\n李四\t二\n').sheets[0].rows == [["张三", '"一'], ["李四", "二"]]


def test_too_much_pasted_is_refused_in_a_sentence():
    with pytest.raises(UserError, match="粘贴的内容的工作表.*超过 200 列"):
        read_text("\t".join(["张"] * 300))


@settings(max_examples=500, deadline=None)
@given(st.text(st.sampled_from('张,\t;|"\n\r\0 a1　'), max_size=60))
def test_whatever_is_pasted_is_read(text):
    for sheet in read_text(text).sheets:
        assert all(row == [] or str(row[-1]).strip() for row in sheet.rows)
