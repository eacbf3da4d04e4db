"""Text as a table: encodings, delimiters, quotes, and what is pasted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.errors import UserError
from storage.intake.read import EncodingUnclear, read_text
from storage.intake.read.formats.delimited import SPACES, gap_in, sniff_delimiter
from storage.intake.read.text_encoding import decode
from tests.storage.intake.read import files

RARE = "张㛃,李䶮,王𬭎,赵𠮷,钱·买买提"
TABLE = [["姓名", "身份证号", "班级"], ["张㛃", "510422200801021234", "高一（1）班"]]
TEXT = "\r\n".join(",".join(row) for row in TABLE * 5) + "\r\n"


def written(tmp_path, text, encoding="utf-8", mark=b""):
    path = tmp_path / "名册.csv"
    path.write_bytes(mark + text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("encoding", "mark", "named"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8-sig"),
        ("gb18030", b"", "gb18030"),
        ("utf-16-le", b"\xff\xfe", "utf-16"),
        ("utf-16-be", b"\xfe\xff", "utf-16"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
    ],
)
def test_the_encoding_is_told_from_all_the_bytes(tmp_path, encoding, mark, named):
    book = files.read(written(tmp_path, TEXT + RARE, encoding, mark))
    assert book.encoding == named
    assert book.sheets[0].rows[:2] == TABLE
    assert book.sheets[0].rows[-1] == RARE.split(",")
    assert book.warnings == ()


def test_a_text_that_fits_no_encoding_asks_for_one(tmp_path):
    path = written(tmp_path, TEXT, "gb18030")
    path.write_bytes(path.read_bytes() + "张".encode() + b",\xff\xff,\n")
    with pytest.raises(EncodingUnclear, match="《名册.csv》的文字编码认不出来：请选择编码"):
        files.read(path)
    book = files.read(path, encoding="gb18030")
    assert book.sheets[0].rows[:2] == TABLE
    assert book.warnings == ("按编码「gb18030」读取时有 3 处文字认不出来，显示为 \ufffd。",)


def test_a_named_encoding_is_obeyed(tmp_path):
    path = written(tmp_path, "姓名,學校\n張三,鹽邊\n", "big5")
    assert files.read(path, encoding="big5").sheets[0].rows == [["姓名", "學校"], ["張三", "鹽邊"]]
    with pytest.raises(UserError, match="没有这种编码"):
        files.read(path, encoding="火星文")


def test_too_little_text_to_be_sure_is_said(tmp_path):
    book = files.read(written(tmp_path, "张三,13800000000\n"))
    assert book.encoding == "utf-8"
    assert len(book.warnings) == 1
    assert "如有乱码" in book.warnings[0]


NAMES = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=4)


@settings(max_examples=300, deadline=None)
@given(st.lists(NAMES, min_size=6, max_size=40), st.sampled_from(["utf-8", "gb18030"]))
def test_ten_characters_and_more_are_never_mistaken(names, encoding):
    text = "\n".join(f"{number},{name},510422200801021234" for number, name in enumerate(names))
    assert decode(text.encode(encoding), None, []) == (text, encoding)


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


def test_a_zero_character_stays_for_those_who_clean(tmp_path):
    path = written(tmp_path, TEXT * 5 + "张\0三,1,2\n", "gb18030")
    assert files.read(path).sheets[0].rows[-1] == ["张\0三", "1", "2"]


def test_a_cell_of_a_million_characters_is_refused(tmp_path):
    for text in ("张" * 1_000_000, "张" * 40_000):
        with pytest.raises(UserError, match="《名册.csv》的工作表「文本」有单元格超过 32,767 个字"):
            files.read(written(tmp_path, f"姓名,备注\n张三,{text}\n"))


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


def test_what_keeps_a_spreadsheet_from_counting_is_taken_off(tmp_path):
    text = '姓名,身份证号,电话\n甲,"=""510411200805170312""",="13800000001"\n乙,x,=1+1\n'
    rows = files.read(written(tmp_path, text)).sheets[0].rows
    assert rows[1:] == [["甲", "510411200805170312", "13800000001"], ["乙", "x", "=1+1"]]


def test_one_line_with_spaces_in_it_is_no_table():
    assert gap_in("张三  510422200801021234") == ""
    assert gap_in("张三  510422200801021234\n李四  510422200801021242")
    assert gap_in("") == ""
    assert sniff_delimiter("张三 李四") != SPACES
