import pytest

from gui.models.masking import mask_text, masked_pair
from storage.model.tables.volunteer import VOLUNTEERS

NUMBER, PHONE, NAME = (VOLUNTEERS.by_name[name] for name in ("id_number", "phone", "name"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("51041120080517123X", "510411********123X"),
        ("证号 510411200805171238，打13800138000", "证号 510411********1238，打138****8000"),
        ("G510411200805171238", "G510411********1238"),
        ("2008.05.17", "2008.05.17"),
        ("20080517", "20080517"),
        ("20230101001", "20230101001"),
        ("0812-3333333", "0812-3333333"),
    ],
)
def test_in_any_text_the_numbers_of_people_are_masked_and_nothing_else(text, shown):
    assert mask_text(text) == shown


def test_in_a_masked_column_invalid_numbers_are_masked_too():
    assert mask_text("1380013800", PHONE) == "******3800"
    assert mask_text("51041120080517123", NUMBER) == "51*************23"


def test_a_masked_digit_that_differs_is_shown_without_its_neighbours():
    pair = masked_pair(NUMBER, "510411200805171238", "510411200806171238", masked=True)
    assert pair.one == "510411*****5**1238"
    assert pair.other == "510411*****6**1238"
    assert pair.positions == (11,)
    assert pair.note == "只有第 12 位不同"


def test_two_transposed_digits_are_shown():
    pair = masked_pair(PHONE, "13800138000", "13801038000", masked=True)
    assert (pair.one, pair.other) == ("138*01*8000", "138*10*8000")
    assert pair.note == "第 5、6 位不同"


def test_of_different_numbers_only_the_positions_are_stated():
    pair = masked_pair(PHONE, "13800138000", "13912248000", masked=True)
    assert (pair.one, pair.other) == ("138****8000", "139****8000")
    assert pair.positions == (2, 3, 4, 5, 6)
    assert pair.note == "11 位中有 5 位不同"


def test_unmasked_numbers_are_shown_whole_with_the_positions():
    pair = masked_pair(PHONE, "13800138000", "13800138001", masked=False)
    assert (pair.one, pair.other, pair.positions) == ("13800138000", "13800138001", (10,))


def test_numbers_of_different_lengths_and_other_columns_have_no_positions():
    assert masked_pair(PHONE, "13800138000", "3333333", masked=True).positions == ()
    assert masked_pair(NAME, "王雨欣", "王雨昕", masked=True) == ("王雨欣", "王雨昕", ())
