"""Numbers, days and names as they leave: found however they are written, known when they return."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from people import id_number
from storage.model.kinds import (
    ID_NUMBER,
    PHONE,
    STUDENT_NUMBER,
)
from storage.model.kinds.masks import (
    FEW_STARS,
    STARS,
    bare,
    could_be,
    folded_digits,
    initial,
    is_hidden,
    name_with_number,
    numbers_in,
    redact_birth,
    redact_id,
    redact_name,
    redact_phone,
)

NUMBER = id_number("2011-01-07", area="510402")
WIDE = NUMBER.translate({ord("0") + at: ord("０") + at for at in range(10)})
PARTED = st.sampled_from(["", " ", "  ", "-", "—", "\n", "\u3000", ".", "\u200b", "、", "/"])


def digits_of(text: str) -> str:
    return "".join(sign for sign in folded_digits(text) if sign.isdigit())


@pytest.mark.parametrize("text", [
    NUMBER, WIDE, f"G{NUMBER}", f"身份证{NUMBER}。", f"{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}",
    f"{NUMBER[:6]}-2011-01-07-{NUMBER[14:]}", f"{NUMBER[:14]}\n{NUMBER[14:]}", " ".join(NUMBER),
    NUMBER[:6] + NUMBER[8:17], f"2026{NUMBER}", "51040220110107102x", "51040220110107102×",
])  # fmt: skip
def test_an_id_number_is_found_however_it_is_written(text):
    assert len(digits_of(bare(text))) <= 4  # at most a year that stood before it


@pytest.mark.parametrize("text", [
    "13800138000", "138 0013 8000", "138-0013-8000", "１３８００１３８０００", "+86 138 0013 8000",
    "8613800138000", "电话138０0138000（妈妈）", "1380013 8000", "138\n00138000", "013800138000",
])  # fmt: skip
def test_a_mobile_keeps_its_first_three_digits(text):
    assert digits_of(bare(text)) == "138"


@pytest.mark.parametrize("text", [
    "6222021234567890123", "6222 0212 3456 7890 123", "6222-0212-3456-7890", "622202123456\n7890123",
    "6 2 2 2 0 2 1 2 3 4 5 6 7 8 9 0 1 2", "622202123456789", "建行 ６２２２０２１２３４５６７８９０",
])  # fmt: skip
def test_a_bank_card_is_found_in_any_text(text):
    assert digits_of(bare(text)) == ""


@pytest.mark.parametrize("text", [
    "高一（2）班", "2026-03-05 2026-03-12", "2022-2023 2023-2024", "20260305 20260312", "V000123",
    "51510411MJX0000007", "仁财行〔2026〕8号", "2026年3月5日13:00-15:00", "2026-01-15—2026-01-18 42人",
    "51040000000152", "202351040001", "人数 310 325 128 1000", "XM5104000104", "3·5", "",
])  # fmt: skip
def test_what_is_no_number_of_a_person_stays(text):
    assert bare(text) == text


@given(st.dates(), st.lists(PARTED, min_size=17, max_size=17), st.text("甲乙，。 ", max_size=6))
def test_however_its_digits_are_parted_an_id_number_does_not_pass(born, signs, words):
    number = id_number(f"{max(born.year, 1900) % 200 + 1900}-{born:%m}-28", area="513401")
    text = number[0] + "".join(sign + digit for sign, digit in zip(signs, number[1:], strict=True))
    assert digits_of(bare(f"{words}{text}{words}")) == ""


@given(st.text(max_size=60))
def test_what_is_found_once_is_hidden_for_good(text):
    once = bare(text)
    assert bare(once) == once
    assert len(folded_digits(text)) == len(text)
    assert all(0 <= one.start < one.end <= len(text) for one in numbers_in(text))


def test_a_landline_keeps_nothing_that_dials():
    assert redact_phone("08123331234") == "****"


@pytest.mark.parametrize(("name", "left"), [
    ("王雨欣", "王某某"), ("王伟", "王某某"), ("欧阳雨", "欧阳某某"), ("欧阳", "欧某某"),
    ("吉木·史布", "吉某某"), ("阿卜杜拉·麦麦提", "阿某某"), ("𬱖某", "𬱖某某"),
])  # fmt: skip
def test_somebody_is_called_by_surname_alone(name, left):
    assert redact_name(name) == left
    assert is_hidden(left)


@given(st.text(st.characters(categories=("Lo",)), min_size=1, max_size=12))
@example("某ª")
def test_every_hidden_name_is_known_again(name):
    left = redact_name(name)
    assert is_hidden(left)
    assert could_be(left, name)
    assert name_with_number(f"{left}（V000123）") == (left, "V000123")


def test_what_is_hidden_can_be_its_own_value_and_no_other():
    assert could_be("电话 138****，已转学", "电话 13812345678，已转学", words=True)
    assert could_be("电话 ******", "电话 138 1234 5678", words=True)
    assert not could_be("电话 138****，已转学", "电话 13812345678", words=True)
    assert not could_be("电话 138****", "电话 13812345678，已转学", words=True)
    assert could_be("138****5678", "13812345678")
    assert not could_be("139****", "13812345678")
    assert could_be(redact_birth("2011-01-07"), "2011-01-07")
    assert not could_be("2012-**-**", "2011-01-07")


def test_of_a_text_all_numbers_are_hidden_and_all_words_stay():
    assert bare(f"甲{NUMBER}乙13812345678丙") == f"甲{STARS}乙138{FEW_STARS}丙"
    assert bare("") == ""


def test_of_an_id_number_nothing_is_left_and_of_a_guardian_the_surname():
    assert redact_id(NUMBER) == "******"
    assert initial("王雨欣") == "王***"
    assert initial("欧阳雨") == "欧***"


def test_a_long_number_that_is_days_or_years_is_none():
    assert bare("20260305 20260312") == "20260305 20260312"
    assert bare("2022 2023 2024 2025") == "2022 2023 2024 2025"
    assert bare("2022 2023 2024 9999") == STARS
    assert STARS in bare("2026030520260312")


@pytest.mark.parametrize(("text", "hidden"), [
    ("王某某", True), ("138****", True), ("* * *", True), ("**", False), ("王某", False), ("王雨欣", False),
    ("见王某某", True), ("请见王某某", False),
])  # fmt: skip
def test_what_is_hidden_is_known_by_three_stars_or_a_name_of_two_signs(text, hidden):
    assert is_hidden(text) is hidden


def test_a_record_number_next_to_a_hidden_name_is_read():
    assert name_with_number("王某某(V000123)") == ("王某某", "V000123")
    assert name_with_number("王某某") is None
    assert name_with_number("王雨欣") is None


def test_among_words_a_star_stands_for_figures_and_the_other_mark_for_a_name():
    assert could_be("王某某", "王12")
    assert not could_be("王某某，在", "王12，在", words=True)
    assert could_be("王某某，在", "王雨欣，在", words=True)
    assert could_be("见***", "见张三")
    assert not could_be("见***", "见张三", words=True)


def test_digits_of_any_width_are_folded_sign_by_sign():
    assert folded_digits("12x") == "12X"
    assert folded_digits("１２ｘ") == "12X"
    assert folded_digits("甲½") == "甲½"


@given(st.integers(10**10, 10**11 - 1))
def test_masks_hide_the_middle_and_keep_the_length(number):
    hidden = PHONE.mask(str(number))
    assert len(hidden) == 11
    assert hidden[3:7] == "****"
    assert ID_NUMBER.mask("510411200805170015") == "510411********0015"


def test_a_national_student_number_is_masked_where_it_is_the_id_number():
    assert STUDENT_NUMBER.mask("G510411200805170015") == "G510411********0015"
    assert STUDENT_NUMBER.mask("2025000017") == "2025000017"
