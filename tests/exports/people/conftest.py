"""The sample county with a register of its own, and somebody with a long name."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from issued_papers import DAY, LONG, TEAM
from people import volunteer
from resources import path
from storage.demo import make_county
from storage.model.tables import (
    ACTIVITIES,
    ORGANIZATIONS,
    SERVICE_RECORDS,
    VOLUNTEERS,
)
from storage.model.tables.organization import Organization
from storage.model.tables.project import Activity
from storage.model.tables.service_record import ServiceRecord
from storage.seeds import seed
from storage.store.store import Store


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """A county of its own: papers are entered in its register."""
    with Store(tmp_path_factory.mktemp("证明") / "ledger.db") as store:
        seed(store, path("seeds"))
        make_county(store, DAY)
        yield store


@pytest.fixture(scope="module")
def busy(ledger):
    """Who served most."""
    sql = "SELECT volunteer FROM service_record GROUP BY 1 ORDER BY sum(hours) DESC LIMIT 1"
    return ledger.value(sql)


@pytest.fixture
def long_named(store):
    """Somebody with a long name who served sixty times, and where."""
    with store.edit("录入") as edit:
        team = edit.save(ORGANIZATIONS, Organization(
            name=TEAM, kind="志愿服务大队", leader="阿鲁·拉马伍呷", phone="13800001111"))  # fmt: skip
        person = edit.save(VOLUNTEERS, volunteer(LONG, "2000-02-29"))
        for number in range(60):
            day = date(2026, 1, 3) + timedelta(number)
            name = f"“青春志愿 守护生命”地质灾害防治第{number}次巡查与转移演练"
            activity = Activity(name=name, organization=team, held_on=day, place="新山乡")
            edit.save(SERVICE_RECORDS, ServiceRecord(
                volunteer=person, activity=edit.save(ACTIVITIES, activity), served_on=day,
                hours=120, recorder="周嘉诚", recorded_on=day))  # fmt: skip
    return person, team
