from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from people import id_number
from storage.model.kinds import (  # fmt: skip
    CREDIT_CODE,
    DATE,
    EDUCATION,
    ETHNICITY,
    HOURS,
    ID_NUMBER,
    NAME,
    PARTIAL_DATE,
    PHONE,
    POLITICAL_STATUS,
    SEX,
    STUDENT_NUMBER,
    TEXT,
    YES_NO,
)
from storage.model.kinds.identity import check_digit, id_number_fault, sex_of
from storage.model.kinds.text import private_in, repaired
from storage.model.tables import TABLES

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


ANYTHING = st.one_of(
    st.text(max_size=80), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.times(),
    st.from_regex(r"[0-9一二三〇十]{1,4}[-./年][0-9十]{1,2}[-./月]?[0-9]{0,2}日?", fullmatch=True),
    st.from_regex(r"[0-9]{1,3}-?[\u4e00-\u4fff]{1,3}族?", fullmatch=True),
    st.from_regex(r"\+?(86)?[- ]?1?[0-9]{3}-?[0-9]{4}-?[0-9]{3,4}", fullmatch=True),
)  # fmt: skip
KINDS = list(
    {
        column.kind.name + str(column.kind.choices): column.kind
        for t in TABLES
        for column in t.columns
    }.values()
)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.name}{kind.choices[:1]}")
@settings(max_examples=40)
@given(written=ANYTHING)
def test_what_is_kept_reads_back_as_itself_whatever_was_written(kind, written):
    if kind.target:
        return
    try:
        value = kind.parse(written)
    except ValueError as error:
        assert str(error)
        return
    assert kind.parse(kind.show(value)) == value
    assert kind.load(kind.dump(value)) == value
    assert kind.doubt is None or isinstance(kind.doubt(written, value), str)
    assert kind.doubt is None or "已换" not in kind.doubt(value, value)


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
     ("张𬭎", "张𬭎"), ("李㛃", "李㛃"), ("John Smith", "John Smith"), ("吉克 · 阿果", "吉克·阿果"), ("吉克・・阿果", "吉克·阿果")],
)  # fmt: skip
def test_a_name_is_cleaned_without_losing_a_character(written, kept):
    assert NAME.parse(written) == kept


@pytest.mark.parametrize(
    "written", ["张?", "123", 12.0, "？？", "", "   ", "王" * 51, "=王五", "@何六"]
)
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


@pytest.mark.parametrize("written", ["0", "1", "2"])
def test_a_bare_digit_for_sex_is_not_guessed(written):
    with pytest.raises(ValueError, match=f"只写了“{written}”，分不清是男是女"):
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


def test_a_national_student_number_is_masked_where_it_is_the_id_number():
    assert STUDENT_NUMBER.mask("G510411200805170015") == "G510411********0015"
    assert STUDENT_NUMBER.mask("2025000017") == "2025000017"


@pytest.mark.parametrize(
    ("written", "kept"),
    [("二〇〇八年九月一日", "2008-09-01"), ("二○○八年十月二十三日", "2008-10-23"), ("2008年十二月三十日", "2008-12-30"),
     ("二〇〇八年十月", "2008-10"), ("2020-03-05 14:23:11", "2020-03-05"), ("2020/3/5 9:07", "2020-03-05"),
     ("2020-03-05T14:23:11.000Z", "2020-03-05"), ("20080901000000", "2008-09-01"), ("2008.9.", "2008-09"),
     (2008.9, "2008-09"), (2008.12, "2008-12"), (45000.75, "2023-03-15"), (200809, "2008-09"), (20080901.0, "2008-09-01")],
)  # fmt: skip
def test_a_day_is_read_in_words_with_an_hour_and_as_a_number(written, kept):
    assert PARTIAL_DATE.parse(written) == kept


def test_a_number_that_could_be_january_or_october_is_not_guessed():
    with pytest.raises(ValueError, match="2008.1，分不清是1月还是10月"):
        PARTIAL_DATE.parse(2008.1)
    assert PARTIAL_DATE.parse("2008.1") == "2008-01"


