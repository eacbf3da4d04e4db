"""Dates are read in every notation rosters use, or refused with the reason."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.model.kinds import (
    DATE,
    PARTIAL_DATE,
    QUARTER,
)
from storage.model.kinds.dates import DAYS_OF_1904


@pytest.mark.parametrize(
    "written",
    ["2023、9、1", "2023,9,1", "2023—09—01", "2023–9–1", "2023·9·1", "2023\\9\\1", "2023_09_01", "2023.9.1。",
     "2023~9~1"],
)  # fmt: skip
def test_whatever_parts_year_month_and_day_is_understood(written):
    assert PARTIAL_DATE.parse(written) == "2023-09-01"


@pytest.mark.parametrize(
    ("written", "expected"),
    [("08.9.1", "2008-09-01"), ("08-09-01", "2008-09-01"), ("98.12.30", "1998-12-30"), ("08年9月", "2008-09"),
     ("08年9月1日", "2008-09-01")],
)  # fmt: skip
def test_a_year_of_two_digits_is_read_with_a_doubt(written, expected):
    assert PARTIAL_DATE.parse(written) == expected
    assert f"读作 {expected[:4]} 年" in PARTIAL_DATE.doubt(written, expected)
    assert (
        PARTIAL_DATE.doubt(expected, expected) == PARTIAL_DATE.doubt(20080901, "2008-09-01") == ""
    )


@pytest.mark.parametrize("written", ["5/4/23", "08/9/1", "08.9", "9/1/2023", "08.9-1"])
def test_a_day_of_which_nobody_knows_the_order_is_not_guessed(written):
    with pytest.raises(ValueError, match="不是日期"):
        DATE.parse(written)


def test_a_refusal_quotes_the_cell_as_written():
    with pytest.raises(ValueError, match="“2023年9月1日（初二）”不是日期"):
        PARTIAL_DATE.parse("2023年9月1日（初二）")
    with pytest.raises(ValueError, match="“2023年”只有年份，请补上月份"):
        PARTIAL_DATE.parse("2023年")


@pytest.mark.parametrize(("serial", "day"), [(3654, "1910-01-01"), (73050, "2099-12-31")])
def test_serials_of_a_spreadsheet_from_1910_to_2099_are_days(serial, day):
    assert PARTIAL_DATE.parse(serial) == PARTIAL_DATE.parse(serial + 0.5) == day


@pytest.mark.parametrize("serial", [3653, 73051])
def test_a_serial_outside_is_no_day(serial):
    with pytest.raises(ValueError, match="不是日期"):
        PARTIAL_DATE.parse(serial)


def test_the_other_calendar_of_spreadsheets_lags_behind_by_four_years_and_a_day():
    assert (date(1904, 1, 1) - date(1899, 12, 30)).days == DAYS_OF_1904


def test_a_year_of_two_figures_is_of_this_century_up_to_the_next_year():
    this = date.today().year
    assert PARTIAL_DATE.parse(f"{(this + 1) % 100:02}-9-1") == f"{this + 1}-09-01"
    assert PARTIAL_DATE.parse(f"{(this + 2) % 100:02}-9-1") == f"{this + 2 - 100}-09-01"


@pytest.mark.parametrize("day", [date(1899, 1, 1), datetime(2101, 5, 6, 7, 8)])
def test_a_day_out_of_all_reason_is_refused_without_its_hour(day):
    with pytest.raises(ValueError, match=f"^“{day:%Y-%m-%d}”的年份不合理$"):
        PARTIAL_DATE.parse(day)


@pytest.mark.parametrize(
    ("year", "sound"), [(1899, False), (1900, True), (2100, True), (2101, False)]
)
def test_the_year_is_from_1900_to_2100(year, sound):
    if sound:
        assert PARTIAL_DATE.parse(f"{year}-02") == f"{year}-02"
    else:
        with pytest.raises(ValueError, match="年份不合理"):
            PARTIAL_DATE.parse(f"{year}-02")


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_no_day(value):
    with pytest.raises(ValueError, match="^不是日期，应写成 2008-09-01$"):
        PARTIAL_DATE.parse(value)


def test_a_quarter_is_read_and_refused_without_a_full_stop():
    assert QUARTER.parse("2026年三季度") == "2026Q3"
    with pytest.raises(ValueError, match="[^。]$") as refused:
        QUARTER.parse("春天")
    assert "春天" in str(refused.value)


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


@pytest.mark.parametrize(
    ("written", "expected"),
    [("二〇〇八年九月一日", "2008-09-01"), ("二○○八年十月二十三日", "2008-10-23"), ("2008年十二月三十日", "2008-12-30"),
     ("二〇〇八年十月", "2008-10"), ("2020-03-05 14:23:11", "2020-03-05"), ("2020/3/5 9:07", "2020-03-05"),
     ("2020-03-05T14:23:11.000Z", "2020-03-05"), ("20080901000000", "2008-09-01"), ("2008.9.", "2008-09"),
     (2008.9, "2008-09"), (2008.12, "2008-12"), (45000.75, "2023-03-15"), (200809, "2008-09"), (20080901.0, "2008-09-01")],
)  # fmt: skip
def test_a_day_is_read_in_words_with_an_hour_and_as_a_number(written, expected):
    assert PARTIAL_DATE.parse(written) == expected


def test_a_number_that_could_be_january_or_october_is_not_guessed():
    with pytest.raises(ValueError, match="2008.1，分不清是1月还是10月"):
        PARTIAL_DATE.parse(2008.1)
    assert PARTIAL_DATE.parse("2008.1") == "2008-01"
