"""The encoding of a text: found from all its bytes, or named by the clerk."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.errors import UserError
from storage.intake.read import EncodingUnclear
from storage.intake.read.text_encoding import decode
from tests.storage.intake.read import files

RARE = "张㛃,李䶮,王𬭎,赵𠮷,钱·买买提"


TABLE = [["姓名", "身份证号", "班级"], ["张㛃", "510422200801021234", "高一（1）班"]]


TEXT = "\r\n".join(",".join(row) for row in TABLE * 5) + "\r\n"


def written(tmp_path, text, encoding="utf-8", mark=b""):
    path = tmp_path / "名册.csv"
    path.write_bytes(mark + text.encode(encoding))
    return path


NAMES = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=4)


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
def test_the_encoding_is_determined_from_all_the_bytes(tmp_path, encoding, mark, named):
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


def test_too_little_text_to_be_sure_is_warned_of(tmp_path):
    book = files.read(written(tmp_path, "张三,13800000000\n"))
    assert book.encoding == "utf-8"
    assert len(book.warnings) == 1
    assert "如有乱码" in book.warnings[0]


@settings(max_examples=300, deadline=None)
@given(st.lists(NAMES, min_size=6, max_size=40), st.sampled_from(["utf-8", "gb18030"]))
def test_ten_characters_and_more_are_never_mistaken(names, encoding):
    text = "\n".join(f"{number},{name},510422200801021234" for number, name in enumerate(names))
    assert decode(text.encode(encoding), None, []) == (text, encoding)
