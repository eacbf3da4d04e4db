"""A sound county: every check of its quarter passes, so that each can be made to fail alone."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from people import volunteer
from storage.model.period import Quarter
from storage.model.tables import (
    ACTIVITIES,
    ATTENDANCES,
    HEADCOUNTS,
    LEAGUE_BRANCHES,
    OFFICES,
    ORGANIZATIONS,
    PLAN_PROGRESS,
    SERVICE_RECORDS,
    STAR_GRANTS,
    TRAININGS,
    UNITS,
    VOLUNTEERS,
)
from storage.model.tables.league_branch import LeagueBranch
from storage.model.tables.organization import Headcount, Organization
from storage.model.tables.plan import PlanProgress
from storage.model.tables.project import Activity
from storage.model.tables.service_record import ServiceRecord
from storage.model.tables.setting import Office
from storage.model.tables.star import StarGrant
from storage.model.tables.training import Attendance, Training
from storage.model.tables.unit import Unit
from storage.plan.year_plan import plan_on, rows_of
from storage.quarter.coverage import save_zero_reports
from storage.quarter.sealing import seal_quarter, seal_unchecked

QUARTER = Quarter(2026, 3)
SPRING = date(2026, 2, 3)
DAY = date(2026, 10, 8)
BEFORE = QUARTER.previous
SEALED_ON = date(2026, 7, 9)
REGISTERED = {"registration_status": "已注册", "registered_on": date(2026, 1, 5)}


@pytest.fixture
def sound(store):
    """The numbers of some of the county's records, by name."""
    made: dict[str, int] = {}
    with store.edit("录入") as edit:
        county = store.named(UNITS, "仁和区")
        edit.save(OFFICES, Office(name="共青团仁和区委员会", county=county))
        made["county"] = county
        made["school"] = edit.save(UNITS, Unit(name="大河中学", kind="中学"))
        _add_people(edit, made)
        _add_bodies(edit, made)
        _add_occasions(edit, made)
        silent = [one.id for one in store.find(UNITS, kind="乡镇街道", parent=county)]
        save_zero_reports(edit, QUARTER, silent, date(2026, 10, 5), "周嘉诚")
        for row in rows_of(store, plan_on(store, QUARTER.year)):
            facts = {"row": row.id, "quarter": str(QUARTER), "state": "推进中"}
            edit.save(PLAN_PROGRESS, PlanProgress(**facts, evidence_note="文件在柜里"))
    return made


def _add_people(edit, made):
    born = ("2005-05-05", "2006-06-06", "2007-07-07", "2008-02-02", "2012-03-03")
    for at, day in enumerate(born):
        made[f"person{at}"] = edit.save(
            VOLUNTEERS,
            volunteer(
                f"学生{at}",
                day,
                school=made["school"],
                political_status="共青团员" if at < 3 else "群众",
                registration_status="已注册",
                registered_on=SPRING,
                platform_number=f"P{at}",
                platform_hours=200 * 60,
                consented_on=SPRING,
            ),
        )
    made["grant"] = edit.save(
        STAR_GRANTS, StarGrant(volunteer=made["person0"], star=1, granted_on=date(2026, 5, 1))
    )


def _add_bodies(edit, made):
    for name, kind, code, unit in (
        ("association", "青年志愿者协会", "51510411MJQ0000016", "county"),
        ("team", "社会组织", "52510411MJQ0000023", "school"),
    ):
        made[name] = edit.save(
            ORGANIZATIONS,
            Organization(
                name=name,
                kind=kind,
                registration="民政注册",
                credit_code=code,
                unit=made[unit],
                platform_account=name,
            ),
        )
        edit.save(
            HEADCOUNTS, Headcount(organization=made[name], counted_on=SPRING, league_members=3)
        )
        made[f"branch of {name}"] = edit.save(
            LEAGUE_BRANCHES,
            LeagueBranch(
                organization=made[name],
                built="单独",
                name=f"{name}团支部",
                approval_number="青团发〔2026〕3号",
                founded_on=SPRING,
                secretary="李芳",
            ),
        )


def _add_occasions(edit, made):
    made["training"] = edit.save(
        TRAININGS,
        Training(
            name="骨干班", category="骨干", content="急救", held_on=SPRING, hours=120,
            organiser="团区委",
        ),
    )  # fmt: skip
    made["attendance"] = edit.save(
        ATTENDANCES, Attendance(training=made["training"], volunteer=made["person0"])
    )
    made["activity"] = edit.save(
        ACTIVITIES,
        Activity(name="护河", organization=made["team"], held_on=SPRING, place="金沙江边"),
    )
    made["record"] = edit.save(
        SERVICE_RECORDS,
        ServiceRecord(
            volunteer=made["person0"], activity=made["activity"], served_on=SPRING, hours=120,
            recorder="周嘉诚", recorded_on=SPRING, source="签到表",
        ),
    )  # fmt: skip


@pytest.fixture
def crowd(store):
    """Twelve registered, one of whom turns 36 in the quarter; the quarter before is sealed."""
    born = ["2005-05-05"] * 11 + ["1990-08-01"]
    school = store.named(UNITS, "平地镇")
    with store.edit("录入") as edit:
        made = [
            edit.save(VOLUNTEERS, volunteer(f"学生{at}", day, school=school, **REGISTERED))
            for at, day in enumerate(born)
        ]
    seal_unchecked(store, BEFORE, SEALED_ON)
    return made


@pytest.fixture
def changed(store, sound):
    """A sealed county in which one registration turns out to have been cancelled."""
    seal_quarter(store, QUARTER, DAY)
    person = store.get(VOLUNTEERS, sound["person4"])
    with store.edit("注销") as edit:
        edit.save(VOLUNTEERS, dataclasses.replace(person, registration_status="已注销"))
    return store
