"""ID numbers, telephones and credit codes are read, checked and refused with the reason."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import id_number
from storage.model.kinds import (
    CREDIT_CODE,
    ID_NUMBER,
    PHONE,
)
from storage.model.kinds.identity import (
    check_digit,
    facts_of_id,
    hide_numbers,
    id_number_fault,
    is_school_key,
    of_old_number,
    sex_of,
)


@pytest.mark.parametrize(
    "written",
    ["13800000005/0812-8650002", "13800000005、13800000006", "13800000005 13800000006",
     "13800000005\n13800000006", "13800000005；13800000006"],
)  # fmt: skip
def test_of_several_telephones_the_first_is_read_with_a_doubt(written):
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


def test_a_national_student_number_gives_its_id_number_with_a_doubt():
    number = id_number()
    assert ID_NUMBER.parse(f"G{number}") == number
    assert "学籍号" in ID_NUMBER.doubt(f"G{number}", number)
    assert ID_NUMBER.parse(f"{number}.") == number
    assert ID_NUMBER.doubt(f"{number}.", number) == ""
    wrong = f"G{number[:17]}{'0' if number[17] != '0' else '1'}"
    assert ID_NUMBER.parse(wrong) == wrong  # not put right where the number itself is unsound


@pytest.mark.parametrize("cross", "Xxｘ×Ⅹ✕хХχΧ✖╳✗")
def test_whatever_stands_for_the_last_x_is_read_as_one(cross):
    assert ID_NUMBER.parse(f"51040220110107102{cross}") == "51040220110107102X"


@pytest.mark.parametrize("written", ["5.10402E+17", "5E17", "5.1E17", "5E+17"])
def test_a_number_in_scientific_notation_is_refused_with_its_cause(written):
    with pytest.raises(
        ValueError, match="已被表格软件改成科学计数，末几位丢失，请向学校索要文本格式"
    ):
        ID_NUMBER.parse(written)


@pytest.mark.parametrize("number", ["A1234", "H12345678901234567(1", "M12345(6)"])
def test_other_documents_have_five_to_twenty_places(number):
    assert ID_NUMBER.parse(number) == number


@pytest.mark.parametrize("number", ["A123", "H12345678901234567890", "A12?45", "无证件号"])
def test_what_is_no_document_number_is_refused(number):
    with pytest.raises(ValueError, match=f"“{re.escape(number)}”不像证件号码"):
        ID_NUMBER.parse(number)


def test_of_a_long_text_the_refusal_quotes_twenty_four_characters():
    with pytest.raises(ValueError, match="^“" + "9" * 24 + "”不像证件号码$"):
        ID_NUMBER.parse("9" * 30)


@pytest.mark.parametrize("letter", ["G", "L", "X"])
def test_only_the_letter_of_the_student_number_is_taken_off(letter):
    number = id_number()
    assert ID_NUMBER.parse(f"{letter}{number}") == (
        number if letter == "G" else f"{letter}{number}"
    )


def test_a_number_of_fifteen_places_grows_only_where_its_day_exists():
    assert of_old_number("510402110107102") == "510402191101071027"
    assert of_old_number("510402111307102") == ""
    assert ID_NUMBER.parse("510402111307102") == "510402111307102"


def test_a_vocational_school_s_own_number_is_known():
    assert is_school_key("999" + "1" * 15)
    for other in ("999" + "1" * 14, "999" + "1" * 16, "1" * 15 + "999", "999" + "1" * 14 + "X"):
        assert not is_school_key(other)


def test_a_sound_number_tells_the_day_and_the_sex_and_an_unsound_one_nothing():
    number = id_number("2011-01-07", sex="女")
    assert facts_of_id(number) == (None, "2011-01-07", "女")
    fault = id_number_fault(number[:17] + ("0" if number[17] != "0" else "1"))
    assert fault == f"校验码不符（末位应为{number[17]}），请核对原件"
    assert facts_of_id("51040220111307102X") == ("第7至14位“20111307”不是有效的出生日期", "", "")
    assert facts_of_id("A" * 18) == ("应为18位数字，只有末位可以是X", "", "")
    assert id_number_fault("1" * 17) == "应为18位，现有17位"


@pytest.mark.parametrize(
    ("year", "sound"), [(1899, False), (1900, True), (2100, True), (2101, False)]
)
def test_a_birth_date_lies_between_1900_and_2100(year, sound):
    first = f"510402{year}0107102"
    assert (id_number_fault(first + check_digit(first)) is None) == sound


@pytest.mark.parametrize(("written", "noticed"), [
    ("8650002/8650003", True), ("8650002/865000", False), ("8650002 8650003", False),
    ("86500023/8650003", True), ("13800000005/13800000005", False), (13800000005, False),
])  # fmt: skip
def test_a_second_telephone_is_noticed_only_where_there_is_one(written, noticed):
    assert bool(PHONE.doubt(written, "8650002")) == noticed


@pytest.mark.parametrize("written", ["+13800000005", "+8613800000005", "008613800000005"])
def test_a_country_code_is_taken_off(written):
    assert PHONE.parse(written) == "13800000005"


@pytest.mark.parametrize(("written", "sentence"), [
    ("1380000000", "“1380000000”应为11位手机号，现有10位"),
    ("2380000000012", "“2380000000012”不像电话号码"),
    ("1380000000A", "“1380000000A”不像电话号码"),
])  # fmt: skip
def test_a_wrong_telephone_is_refused_with_what_is_wrong(written, sentence):
    with pytest.raises(ValueError, match=f"^{sentence}$"):
        PHONE.parse(written)


@pytest.mark.parametrize("written", [915104006761234567, 9.15e17])
def test_a_credit_code_that_was_a_number_is_refused(written):
    with pytest.raises(ValueError, match="在表格中是数字，末几位可能已丢失，请改为文本"):
        CREDIT_CODE.parse(written)


@pytest.mark.parametrize(("number", "masked"), [
    ("510402201101071026", "510402********1026"), ("M1234567", "M1****67"), ("A1234", "A1*34"),
    ("A123", "A1*23"),
])  # fmt: skip
def test_the_middle_of_a_document_number_is_masked(number, masked):
    assert ID_NUMBER.mask(number) == masked


@pytest.mark.parametrize(("number", "masked"), [
    ("13812345678", "138****5678"), ("08123331234", "081****1234"), ("8650002", "***0002"),
    ("081286500021", "********0021"), ("0002", "*0002"),
])  # fmt: skip
def test_the_middle_of_a_telephone_is_masked(number, masked):
    assert PHONE.mask(number) == masked


@pytest.mark.parametrize(("text", "hidden"), [
    ("电话138 1234 5678，备", "电话138****5678，备"),
    ("G510402201101071026", "G510402********1026"),
    ("座机 0812-3331234", "座机 0812-3331234"),
    ("卡6222021234567890123。", "卡62***************23。"),
    ("13812345678、13912345678", "138****5678、139****5678"),
])  # fmt: skip
def test_numbers_in_a_text_are_masked_except_landlines(text, hidden):
    assert hide_numbers(text) == hidden


DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def test_an_id_number_from_a_numeric_cell_is_refused_even_if_its_check_digit_passes():
    sound = int(
        "110105194912310021"[:17] + check_digit("110105194912310021"[:17]).replace("X", "2")
    )
    for damaged in (sound, 5.10422200304207e17, 510422200304207000):
        with pytest.raises(ValueError, match="是数字"):
            ID_NUMBER.parse(damaged)


@pytest.mark.parametrize(
    "written",
    ["11010519491231002x", "11010519491231002×", "１１０１０５１９４９１２３１００２Ｘ", "'11010519491231002X",
     " 110105 19491231 002X ", "\t11010519491231002X", "110105-19491231-002X", "11010519491231002Ⅹ"],
)  # fmt: skip
def test_an_id_number_is_read_through_everything_people_do_to_it(written):
    assert ID_NUMBER.parse(written) == "11010519491231002X"
    assert id_number_fault("11010519491231002X") is None
    assert id_number_fault("440524188001010014"[:6] + "20080101" + "0014") is not None


@given(DAYS, st.integers(0, 999))
def test_every_wrong_check_digit_is_found_and_the_right_one_named(day, serial):
    first = f"510411{day:%Y%m%d}{serial:03}"
    right = check_digit(first)
    assert id_number_fault(first + right) is None
    for wrong in set("0123456789X") - {right}:
        assert f"末位应为{right}" in id_number_fault(first + wrong)
    assert sex_of(first + right) == ("男" if serial % 2 else "女")


def test_an_id_number_says_what_is_wrong_with_it():
    good = id_number()
    assert "现有17位" in id_number_fault(good[:17])
    assert "现有19位" in id_number_fault(good + "1")
    assert "不是有效的出生日期" in id_number_fault(good[:10] + "1345" + good[14:])


@pytest.mark.parametrize(
    ("written", "expected"),
    [("138-1234-5678", "13812345678"), ("+86 17999611191", "17999611191"), (13812345678.0, "13812345678"),
     ("0812-3333333", "08123333333"), ("15315616941（妈妈）", "15315616941"), ("１３８１２３４５６７８", "13812345678")],
)  # fmt: skip
def test_a_telephone_is_read_with_or_without_ornament(written, expected):
    assert PHONE.parse(written) == expected


def test_a_short_mobile_number_says_how_many_digits_it_has():
    with pytest.raises(ValueError, match="现有10位"):
        PHONE.parse("1381234567")


def test_a_credit_code_needs_its_check_character():
    assert CREDIT_CODE.parse("91110000600037341l") == "91110000600037341L"
    with pytest.raises(ValueError, match="校验码"):
        CREDIT_CODE.parse("91110000600037341A")
    with pytest.raises(ValueError, match="现有17位"):
        CREDIT_CODE.parse("9111000060003734L")


def test_an_old_id_number_is_converted_with_a_doubt():
    old = "510411620517001"
    longer = ID_NUMBER.parse(old)
    assert (longer[:17], id_number_fault(longer)) == ("51041119620517001", None)
    assert ID_NUMBER.doubt(old, longer) == "是15位的旧号，已换算成18位，请核对"
    assert ID_NUMBER.doubt(longer, longer) == ""
    assert ID_NUMBER.doubt(" 51041119620517001x", "51041119620517001X") == ""
    assert ID_NUMBER.parse("510411621317001") == "510411621317001"  # no such day: left as it stands


@pytest.mark.parametrize(
    ("written", "expected"),
    [("+86-138 1234 5678", "13812345678"), ("008613812345678", "13812345678"), ("8613812345678", "13812345678"),
     ("+86 0812 3333333", "08123333333"), ("（0812）3333333", "08123333333"), ("0812－3333333", "08123333333"),
     ("'13812345678", "13812345678"), ("13812345678.0", "13812345678"), ("19912345678", "19912345678"), ("3333333转801", "3333333转801")],
)  # fmt: skip
def test_landlines_and_countries_are_read(written, expected):
    assert PHONE.parse(written) == expected
