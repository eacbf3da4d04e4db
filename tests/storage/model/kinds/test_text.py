"""Names and texts that hold more, or something else, than they should."""

from datetime import date, datetime

import pytest

from storage.model.kinds import NAME, TEXT


@pytest.mark.parametrize(
    ("written", "kept"),
    [("1.张三", "张三"), ("12、张三", "张三"), ("01 张三", "张三"), ("3）吉克.阿果", "吉克·阿果"), ("王伟1", "王伟1")],
)  # fmt: skip
def test_the_number_of_a_list_is_no_part_of_a_name(written, kept):
    assert NAME.parse(written) == kept


@pytest.mark.parametrize("written", ["张三、李四", "张三/李四", "张三,李四", "张三；李四"])
def test_two_names_in_a_cell_are_refused(written):
    with pytest.raises(ValueError, match="里不止一个名字，请一人写一行"):
        NAME.parse(written)


def test_a_name_of_two_lines_and_a_form_of_address_are_kept_and_told():
    assert NAME.parse("张三\n李四") == "张三李四"
    assert NAME.doubt("张三\n李四", "张三李四") == "在一格里写了两行，请核对是不是一个人"
    assert NAME.doubt("欧\n阳雨", "欧阳雨") == NAME.doubt("王师", "王师") == ""
    assert NAME.doubt("王老师", "王老师") == "“王老师”像是称呼，请核对姓名"
    assert NAME.doubt("李小学", "李小学") == ""


def test_a_day_in_the_place_of_a_text_is_told():
    for day in (date(2026, 1, 3), datetime(2026, 1, 3)):
        assert "被表格软件改掉" in TEXT.doubt(day, TEXT.parse(day))
    assert TEXT.doubt("1-3", "1-3") == ""


def test_a_name_may_have_fifty_characters_and_not_one_more():
    assert NAME.parse("王" * 50) == "王" * 50
    with pytest.raises(ValueError, match="太长：最多50个字"):
        NAME.parse("王" * 51)
