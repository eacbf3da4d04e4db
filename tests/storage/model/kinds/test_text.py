"""Names and texts are cleaned; lost and private characters are flagged or replaced."""

from datetime import date, datetime

import pytest

from storage.model.kinds import (
    NAME,
    NOTE,
    TEXT,
    YES_NO,
    choice,
)
from storage.model.kinds.text import LONGEST, REPAIRS, SAME_AS_ABOVE, private_in, repaired, tidy


@pytest.mark.parametrize(
    ("written", "expected"),
    [("1.张三", "张三"), ("12、张三", "张三"), ("01 张三", "张三"), ("3）吉克.阿果", "吉克·阿果"), ("王伟1", "王伟1")],
)  # fmt: skip
def test_the_number_of_a_list_is_no_part_of_a_name(written, expected):
    assert NAME.parse(written) == expected


@pytest.mark.parametrize("written", ["张三、李四", "张三/李四", "张三,李四", "张三；李四"])
def test_two_names_in_a_cell_are_refused(written):
    with pytest.raises(ValueError, match="里不止一个名字，请一人写一行"):
        NAME.parse(written)


def test_a_name_of_two_lines_and_a_form_of_address_are_read_with_a_doubt():
    assert NAME.parse("张三\n李四") == "张三李四"
    assert NAME.doubt("张三\n李四", "张三李四") == "在一格里写了两行，请核对是不是一个人"
    assert NAME.doubt("欧\n阳雨", "欧阳雨") == NAME.doubt("王师", "王师") == ""
    assert NAME.doubt("王老师", "王老师") == "“王老师”像是称呼，请核对姓名"
    assert NAME.doubt("李小学", "李小学") == ""


def test_a_date_in_place_of_a_text_is_reported():
    for day in (date(2026, 1, 3), datetime(2026, 1, 3)):
        assert "被表格软件改掉" in TEXT.doubt(day, TEXT.parse(day))
    assert TEXT.doubt("1-3", "1-3") == ""


def test_a_name_may_have_fifty_characters_and_not_one_more():
    assert NAME.parse("王" * 50) == "王" * 50
    with pytest.raises(ValueError, match="太长：最多50个字"):
        NAME.parse("王" * 51)


@pytest.mark.parametrize("kind", [TEXT, NOTE])
def test_a_text_has_two_thousand_characters_at_most(kind):
    assert kind.parse("字" * LONGEST) == "字" * 2000
    with pytest.raises(ValueError, match="^太长：最多2000个字，现有2001个$"):
        kind.parse("字" * 2001)


def test_a_note_keeps_its_lines_and_drops_empty_ones():
    assert NOTE.parse(" 一\r\n\r\n 二  三 \n") == "一\n二 三"


def test_a_text_is_one_clean_line():
    assert tidy(" 甲\u3000\u3000乙\t丙 ") == "甲 乙 丙"
    assert tidy("甲\u200b乙\ufeff") == "甲乙"
    assert tidy("甲  乙") == "甲 乙"
    assert (tidy(3.0), tidy(3.5), tidy("\uf050")) == ("3", "3.5", "√")


@pytest.mark.parametrize("mark", ["同上", "同前", "〃", "″", "々", '"', "“", "”"])
def test_the_marks_of_the_same_as_above_are_known(mark):
    assert mark in SAME_AS_ABOVE


@pytest.mark.parametrize(
    "edge", ["\u3400", "\u9fff", "\uf900", "\ufa6a", "\U00020000", "\U0003134a"]
)
def test_spaces_between_characters_of_any_block_are_dropped(edge):
    assert NAME.parse(f"{edge} {edge}") == f"{edge}{edge}"


@pytest.mark.parametrize("number", [1, 2.5])
def test_a_number_is_no_name(number):
    with pytest.raises(ValueError, match="^是数字，不像姓名$"):
        NAME.parse(number)


def test_a_name_is_known_at_sight_unless_it_may_be_a_form_of_address():
    assert NAME.plain("王雨欣")
    assert NAME.plain("王" * 50)
    for other in ("王" * 51, "王·雨", "王老师", "王某某", "王医生"):
        assert not NAME.plain(other)


def test_a_plain_text_is_letters_and_figures():
    assert TEXT.plain("高一3班") is True
    assert TEXT.plain("甲" * 50) is True
    assert TEXT.plain("甲" * 51) is False
    assert TEXT.plain("高一（3）班") is False


def test_what_is_odd_in_a_text_is_stated():
    assert TEXT.doubt("甲\uf050", "甲√") == "里的自造字已换成标准字，请核对"
    assert "里有自造字“\ue000”" in TEXT.doubt("甲\ue000", "甲\ue000")
    assert TEXT.doubt(12, "12") == ""
    assert NAME.doubt(12, "张三") == ""


