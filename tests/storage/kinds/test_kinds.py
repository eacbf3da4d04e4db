from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import id_number
from storage.kinds import (
    COUNT,
    CREDIT_CODE,
    DATE,
    ETHNICITY,
    HOURS,
    ID_NUMBER,
    MONEY,
    NAME,
    PARTIAL_DATE,
    PHONE,
    POLITICAL_STATUS,
    SEX,
    TEXT,
    YES_NO,
)  # fmt: skip
from storage.kinds.identity import check_digit, id_number_fault, sex_of
from storage.tables import TABLES

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
WRITTEN = [
    "{0:%Y-%m-%d}", "{0:%Y/%m/%d}", "{0.year}.{0.month}.{0.day}", "{0:%Y%m%d}",
    "{0.year}年{0.month}月{0.day}日", "{0.year}/{0.month}/{0.day}", " {0:%Y-%m-%d} 00:00:00",
    "{0.year}年{0.month}月{0.day}号", "'{0:%Y-%m-%d}",
]  # fmt: skip


@pytest.mark.parametrize("notation", WRITTEN)
@given(day=DAYS)
def test_a_day_is_read_in_every_notation_rosters_use(notation, day):
    assert DATE.parse(notation.format(day)) == day


@given(day=DAYS)
def test_full_width_digits_and_spreadsheet_dates_are_the_same_day(day):
    wide = f"{day:%Y-%m-%d}".translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)})
    assert DATE.parse(wide) == DATE.parse(datetime(day.year, day.month, day.day)) == day


@given(year=st.integers(1900, 2100), month=st.integers(1, 12))
def test_a_month_stays_a_month(year, month):
    for text in (
        f"{year}年{month}月",
        f"{year}.{month}",
        f"{year}{month:02}",
        f"{year}-{month:02}",
    ):
        assert PARTIAL_DATE.parse(text) == f"{year}-{month:02}"
    with pytest.raises(ValueError, match="只有年月"):
        DATE.parse(f"{year}-{month:02}")


def test_a_serial_of_a_spreadsheet_is_a_day():
    assert DATE.parse(45000) == DATE.parse(45000.0) == DATE.parse("45000") == date(2023, 3, 15)


@pytest.mark.parametrize("text", ["2008-02-30", "20081301", "去年", "1", "0", "12-05", "2008-9-31"])
def test_what_is_no_day_is_refused_in_words(text):
    with pytest.raises(ValueError, match="没有这一天|不是日期|年份"):
        DATE.parse(text)


@given(st.text())
def test_no_text_breaks_a_kind_except_with_a_sentence(text):
    for table in TABLES:
        for column in table.columns:
            try:
                column.kind.parse(text)
            except ValueError as error:
                assert str(error)


@given(st.text(max_size=80))
def test_what_is_kept_reads_back_as_itself(text):
    for kind in (TEXT, NAME, DATE, PARTIAL_DATE, PHONE, HOURS, COUNT, MONEY, ID_NUMBER, YES_NO):
        try:
            value = kind.parse(text)
        except ValueError:
            continue
        assert kind.parse(kind.show(value)) == value
        assert kind.load(kind.dump(value)) == value


@given(st.integers(0, 10**6))
def test_hours_are_kept_as_minutes_and_shown_to_a_tenth(tenths):
    assert HOURS.parse(HOURS.show(tenths * 6)) == tenths * 6
    assert HOURS.parse("2.5小时") == 150


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
    ("written", "kept"),
    [("王　伟", "王伟"), (" 刘轩超\xa0", "刘轩超"), ("吉克•阿果", "吉克·阿果"), ("阿依古丽．买买提", "阿依古丽·买买提"),
     ("张𬭎", "张𬭎"), ("李㛃", "李㛃"), ("John Smith", "John Smith"), ("吉克 · 阿果", "吉克·阿果")],
)  # fmt: skip
def test_a_name_is_cleaned_without_losing_a_character(written, kept):
    assert NAME.parse(written) == kept


@pytest.mark.parametrize("written", ["张?", "123", 12.0, "？？", "", "   ", "王" * 51])
def test_what_cannot_be_a_name_is_refused(written):
    with pytest.raises(ValueError, match=r"."):
        NAME.parse(written)


@pytest.mark.parametrize(
    ("written", "kept"),
    [("138-1234-5678", "13812345678"), ("+86 17999611191", "17999611191"), (13812345678.0, "13812345678"),
     ("0812-3333333", "08123333333"), ("15315616941（妈妈）", "15315616941"), ("１３８１２３４５６７８", "13812345678")],
)  # fmt: skip
def test_a_telephone_is_read_with_or_without_ornament(written, kept):
    assert PHONE.parse(written) == kept


def test_a_short_mobile_number_says_how_many_digits_it_has():
    with pytest.raises(ValueError, match="现有10位"):
        PHONE.parse("1381234567")


@pytest.mark.parametrize(
    ("kind", "written", "kept"),
    [(SEX, "1-男", "男"), (SEX, "2-女", "女"), (SEX, "F", "女"), (ETHNICITY, "07-彝族", "彝族"),
     (ETHNICITY, "傈僳", "傈僳族"), (ETHNICITY, "20", "傈僳族"), (POLITICAL_STATUS, "03", "共青团员"),
     (POLITICAL_STATUS, "13-群众", "群众"), (POLITICAL_STATUS, "团员", "共青团员"), (POLITICAL_STATUS, "无", "群众"),
     (POLITICAL_STATUS, "少先队员", "少先队员"), (YES_NO, "√", True), (YES_NO, "1-是", True), (YES_NO, "无", False)],
)  # fmt: skip
def test_codes_and_words_of_the_registers_mean_the_same(kind, written, kept):
    assert kind.parse(written) == kept


@pytest.mark.parametrize("written", ["0", "1"])
def test_a_bare_digit_for_sex_is_not_guessed(written):
    with pytest.raises(ValueError, match="不在可选值中"):
        SEX.parse(written)


def test_a_credit_code_needs_its_check_character():
    assert CREDIT_CODE.parse("91110000600037341l") == "91110000600037341L"
    with pytest.raises(ValueError, match="校验码"):
        CREDIT_CODE.parse("91110000600037341A")
    with pytest.raises(ValueError, match="现有17位"):
        CREDIT_CODE.parse("9111000060003734L")


@given(st.integers(10**10, 10**11 - 1))
def test_masks_hide_the_middle_and_keep_the_length(number):
    hidden = PHONE.mask(str(number))
    assert len(hidden) == 11
    assert hidden[3:7] == "****"
    assert ID_NUMBER.mask("510411200805170015") == "510411********0015"
