"""Days as hurried people write them."""

import pytest

from storage.model.kinds import DATE, PARTIAL_DATE


@pytest.mark.parametrize(
    "written",
    ["2023、9、1", "2023,9,1", "2023—09—01", "2023–9–1", "2023·9·1", "2023\\9\\1", "2023_09_01", "2023.9.1。",
     "2023~9~1"],
)  # fmt: skip
def test_whatever_parts_year_month_and_day_is_understood(written):
    assert PARTIAL_DATE.parse(written) == "2023-09-01"


@pytest.mark.parametrize(
    ("written", "kept"),
    [("08.9.1", "2008-09-01"), ("08-09-01", "2008-09-01"), ("98.12.30", "1998-12-30"), ("08年9月", "2008-09"),
     ("08年9月1日", "2008-09-01")],
)  # fmt: skip
def test_a_year_of_two_figures_is_read_and_the_clerk_is_told(written, kept):
    assert PARTIAL_DATE.parse(written) == kept
    assert f"读作 {kept[:4]} 年" in PARTIAL_DATE.doubt(written, kept)
    assert PARTIAL_DATE.doubt(kept, kept) == PARTIAL_DATE.doubt(20080901, "2008-09-01") == ""


@pytest.mark.parametrize("written", ["5/4/23", "08/9/1", "08.9", "9/1/2023", "08.9-1"])
def test_a_day_of_which_nobody_knows_the_order_is_not_guessed(written):
    with pytest.raises(ValueError, match="不是日期"):
        DATE.parse(written)


def test_what_is_refused_is_said_as_it_stands_in_the_sheet():
    with pytest.raises(ValueError, match="“2023年9月1日（初二）”不是日期"):
        PARTIAL_DATE.parse("2023年9月1日（初二）")
    with pytest.raises(ValueError, match="“2023年”只有年份，请补上月份"):
        PARTIAL_DATE.parse("2023年")
