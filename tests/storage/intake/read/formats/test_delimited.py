"""Text as a table: encodings, delimiters, quotes, and what is pasted."""

import pytest

from storage.errors import UserError
from storage.intake.read import read_text
from storage.intake.read.formats.delimited import SPACES, find_gap, sniff_delimiter
from tests.storage.intake.read import files

RARE = "张㛃,李䶮,王𬭎,赵𠮷,钱·买买提"
TABLE = [["姓名", "身份证号", "班级"], ["张㛃", "510422200801021234", "高一（1）班"]]
TEXT = "\r\n".join(",".join(row) for row in TABLE * 5) + "\r\n"


def written(tmp_path, text, encoding="utf-8", mark=b""):
    path = tmp_path / "名册.csv"
    path.write_bytes(mark + text.encode(encoding))
    return path


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_found(tmp_path, delimiter):
    text = "名册\n" + "".join(delimiter.join([*row, "a,b；c"]) + "\n" for row in TABLE)
    if delimiter == ",":
        text = text.replace("a,b；c", '"a,b；c"')
    rows = files.read(written(tmp_path, text)).sheets[0].rows
    assert rows == [["名册"], [*TABLE[0], "a,b；c"], [*TABLE[1], "a,b；c"]]


def test_commas_in_addresses_do_not_beat_tabs():
    assert sniff_delimiter("张三\t四川,攀枝花,盐边,桐子林\n李四\t四川,攀枝花,盐边,渔门\n") == ","
    assert sniff_delimiter("姓名\t性别\t地址\n" * 3 + "张三\t男\t四川,攀枝花\n") == "\t"


def test_one_column_without_a_delimiter_is_a_table(tmp_path):
    assert files.read(written(tmp_path, "姓名\n张三丰\n李四光\n")).sheets[0].rows == [
        ["姓名"], ["张三丰"], ["李四光"]
    ]  # fmt: skip


def test_quotes_hold_delimiters_and_lines(tmp_path):
    text = '姓名,住址\n张三,"四川,\n盐边 ""桐子林"""\n李四,x\n'
    rows = files.read(written(tmp_path, text)).sheets[0].rows
    assert rows == [["姓名", "住址"], ["张三", '四川,\n盐边 "桐子林"'], ["李四", "x"]]


def test_a_stray_quote_does_not_swallow_the_rest(tmp_path):
    text = "姓名,备注\n" + '张三,"好学生\n' + "李四,x\n" * 50
    rows = files.read(written(tmp_path, text)).sheets[0].rows
    assert rows[1] == ["张三", '"好学生']
    assert len(rows) == 52


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_counts_one_row(tmp_path, ending):
    rows = files.read(written(tmp_path, f"甲,乙{ending}{ending}丙,丁")).sheets[0].rows
    assert rows == [["甲", "乙"], [], ["丙", "丁"]]


def test_odd_separators_inside_a_line_are_text(tmp_path):
    """Not every character that Python calls a line break ends a row."""
    rows = files.read(written(tmp_path, "甲\u2028甲,乙\x0b乙\x85乙\n丙,丁\n")).sheets[0].rows
    assert rows == [["甲\u2028甲", "乙\x0b乙\x85乙"], ["丙", "丁"]]


def test_a_zero_character_is_passed_on_to_the_cleaner(tmp_path):
    path = written(tmp_path, TEXT * 5 + "张\0三,1,2\n", "gb18030")
    assert files.read(path).sheets[0].rows[-1] == ["张\0三", "1", "2"]


def test_a_cell_of_a_million_characters_is_refused(tmp_path):
    for text in ("张" * 1_000_000, "张" * 40_000):
        with pytest.raises(UserError, match="《名册.csv》的工作表「文本」有单元格超过 32,767 个字"):
            files.read(written(tmp_path, f"姓名,备注\n张三,{text}\n"))


def test_a_list_set_with_spaces_is_a_table_where_no_cell_is_left_out(tmp_path):
    lines = ["渔门中学名单", "姓名    性别  班级", "张三    男   高一1班", "李四　　女   高一2班"]
    rows = files.read(written(tmp_path, "\n".join(lines))).sheets[0].rows
    assert rows == [
        ["渔门中学名单"], ["姓名", "性别", "班级"], ["张三", "男", "高一1班"], ["李四", "女", "高一2班"],
    ]  # fmt: skip
    gap = [*lines, "王五         高一2班"]
    assert files.read(written(tmp_path, "\n".join(gap))).sheets[0].rows[1] == [lines[1]]
    single = read_text("姓名 性别\n张三 男\n李四 女").sheets[0].rows
    assert single == [["姓名", "性别"], ["张三", "男"], ["李四", "女"]]


def test_formulas_that_quote_a_text_are_read_as_the_text(tmp_path):
    text = '姓名,身份证号,电话\n甲,"=""510411200805170312""",="13800000001"\n乙,x,=1+1\n'
    rows = files.read(written(tmp_path, text)).sheets[0].rows
    assert rows[1:] == [["甲", "510411200805170312", "13800000001"], ["乙", "x", "=1+1"]]


def test_one_line_with_spaces_in_it_is_no_table():
    assert find_gap("张三  510422200801021234") == ""
    assert find_gap("张三  510422200801021234\n李四  510422200801021242")
    assert find_gap("") == ""
    assert sniff_delimiter("张三 李四") != SPACES
