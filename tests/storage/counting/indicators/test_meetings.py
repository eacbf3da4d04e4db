"""The rule on meetings as parameters of conditions on charters."""

from __future__ import annotations

import json
from datetime import date

from counted import DAY, QUARTER, save
from storage.counting.indicators.meetings import DUE, MET, meeting_parameters
from storage.model.tables import CHARTERS, MEETINGS, ORGANIZATIONS


def test_each_charter_has_its_periods_of_the_year_and_those_with_a_meeting(store):
    (body,) = save(store, ORGANIZATIONS, {"kind": "青年志愿者协会"})
    board = {"organization": body, "body": "理事会"}
    congress = {"organization": body, "body": "会员代表大会"}
    often, rarely = save(
        store, CHARTERS,
        {**board, "every_months": 3, "from_on": date(2025, 6, 30)},
        {**congress, "every_months": 12, "from_on": date(2026, 1, 1)},
    )  # fmt: skip
    save(store, MEETINGS, {**board, "held_on": DAY}, {**congress, "held_on": DAY})
    found = meeting_parameters(store, QUARTER)
    assert json.loads(found["meetings_due"]) == {str(often): 3, str(rarely): 0}
    assert json.loads(found["meetings_met"]) == {str(often): 1, str(rarely): 0}
    row = store.connection.execute(
        f"SELECT {DUE}, {MET} FROM charter t WHERE t.id = :id", {**found, "id": often}
    ).fetchone()
    assert tuple(row) == (3, 1)


def test_without_charters_nothing_is_due(store):
    assert meeting_parameters(store, QUARTER) == {"meetings_due": "{}", "meetings_met": "{}"}
