from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from storage.ledger.driver import connect
from storage.model.ages import age_on, age_sql

DAYS = st.dates(date(1920, 1, 1), date(2060, 12, 31))


@given(born=DAYS, day=DAYS)
def test_sql_and_python_count_the_same_years(born, day):
    db = connect(":memory:")
    try:
        for text in (born.isoformat(), born.isoformat()[:7]):
            sql = f"SELECT {age_sql()} FROM (SELECT :born AS birth_date) t"
            (found,) = db.execute(sql, {"born": text, "on": day.isoformat()}).fetchone()
            assert found == age_on(text, day)
    finally:
        db.close()


def test_a_year_is_full_on_the_birthday_itself():
    assert age_on("2008-09-30", date(2026, 9, 29)) == 17
    assert age_on("2008-09-30", date(2026, 9, 30)) == 18
    assert age_on("2008-02-29", date(2026, 2, 28)) == 17
    assert age_on("2008-02-29", date(2026, 3, 1)) == 18
