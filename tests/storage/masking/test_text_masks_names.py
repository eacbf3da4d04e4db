"""Names of people are hidden wherever they stand in a text, and words that look like them stay."""

import pytest

from storage.masking.text_masks import Names, person_alone

NAMES = Names(["王雨欣", "安全", "平安", "欧阳雨", "王雨", "阿依·买买提", "李"])


@pytest.mark.parametrize("text", ["王伟", "王雨欣", "欧阳小雨", "阿依·买买提", "𠮷野"])
def test_a_text_of_the_length_of_a_name_may_be_a_person(text):
    assert person_alone(text) is True


@pytest.mark.parametrize("text", ["王", "县青年志愿者协会", "王伟1", "王 伟", "Wang", ""])
def test_a_text_of_another_length_is_none(text):
    assert person_alone(text) is False


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("王雨欣", "王某某"),
        ("安全", "安某某"),  # a cell that holds the name alone
        ("请王雨欣到场", "请王某某到场"),  # three signs are sure wherever they stand
        ("王雨欣到场", "王某某到场"),
        ("感谢王雨欣", "感谢王某某"),
        ("欧阳雨和王雨欣", "欧阳某某和王某某"),
        ("王雨同学", "王某某同学"),  # two signs only where a word follows that names go with
        ("王雨 13:00", "王某某 13:00"),
        ("王雨，安全", "王某某，安某某"),
        ("联系阿依·买买提", "联系阿某某"),
        ("王雨欣王雨欣", "王某某王某某"),
    ],
)
def test_a_known_name_is_hidden(text, hidden):
    assert NAMES.hide(text) == hidden


@pytest.mark.parametrize(
    "text", ["注意安全", "安全第一", "请王雨同学发言", "李同学", "王伟", "王", "", "2026 A1", "王雨人"]
)  # fmt: skip
def test_a_word_that_is_also_a_name_stays_in_the_middle_of_words(text):
    assert NAMES.hide(text) == text


def test_where_nobody_is_known_nothing_is_hidden():
    assert Names([]).hide("王雨欣同学") == "王雨欣同学"
    assert Names(["李"]).hide("李同学") == "李同学"


def test_the_longest_name_is_taken():
    assert Names(["王雨欣", "王雨欣怡"]).hide("找王雨欣怡") == "找王某某"
    assert Names(["王雨", "王雨欣"]).hide("王雨欣等") == "王某某等"


def test_a_name_of_two_signs_that_begins_a_longer_word_does_not_hide_the_shorter():
    assert Names(["欧阳", "欧阳雨欣"]).hide("欧阳等") == "欧某某等"
