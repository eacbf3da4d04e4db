"""Numbers with more around them than there should be."""

import pytest

from people import id_number
from storage.model.kinds import ID_NUMBER, PHONE


@pytest.mark.parametrize(
    "written",
    ["13800000005/0812-8650002", "13800000005、13800000006", "13800000005 13800000006",
     "13800000005\n13800000006", "13800000005；13800000006"],
)  # fmt: skip
def test_of_several_telephones_the_first_is_kept_and_the_clerk_is_told(written):
    assert PHONE.parse(written) == "13800000005"
    assert PHONE.doubt(written, "13800000005") == "写了不止一个号码，只记第一个，请核对"


@pytest.mark.parametrize(
    "written",
    ["手机13800000005", "电话：13800000005", "联系电话:13800000005", "13800000005。", "13800000005;",
     "138 0000 0005", "13800000005/"],
)  # fmt: skip
def test_a_word_before_a_telephone_and_a_stop_behind_it_are_taken_off(written):
    assert PHONE.parse(written) == "13800000005"
    assert PHONE.doubt(written, "13800000005") == ""


@pytest.mark.parametrize("written", ["13800000005/无", "李梅13800000005", "138000000051380000006"])
def test_what_is_not_only_telephones_is_refused(written):
    with pytest.raises(ValueError, match="不像电话号码|应为11位"):
        PHONE.parse(written)


def test_a_national_student_number_gives_the_id_number_in_it_and_the_clerk_is_told():
    number = id_number()
    assert ID_NUMBER.parse(f"G{number}") == number
    assert "学籍号" in ID_NUMBER.doubt(f"G{number}", number)
    assert ID_NUMBER.parse(f"{number}.") == number
    assert ID_NUMBER.doubt(f"{number}.", number) == ""
    wrong = f"G{number[:17]}{'0' if number[17] != '0' else '1'}"
    assert ID_NUMBER.parse(wrong) == wrong  # not put right where the number itself is unsound
