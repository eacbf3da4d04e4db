from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import UserError
from storage.model.period import Quarter


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_every_day_lies_in_its_quarter_and_in_no_other(day):
    quarter = Quarter.of(day)
    assert quarter.first <= day <= quarter.cut_off
    assert quarter.next.previous == quarter.previous.next == quarter
    assert (quarter.next.first - quarter.cut_off).days == 1
    assert Quarter.parse(str(quarter)) == Quarter.parse(quarter.label.replace(" ", "")) == quarter


@pytest.mark.parametrize("text", ["2026", "2026Q5", "Q3", "", "2026Q33"])
def test_what_is_no_quarter_is_refused_in_words(text):
    with pytest.raises(UserError, match="2026Q3"):
        Quarter.parse(text)


def test_the_quarter_worked_on_is_the_one_that_is_reported():
    assert Quarter.reported_on(date(2026, 10, 12)) == Quarter(2026, 3)
    assert Quarter.reported_on(date(2027, 1, 8)) == Quarter(2026, 4)