COLOURS = choice("红", "橙", "黄", "绿", "青", "蓝", aliases={"赤": "红"}, codes={"03": "黄"})


@pytest.mark.parametrize(
    ("written", "read"),
    [("红", "红"), ("赤", "红"), ("03", "黄"), ("3", "黄"), ("3-黄", "黄"), ("03黄", "黄"), ("黄(03)", "黄"),
     ("03-黄", "黄"), ("橙 (2)", "橙")],
)  # fmt: skip
def test_a_choice_is_read_by_word_alias_and_code(written, read):
    assert COLOURS.parse(written) == read


def test_a_choice_that_is_none_of_them_is_refused_with_the_first_six():
    with pytest.raises(ValueError, match="^“白”不在可选值中（红、橙、黄、绿、青、蓝）$"):
        COLOURS.parse("白")
    with pytest.raises(ValueError, match="^“白”不在可选值中（甲、乙、丙、丁、戊、己…）$"):
        choice(*"甲乙丙丁戊己庚").parse("白")
    assert (COLOURS.name, choice("甲", name="级").name) == ("choice", "级")


@pytest.mark.parametrize(
    ("written", "expected"),
    [("王　伟", "王伟"), (" 刘轩超\xa0", "刘轩超"), ("吉克•阿果", "吉克·阿果"), ("阿依古丽．买买提", "阿依古丽·买买提"),
     ("张𬭎", "张𬭎"), ("李㛃", "李㛃"), ("John Smith", "John Smith"), ("吉克 · 阿果", "吉克·阿果"), ("吉克・・阿果", "吉克·阿果")],
)  # fmt: skip
def test_a_name_is_cleaned_without_losing_a_character(written, expected):
    assert NAME.parse(written) == expected


@pytest.mark.parametrize(
    "written", ["张?", "123", 12.0, "？？", "", "   ", "王" * 51, "=王五", "@何六"]
)
def test_what_cannot_be_a_name_is_refused(written):
    with pytest.raises(ValueError, match=r"."):
        NAME.parse(written)


def test_private_characters_are_replaced_by_their_standard_ones():
    codes = [0xFE00 + low for low in range(0x50, 0xA1) if low != 0x7F]
    for at, code in enumerate(codes):
        standard = code.to_bytes(2, "big").decode("gb18030")
        mended = repaired(chr(0xE815 + at))
        assert not private_in(mended)
        assert (
            private_in(standard) or mended == standard
        )  # what Python's own table knows, ours says too
    assert NAME.parse("李\ue863") == "李䶮"
    assert NAME.doubt("李\ue863", "李䶮") == "里的自造字已换成标准字，请核对"
    assert YES_NO.parse("\uf0fc") is True


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("李\ue000", "自造字“\ue000”"),
        ("李\U000f0001", "自造字"),
        ("张?", "生僻字丢失"),
        ("张\ufffd", "生僻字丢失"),
        ("张*", "隐去"),
    ],
)
def test_a_name_that_has_lost_a_character_is_flagged(written, said):
    with pytest.raises(ValueError, match=said):
        NAME.parse(written)


def test_a_private_character_in_another_text_is_stored_and_flagged():
    assert TEXT.parse("\ue000班") == "\ue000班"
    assert "自造字" in TEXT.doubt("\ue000班", "\ue000班")
    assert TEXT.doubt("三班", "三班") == TEXT.doubt(" 三班", "三班") == ""


@pytest.mark.parametrize(
    ("code", "sign"),
    [
        (0xE815, "⺁"), (0xE816, "𠂇"), (0xE863, "䶮"), (0xE864, "龻"),  # GB 18030-2022, annex D
        (0xE78D, "︐"), (0xE78E, "︒"), (0xE796, "︙"),
        (0xF050, "√"), (0xF052, "√"), (0xF0FC, "√"), (0xF0FE, "√"),  # ticks of Wingdings
    ],
)  # fmt: skip
def test_a_character_with_a_standard_one_is_replaced(code, sign):
    assert repaired(f"甲{chr(code)}乙") == f"甲{sign}乙"


def test_no_other_character_is_replaced():
    assert len(REPAIRS) == 80 + 10 + 4
    for code in (0xE814, 0xE865, 0xE78C, 0xE797, 0xF051, 0xF0FD):
        assert repaired(chr(code)) == chr(code)


def test_the_first_private_character_is_found():
    assert private_in("甲\ue000乙\uf8ff") == "\ue000"
    assert private_in("甲\uf8ff") == "\uf8ff"
    assert private_in("\U000f0000") == "\U000f0000"
    assert private_in("甲\n乙") == private_in("甲") == private_in("") == ""
