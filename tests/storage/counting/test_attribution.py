"""统计归属: a city school's people and a city body's work are the city's figures, not ours."""

from datetime import date

import pytest

from people import volunteer
from storage.counting import attribution
from storage.counting.figures import figures
from storage.model.period import Quarter
from storage.model.tables import (
    ACTIVITIES,
    ATTENDANCES,
    AWARDS,
    ORGANIZATIONS,
    POLICIES,
    PROJECTS,
    SERVICE_RECORDS,
    SITES,
    TABLES,
    TRAININGS,
    UNITS,
    VOLUNTEERS,
)
from storage.model.tables.organization import Organization
from storage.model.tables.project import Activity, Project
from storage.model.tables.recognition import Award
from storage.model.tables.service_record import ServiceRecord
from storage.model.tables.setting import Policy
from storage.model.tables.support_resources import Site
from storage.model.tables.training import Attendance, Training
from storage.model.tables.unit import Unit

QUARTER = Quarter(2026, 3)
DAY = date(2026, 9, 1)
HOURS, TIMES, PEOPLE = "H02", "H04", "H06"


class Made:
    """A school and a team, of the county's and of the city's, each with its own people."""

    def __init__(self, store):
        self.store = store
        with store.edit("录入") as edit:
            self.units = {
                by: edit.save(UNITS, Unit(name=f"{by}中学", kind="中学", counted_by=by))
                for by in ("本县", "市直", "省属")
            }
            self.units[None] = None
            self.people = {
                by: edit.save(VOLUNTEERS, volunteer(f"{by or '无'}甲", school=unit))
                for by, unit in self.units.items()
            }
            self.bodies = {
                by: edit.save(
                    ORGANIZATIONS, Organization(name=f"{by}队", kind="志愿服务队", unit=unit)
                )
                for by, unit in self.units.items()
            }
            self.activities = {
                by: edit.save(
                    ACTIVITIES, Activity(name="巡河", organization=body, held_on=DAY, place="江边")
                )
                for by, body in self.bodies.items()
            }

    def serve(self, person, activity):
        made = ServiceRecord(
            volunteer=self.people[person], activity=self.activities[activity], served_on=DAY,
            hours=60, recorder="周嘉诚", recorded_on=DAY,
        )  # fmt: skip
        with self.store.edit("记时长") as edit:
            return edit.save(SERVICE_RECORDS, made)

    def found(self, *codes):
        measured = {one.code: one.value for one in figures(self.store, QUARTER)}
        return tuple(measured[code] for code in codes)


@pytest.fixture
def made(store):
    return Made(store)


@pytest.mark.parametrize("by", ["市直", "省属"])
def test_hours_go_with_the_person_wherever_he_serves(made, by):
    made.serve("本县", by)
    assert made.found(HOURS, TIMES, PEOPLE) == (1, 1, 1)
    made.serve(by, "本县")
    assert made.found(HOURS, TIMES, PEOPLE) == (1, 1, 1)
    made.serve(None, "本县")  # whose school is not known is ours
    assert made.found(HOURS, TIMES, PEOPLE) == (2, 2, 2)


def test_activities_and_projects_go_with_their_organization(made):
    with made.store.edit("发布") as edit:
        for by, number in (("市直", "P1"), ("本县", "P1"), ("省属", "P2"), (None, "P3")):
            facts = {"platform_number": number, "published_on": DAY, "direct_recruitment": True}
            edit.save(PROJECTS, Project(name="守护", organization=made.bodies[by], **facts))
    assert made.found("P01", "P09") == (2, 2)  # P1 once, as ours, though the city's was first


def test_attendances_go_with_the_person_and_a_training_is_always_ours(made):
    with made.store.edit("培训") as edit:
        facts = {"category": "骨干", "content": "急救", "held_on": DAY, "organiser": "团区委"}
        training = edit.save(TRAININGS, Training(name="骨干班", hours=60, **facts))
        for person in made.people.values():
            edit.save(ATTENDANCES, Attendance(training=training, volunteer=person))
    assert made.found("T05", "T06", "T07") == (1, 2, 2)


def test_a_record_with_unit_and_organization_is_ours_only_if_both_are(made):
    with made.store.edit("阵地") as edit:
        for unit, body in (("本县", "本县"), ("本县", "市直"), ("市直", "本县"), (None, None)):
            edit.save(
                SITES,
                Site(name=f"{unit}{body}", kind="示范岗", unit=made.units[unit],
                     organization=made.bodies[body]),
            )  # fmt: skip
        for name, person in made.people.items():
            edit.save(
                AWARDS,
                Award(name=f"奖{name}", awarded_on=DAY, granter="团市委", level="市", volunteer=person),
            )  # fmt: skip
    assert made.found("S01", "A01") == (2, 2)


def test_where_the_rule_is_switched_off_everything_counts(made):
    for person in ("本县", "市直", "省属"):
        made.serve(person, "市直")
    with made.store.edit("口径") as edit:
        for kept in made.store.find(POLICIES):
            edit.remove(POLICIES, kept.id)
        edit.save(POLICIES, Policy(year=2020, only_own_county=False))
    assert made.found(HOURS, TIMES, PEOPLE, "P09") == (3, 3, 3, 4)


def test_a_unit_that_goes_to_the_city_takes_its_people_and_bodies_along(made):
    made.serve("本县", "本县")
    assert made.found(HOURS, PEOPLE, "P09") == (1, 1, 2)
    unit = made.store.get(UNITS, made.units["本县"])
    with made.store.edit("改由市里统计") as edit:
        edit.save(UNITS, Unit(id=unit.id, name=unit.name, kind=unit.kind, counted_by="市直"))
    assert made.found(HOURS, PEOPLE, "P09") == (0, 0, 1)


def test_every_rule_speaks_of_a_table_and_of_columns_it_has(store):
    told = [table for table in TABLES if attribution.attribution_condition(table)]
    assert VOLUNTEERS in told
    assert TRAININGS not in told
    for table in told:
        sql = f"SELECT count(*) FROM {table.name} x1 WHERE {attribution.attribution_condition(table, 'x1')}"
        assert store.value(sql, {"only_own": 1}) == store.count(table)
    assert set(attribution._RULES) <= {table.name for table in TABLES}


@pytest.mark.parametrize("only_own", [True, False])
def test_the_rule_text_states_the_setting(only_own):
    said = attribution.attribution_sentence(only_own=only_own)
    words = ("服务时长", "参训", "项目", "活动")
    assert all(word in said for word in words) is only_own
    assert ("一并计入" in said) is not only_own