def test_an_old_id_number_is_written_out_and_the_clerk_is_told():
    old = "510411620517001"
    longer = ID_NUMBER.parse(old)
    assert (longer[:17], id_number_fault(longer)) == ("51041119620517001", None)
    assert ID_NUMBER.doubt(old, longer) == "是15位的旧号，已换算成18位，请核对"
    assert ID_NUMBER.doubt(longer, longer) == ""
    assert ID_NUMBER.doubt(" 51041119620517001x", "51041119620517001X") == ""
    assert ID_NUMBER.parse("510411621317001") == "510411621317001"  # no such day: left as it stands


def test_private_characters_are_replaced_by_their_standard_ones():
    codes = [0xFE00 + low for low in range(0x50, 0xA1) if low != 0x7F]
    for at, code in enumerate(codes):
        told = code.to_bytes(2, "big").decode("gb18030")
        mended = repaired(chr(0xE815 + at))
        assert not private_in(mended)
        assert private_in(told) or mended == told  # what Python's own table knows, ours says too
    assert NAME.parse("李\ue863") == "李䶮"
    assert NAME.doubt("李\ue863", "李䶮") == "里的自造字已换成标准字，请核对"
    assert YES_NO.parse("\uf0fc") is True


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("李\ue000", "自造字“\ue000”"),
        ("李\U000f0001", "自造字"),
        ("张?", "生僻字丢失"),
        ("张\ufffd", "生僻字丢失"),
        ("张*", "隐去"),
    ],
)
def test_a_name_that_has_lost_a_character_is_flagged(written, said):
    with pytest.raises(ValueError, match=said):
        NAME.parse(written)


def test_a_private_character_in_another_text_is_kept_and_flagged():
    assert TEXT.parse("\ue000班") == "\ue000班"
    assert "自造字" in TEXT.doubt("\ue000班", "\ue000班")
    assert TEXT.doubt("三班", "三班") == TEXT.doubt(" 三班", "三班") == ""


@pytest.mark.parametrize(
    ("kind", "written", "kept"),
    [(ETHNICITY, "07彝族", "彝族"), (ETHNICITY, "汉族(01)", "汉族"), (ETHNICITY, "1", "汉族"), (ETHNICITY, "HAN", None),
     (EDUCATION, "21", "大学本科"), (EDUCATION, "28-普通班", None), (EDUCATION, "大专毕业", "大学专科"), (EDUCATION, "高中在读", "普通高中"),
     (EDUCATION, "61", "普通高中"), (EDUCATION, "初中及以下", "初中"), (EDUCATION, "高一", "普通高中"), (EDUCATION, "本科（在读）", "大学本科"), (POLITICAL_STATUS, "03共青团员", "共青团员"),
     (POLITICAL_STATUS, "中共党员（预备）", "中共预备党员"), (POLITICAL_STATUS, "共青团员（已退团）", None), (POLITICAL_STATUS, "民盟", "民盟盟员"),
     (YES_NO, "有", True), (YES_NO, "03-共青团员", True), (YES_NO, "群众", False), (YES_NO, "中共党员", None), (YES_NO, 1, True), (YES_NO, "ü", True), (YES_NO, "╳", False), (YES_NO, "0", False)],
)  # fmt: skip
def test_words_and_codes_beside_each_other_are_read_and_doubtful_ones_are_not(kind, written, kept):
    if kept is None:
        with pytest.raises(ValueError, match="不在可选值中|应填"):
            kind.parse(written)
    else:
        assert kind.parse(written) == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [("+86-138 1234 5678", "13812345678"), ("008613812345678", "13812345678"), ("8613812345678", "13812345678"),
     ("+86 0812 3333333", "08123333333"), ("（0812）3333333", "08123333333"), ("0812－3333333", "08123333333"),
     ("'13812345678", "13812345678"), ("13812345678.0", "13812345678"), ("19912345678", "19912345678"), ("3333333转801", "3333333转801")],
)  # fmt: skip
def test_landlines_and_countries_are_read(written, kept):
    assert PHONE.parse(written) == kept
