import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.model.kinds import (
    COUNT,
    HOURS,
    MONEY,
    SIGNED_HOURS,
    STAR,
    YES_NO,
    link,
)


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("12小时30分", 750), ("2个小时6分钟", 126), ("90分钟", 90), ("1时30分", 90), ("12小时", 720)],
)
def test_hours_with_minutes_are_read(written, minutes):
    assert HOURS.parse(written) == minutes


def test_minutes_that_are_no_tenth_of_an_hour_are_refused():
    with pytest.raises(ValueError, match="最细到"):
        HOURS.parse("1小时20分")


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        (COUNT, "1,234人", 1234), (COUNT, "12 件", 12), (COUNT, 0, 0), (COUNT, 3.0, 3),
        (COUNT, 10**12, 10**12), (HOURS, "2.5小时", 150), (HOURS, "0.1", 6), (HOURS, "1,000", 60_000),
        (SIGNED_HOURS, "-2.5", -150), (SIGNED_HOURS, "−1", -60), (SIGNED_HOURS, "+1.5", 90),
        (SIGNED_HOURS, "2", 120), (MONEY, "12.34元", 1234), (MONEY, "3.5万元", 3_500_000),
        (MONEY, "2万", 2_000_000), (MONEY, "0.01", 1), (MONEY, "1,200", 120_000),
    ],
)  # fmt: skip
def test_amounts_are_read_with_their_units(kind, written, value):
    assert kind.parse(written) == value


@pytest.mark.parametrize(
    ("kind", "written", "sentence"),
    [
        (COUNT, True, "应为整数"), (HOURS, False, "应为小时数"), (MONEY, True, "“True”不是金额"),
        (COUNT, "若干", "“若干”不是整数"), (HOURS, "半天", "“半”不是小时数"),
        (MONEY, "一笔", "“一笔”不是金额"), (COUNT, "1.5", "“1.5”应为整数"),
        (COUNT, "-1", "“-1”不是合理的整数"), (COUNT, "-0.5", "“-0.5”不是合理的整数"),
        (COUNT, 10**12 + 1, f"“{10**12 + 1}”不是合理的整数"),
        (COUNT, "inf", "“inf”不是合理的整数"), (HOURS, "-1", "“-1”不是合理的小时数"),
        (HOURS, "0.05", "最细到 0.1 小时"), (HOURS, "1小时20分", "最细到 0.1 小时（6 分钟）"),
        (MONEY, "0.001", "最细到分"), (MONEY, "-3", "“-3”不是合理的金额"),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused_in_words(kind, written, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        kind.parse(written)


def test_amounts_are_shown_as_people_write_them():
    assert (HOURS.show(150), HOURS.show(6), HOURS.show(0)) == ("2.5", "0.1", "0.0")
    assert (MONEY.show(1234), MONEY.show(5), MONEY.show(120_000)) == ("12.34", "0.05", "1200.00")


def test_stars_are_read_by_word_figure_and_sign():
    for star, word in enumerate("一二三四五", 1):
        forms = (
            f"{word}星",
            f"{word}星级",
            f"{word}星级志愿者",
            str(star),
            f"{star}星",
            "★" * star,
        )
        assert {STAR.parse(form) for form in forms} == {star}
        assert STAR.show(star) == f"{word}星" == STAR.choices[star - 1]
    assert STAR.parse("☆☆") == STAR.parse("**") == 2


@pytest.mark.parametrize("written", ["", "六星", "0", "6", "★★★★★★"])
def test_there_are_five_stars(written):
    with pytest.raises(ValueError, match="不是星级，应为一星至五星$"):
        STAR.parse(written)


YES = "是 有 √ ✓ ✔ ☑ ✅ ü 对 Y yes 1 TRUE 已 on 团员 共青团员"
NO = "否 无 × ✗ ✕ ╳ 不是 没有 N no 0 False 未 X off 非团员 群众 少先队员"


def test_yes_and_no_are_read_in_every_form():
    assert all(YES_NO.parse(word) is True for word in (*YES.split(), True, 1))
    assert all(YES_NO.parse(word) is False for word in (*NO.split(), False, 0))
    assert (YES_NO.show(True), YES_NO.show(False)) == YES_NO.choices == ("是", "否")
    with pytest.raises(ValueError, match="^“也许”应填 是 或 否$"):
        YES_NO.parse("也许")


@pytest.mark.parametrize("value", [0, -1, True, "3", 1.0, None])
def test_a_link_is_the_number_of_a_record(value):
    assert link("unit").parse(1) == 1
    with pytest.raises(ValueError, match=f"^“{value}”不在名录里$"):
        link("unit").parse(value)


@given(st.integers(0, 10**6))
def test_hours_are_stored_as_minutes_and_shown_to_a_tenth(tenths):
    assert HOURS.parse(HOURS.show(tenths * 6)) == tenths * 6
    assert HOURS.parse("2.5小时") == 150
