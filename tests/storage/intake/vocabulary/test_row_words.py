"""Words that begin totals, signatures and notes, and those that only look alike."""

import pytest

from storage.intake.vocabulary.row_words import is_closing, is_example, is_title


@pytest.mark.parametrize(
    "text",
    ["合计", "本班合计", "合 计", "填表人：李四", "单位（盖章）：", "以上情况属实", "共3页", "备注：", "平均年龄"],
)  # fmt: skip
def test_what_closes_a_table_is_known(text):
    assert is_closing(text)


@pytest.mark.parametrize("text", ["赵一", "平均地权", "高一1班", "备注栏内容", "志愿者", "男"])
def test_other_words_close_nothing(text):
    assert not is_closing(text)


@pytest.mark.parametrize("text", ["示例", "例：", "（填写示例）", "张三（示例）", "如：张三"])
def test_an_example_is_recognised_by_its_mark(text):
    assert is_example(text)


@pytest.mark.parametrize("text", ["例会记录员", "如意", "李示"])
def test_a_name_or_a_post_is_no_example(text):
    assert not is_example(text)


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ("渔门中学团员花名册", True),
        ("高一（1）班", True),
        ("名单", False),
        ("赵一", False),
        (2024, False),
    ],
)
def test_a_title_is_a_list_of_something_or_a_class(cell, title):
    assert is_title(cell) is title
