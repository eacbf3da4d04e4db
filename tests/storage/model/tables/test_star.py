"""Star grants: from the application to the certificate, each step after the one before it."""

import pytest

from drafts import refusals, warnings
from storage.model.tables import STAR_GRANTS

GRANT = {"volunteer": 1, "star": "一星"}


@pytest.mark.parametrize(("days", "column", "sentence"), [
    ({"shown_on": "2026-05-02", "granted_on": "2026-05-01"}, "granted_on", "认定日期早于公示日期"),
    ({"applied_on": "2026-05-02", "checked_on": "2026-05-01"}, "checked_on", "初审日期早于申请日期"),
    ({"applied_on": "2026-05-02", "granted_on": "2026-05-01"}, "granted_on", "认定日期早于申请日期"),
])  # fmt: skip
def test_a_step_does_not_come_before_an_earlier_one(days, column, sentence):
    assert refusals(STAR_GRANTS, {**GRANT, **days}) == [(column, sentence)]


def test_steps_on_one_day_and_steps_that_are_missing_are_accepted():
    days = {"applied_on": "2026-05-01", "shown_on": "2026-05-01", "granted_on": "2026-05-08"}
    assert warnings(STAR_GRANTS, {**GRANT, **days}) == []
    assert warnings(STAR_GRANTS, GRANT) == []
