from hypothesis import given
from hypothesis import strategies as st

from people import id_number
from storage.intake.columns.mapped_table import sex_codes
from storage.intake.vocabulary.column_match import match
from storage.model.tables import VOLUNTEERS

HEADERS = match(VOLUNTEERS, ("姓名", "性别", "身份证号"))


def rows(men, women, times=5):
    return [["甲", men, id_number(sex="男")], ["乙", women, id_number(sex="女")]] * times


def test_the_id_numbers_of_the_sheet_say_what_its_digits_mean():
    assert sex_codes(HEADERS, rows("1", "0")) == {"1": "男", "0": "女"}
    assert sex_codes(HEADERS, rows(0, 1)) == {"0": "男", "1": "女"}
    assert sex_codes(HEADERS, rows("1", "2")) == {"1": "男", "2": "女"}


def test_one_slip_in_a_sheet_does_not_hide_what_its_digits_mean():
    slip = [["丙", "1", id_number(sex="女")]]
    assert sex_codes(HEADERS, rows("1", "0", 20) + slip) == {"1": "男", "0": "女"}


def test_without_id_numbers_one_and_two_are_the_standard_and_nought_and_one_are_nobodys():
    assert sex_codes(HEADERS, [["甲", "1", None], ["乙", "2", None]]) == {"1": "男", "2": "女"}
    assert sex_codes(HEADERS, [["甲", "1", None], ["乙", "0", None]]) == {}
    assert sex_codes(HEADERS, [["甲", "1", None]]) == {}


def test_digits_that_say_now_this_now_that_mean_nothing():
    assert sex_codes(HEADERS, rows("1", "0") + rows("0", "1")) == {}
    assert sex_codes(HEADERS, rows("1", "1")) == {}


def test_words_are_left_alone():
    assert sex_codes(HEADERS, rows("男", "女")) == {}
    assert sex_codes(match(VOLUNTEERS, ("姓名",)), [["甲"]]) == {}


@given(st.lists(st.lists(st.sampled_from(["0", "1", "2", None, 1, "男", 1.0, "x"]), max_size=3)))
def test_any_rows_give_a_meaning_without_contradiction(made):
    found = sex_codes(HEADERS, made)
    assert len(set(found.values())) == len(found)
