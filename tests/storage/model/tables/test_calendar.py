"""Days off: one record for a day, and the words people write for it."""

import pytest

from storage.errors import Invalid
from storage.model.tables.calendar import HOLIDAYS, OFF, WORKED


@pytest.mark.parametrize(("typed", "kind"), [
    ("放假", OFF), ("休", OFF), ("休息", OFF), ("上班", WORKED), ("班", WORKED), ("调休上班", WORKED),
])  # fmt: skip
def test_a_day_is_off_or_worked_however_it_is_written(typed, kind):
    assert HOLIDAYS.parse({"day": "2026-10-10", "kind": typed}).kind == kind


def test_a_day_stands_in_the_calendar_once(store):
    with store.edit("录入") as edit:
        edit.save(HOLIDAYS, HOLIDAYS.parse({"day": "2031-10-10", "kind": "班"}))
    with pytest.raises(Invalid), store.edit("录入") as edit:
        edit.save(HOLIDAYS, HOLIDAYS.parse({"day": "2031-10-10", "kind": "休"}))
