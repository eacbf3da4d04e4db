"""A county with organizations that have yet to build a league branch."""

from __future__ import annotations

from datetime import date

import pytest

from people import volunteer
from storage.model.tables import HEADCOUNTS, MEMBERSHIPS, OFFICES, ORGANIZATIONS, UNITS, VOLUNTEERS
from storage.model.tables.organization import Headcount, Membership, Organization
from storage.model.tables.setting import Office

ON = date(2026, 9, 30)


@pytest.fixture
def county(store):
    """Three organizations of one township, with two, one and three members."""
    with store.edit("录入") as edit:
        town = store.named(UNITS, "平地镇")
        edit.save(OFFICES, Office(name="共青团仁和区委员会", county=store.named(UNITS, "仁和区")))
        numbers = []
        for place, (name, members) in enumerate(
            (("萤火助学会", 2), ("青山社工站", 1), ("蓝天队", 3))
        ):
            body = Organization(name=name, kind="社会组织", registration="民政注册", unit=town,
                                credit_code=f"5151041{place}MJQ000001")  # fmt: skip
            numbers.append(edit.save(ORGANIZATIONS, body))
            count = Headcount(organization=numbers[-1], counted_on=ON, league_members=members)
            edit.save(HEADCOUNTS, count)
        person = edit.save(
            VOLUNTEERS, volunteer("王雨欣", league_member=True, league_joined_on="2024-05")
        )
        edit.save(MEMBERSHIPS, Membership(volunteer=person, organization=numbers[0]))
        other = edit.save(VOLUNTEERS, volunteer("李芳", league_member=False))
        edit.save(MEMBERSHIPS, Membership(volunteer=other, organization=numbers[0]))
    return store
