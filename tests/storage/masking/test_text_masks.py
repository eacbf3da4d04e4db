"""Pieces of a person's own numbers are hidden in his other cells, and numbers set in two of them."""

from __future__ import annotations

import pytest

from people import id_number
from storage.masking.text_masks import Names, joined, own_numbers, person_alone

NUMBER = id_number("2011-01-07", area="510402")
HIDE = own_numbers(NUMBER, "2011-01-07", ("13812345678", None))


@pytest.mark.parametrize("text", [
    "2011-01-07", "2011年1月7日", "2011.1.7", "2011/01/07", "２０１１－０１－０７".replace("－", "-"),
    "1月7日", "01月07日", "01-07", "2011年1月", "2011.01", "20110107", NUMBER[-4:], NUMBER[-6:],
    NUMBER[10:], "5678", "138123", "2026" + NUMBER[6:14],
])  # fmt: skip
def test_a_piece_or_the_day_is_hidden_however_it_is_written(text):
    assert HIDE(f"见{text}，备查") == "见****，备查"


@pytest.mark.parametrize("text", [
    "2011年入学", "2011级", "高一（7）班", "1-7班", "1.7米", "2026年1月7", "1月17日", "11月7日", "2012-01-07",
    "2011年11月", "202600123", "9 月", "510402",
])  # fmt: skip
def test_what_tells_nothing_of_him_stays(text):
    assert HIDE(text) == text


def test_without_an_id_number_the_birth_date_is_looked_for_alone():
    hide = own_numbers(None, "2011-01-07", ())
    assert hide("生于1月7日，尾号5678") == "生于****，尾号5678"
    assert own_numbers(None, None, ())("1月7日 20110107") == "1月7日 20110107"
    assert own_numbers(NUMBER, None, ())("1月7日") == "****"


def test_somebody_elses_number_in_two_cells_is_hidden_in_both():
    assert joined(f"父{NUMBER[:12]}", f"{NUMBER[12:]}备") == ("父****", "****备")
    assert joined("母138 123", "45678") == ("母****", "****")
    assert joined("2026级", "202600123") is None
    assert joined("高一2", "3班") is None
    assert joined(NUMBER, "见证件") is None


def test_a_piece_of_six_figures_is_hidden_within_a_longer_number_and_one_of_five_is_not():
    hide = own_numbers(NUMBER, None, ())
    assert hide(f"99{NUMBER[8:14]}") == "****"
    assert hide(f"{NUMBER[8:14]}99") == "****"
    assert hide("99" + NUMBER[9:14] + "99") == "99" + NUMBER[9:14] + "99"


def test_the_day_of_birth_is_taken_from_the_id_number_where_none_is_known():
    hide = own_numbers(id_number("2011-10-27", area="510402"), None, ())
    assert hide("生于2011年10月27日") == "生于****"
    assert hide("2011年10月") == "****"
    assert hide("2010年10月27日，10月2日，1月27日") == "2010年10月27日，10月2日，1月27日"
    assert own_numbers(NUMBER[:17], None, ())("1月7日") == "1月7日"


def test_a_number_that_lies_within_one_cell_is_not_joined_with_the_next():
    phone = "13812345678"
    assert joined(f"{phone} ", "1") is None
    assert joined("1", f" {phone}") is None
    assert joined("6222 0212", "3456 7890 123") is None  # an account, no number of a person


def test_a_run_of_six_figures_is_the_longest_that_may_stand_alone():
    hide = own_numbers(None, None, ("13812345678",))
    assert hide("812345") == "****"
    assert hide("1381234") == "****"
    assert hide("9381238") == "9381238"
    assert hide("8123") == "****"
    assert hide("812") == "812"


def test_of_the_area_only_what_reaches_into_the_birth_date_gives_a_number_away():
    hide = own_numbers(NUMBER, None, ())
    assert hide("510402") == "510402"
    assert hide("5104022") == "5104022"


def test_a_year_of_birth_alone_hides_no_day():
    hide = own_numbers(None, "2011", ())
    assert hide("2011-01-07，1月7日") == "2011-01-07，1月7日"
    assert own_numbers(None, "2011-01", ())("2011年1月") == "****"


def test_the_last_four_places_are_hidden_even_where_they_look_like_a_year():
    number = NUMBER[:14] + "2019"
    hide = own_numbers(number, None, ())
    assert hide("2019") == "****"
    assert hide("2018") == "2018"
    assert hide("02019") == "02019"


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
