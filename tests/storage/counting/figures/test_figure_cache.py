from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from busy_counties import busy_counties
from by_hand import KEPT
from counties import QUARTER
from people import volunteer
from storage.counting.figures import CountingContext, figure_cache, figures
from storage.counting.figures.count import measure
from storage.counting.figures.figure_cache import _TOUCHES, QuarterCache
from storage.counting.indicators import INDICATORS
from storage.errors import UserError
from storage.model.tables import (
    ACTIVITIES,
    ORGANIZATIONS,
    POLICIES,
    SERVICE_RECORDS,
    TARGETS,
    UNITS,
    VOLUNTEERS,
)
from storage.model.tables.organization import Organization
from storage.model.tables.project import Activity
from storage.model.tables.service_record import ServiceRecord
from storage.model.tables.setting import Policy, Target
from storage.store.undo import last_done, undo

OFTEN = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def shown(measured):
    return {one.code: (one.value, one.figure.numerator, one.figure.denominator) for one in measured}


def differences(store, held):
    fresh = shown(measure(CountingContext(store, QUARTER), INDICATORS))
    return {
        code: value for code, value in shown(held.figures(store)).items() if value != fresh[code]
    }


@OFTEN
@given(county=busy_counties(), other=busy_counties(), chance=st.randoms(use_true_random=True))
def test_whatever_is_edited_the_figures_kept_are_those_counted_anew(store, county, other, chance):
    store.connection.execute("BEGIN")
    county.put(store.connection)
    store.connection.execute("COMMIT")
    held = QuarterCache(QUARTER)
    assert differences(store, held) == {}
    for _ in range(4):
        for _ in range(chance.randint(1, 3)):
            _edit(store, county, other, chance)
        assert differences(store, held) == {}


def _edit(store, county, other, chance):
    """Change, add or remove a record, with what another county has in its place."""
    name = chance.choice([name for name in KEPT if getattr(other, name)])
    table, fresh = KEPT[name], chance.choice(getattr(other, name))
    number = chance.choice([None, *(one.id for one in getattr(county, name))])
    try:
        with store.edit("改动") as edit:
            if number and chance.random() < 0.3:
                edit.remove(table, number)
            else:
                edit.save(table, replace(fresh, id=number))
    except UserError:  # refused: it has other records, or may not be changed
        return
    if chance.random() < 0.2:
        undo(store, last_done(store))


@pytest.fixture
def served(store):
    with store.edit("录入") as edit:
        body = edit.save(ORGANIZATIONS, Organization(name="服务队", kind="志愿服务队"))
        there = Activity(name="义诊", organization=body, held_on=date(2026, 8, 1), place="广场")
        activity = edit.save(ACTIVITIES, there)
        person = edit.save(VOLUNTEERS, volunteer(registration_status="已注册"))
        edit.save(SERVICE_RECORDS, _record(person, activity, date(2026, 8, 1)))
    return person, activity


def _record(person, activity, day):
    return ServiceRecord(
        volunteer=person,
        activity=activity,
        served_on=day,
        hours=120,
        recorder="周嘉诚",
        recorded_on=day,
    )


def test_an_edit_of_one_person_counts_nobody_else_again(store, served, monkeypatch):
    held = QuarterCache(QUARTER)
    held.figures(store)
    with_subqueries = []
    monkeypatch.setattr(
        figure_cache, "count", lambda counting, wanted: with_subqueries.extend(wanted) or {}
    )
    with store.edit("改动") as edit:
        edit.save(VOLUNTEERS, replace(store.get(VOLUNTEERS, served[0]), backbone=True))
    assert {one.code: one.value for one in held.figures(store)}["V13"] == 1
    assert with_subqueries == []


def test_looking_back_leaves_the_ledger_as_it_is(store, served):
    held = QuarterCache(QUARTER)
    held.figures(store)
    with store.edit("录入") as edit:
        edit.save(SERVICE_RECORDS, _record(*served, date(2026, 9, 1)))
    before = list(store.connection.execute("SELECT * FROM service_record"))
    held.figures(store)
    assert list(store.connection.execute("SELECT * FROM service_record")) == before
    assert not store.connection.in_transaction


def test_a_policy_a_target_and_many_changes_are_taken_in(store, served):
    held = QuarterCache(QUARTER)
    held.figures(store)
    with store.edit("口径") as edit:
        edit.save(POLICIES, Policy(year=2026, youth_from=20))
        edit.save(TARGETS, Target(year=2026, indicator="V02", value=4))
    assert differences(store, held) == {}
    with store.edit("导入") as edit:
        edit.save_new(VOLUNTEERS, [volunteer() for _ in range(figure_cache.MAX_CHANGES + 1)])
    assert differences(store, held) == {}


def test_a_ledger_that_somebody_else_is_writing_is_counted_whole(store, served, tmp_path):
    from storage.store.store import Store

    held = QuarterCache(QUARTER)
    held.figures(store)
    with store.edit("改动") as edit:
        edit.save(UNITS, replace(store.get(UNITS, 1), note="改过"))
    store.connection.execute("PRAGMA busy_timeout = 0")
    with Store(store.path) as writer, writer.edit("还在写") as edit:
        edit.save(VOLUNTEERS, volunteer())
        assert differences(store, held) == {}
    assert differences(store, held) == {}


def test_what_changes_elsewhere_may_touch_is_said_only_of_tables_that_indicators_read():
    read = {(one.table, other) for one in INDICATORS for other in one.reads}
    assert set(_TOUCHES) <= read


def test_a_store_remembers_its_figures_and_takes_in_what_another_store_wrote(store, served):
    from storage.store.store import Store

    assert {one.code: one.value for one in figures(store, QUARTER)}["V13"] == 0
    with Store(store.path) as other, other.edit("改动") as edit:
        edit.save(VOLUNTEERS, replace(store.get(VOLUNTEERS, served[0]), backbone=True))
    assert {one.code: one.value for one in figures(store, QUARTER)}["V13"] == 1


def test_what_is_half_written_is_counted_and_not_remembered(store, served):
    before = shown(figures(store, QUARTER))
    try:
        with store.edit("改动") as edit:
            edit.save(VOLUNTEERS, volunteer(backbone=True))
            assert {one.code: one.value for one in figures(store, QUARTER)}["V13"] == 1
            raise UserError("不改了")
    except UserError:
        pass
    assert shown(figures(store, QUARTER)) == before


def test_a_ledger_without_a_journal_is_counted_anew_each_time(store, served):
    before = shown(figures(store, QUARTER))
    store.cache.clear()
    store.connection.execute("DROP TABLE change")
    assert shown(figures(store, QUARTER)) == before
    assert QuarterCache not in store.cache
