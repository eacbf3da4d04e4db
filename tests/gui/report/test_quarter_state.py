"""The state of a quarter: its seals, what each version changed, and what changed since the last."""

import dataclasses
from datetime import date

import pytest

from gui.report.quarter_state import load_state
from people import volunteer
from storage.model.period import Quarter
from storage.model.tables import ORGANIZATIONS, UNITS, VOLUNTEERS
from storage.model.tables.organization import Organization
from storage.quarter.sealing import seal_unchecked

QUARTER = Quarter(2026, 3)
TODAY = date(2026, 10, 8)


@pytest.fixture
def person(store):
    with store.edit("录入") as edit:
        edit.save(
            ORGANIZATIONS, Organization(name="一队", kind="志愿服务队", founded_on=date(2025, 3, 5))
        )
        return edit.save(VOLUNTEERS, volunteer(registration_status="已注册"))


def change(store, person, **facts):
    with store.edit("更正") as edit:
        record = dataclasses.replace(store.get(VOLUNTEERS, person), **facts)
        edit.save(VOLUNTEERS, record)


def test_an_open_quarter_has_the_ledgers_own_figures(store, person):
    state = load_state(store, QUARTER, TODAY, None)
    assert (state.seals, state.shown, state.latest, state.is_changed) == ((), None, None, False)
    assert state.comparison is state.now
    assert {one.code: one.figure.value for one in state.measured}["V02"] == 1


def test_a_sealed_quarter_keeps_its_figures_while_the_ledger_changes(store, person):
    seal_unchecked(store, QUARTER, TODAY)
    change(store, person, registration_status="已注销")
    state = load_state(store, QUARTER, TODAY, None)
    assert (state.latest.version, state.shown.version) == (1, 1)
    assert state.is_changed
    assert (state.change_count, len(state.record_changes)) == (1, 1)
    assert {one.code: one.figure.value for one in state.measured}["V02"] == 1
    assert "V02" in {one.code for one in state.figure_changes}


def test_each_version_states_what_it_changed_and_an_earlier_one_can_be_shown(store, person):
    seal_unchecked(store, QUARTER, TODAY)
    change(store, person, registration_status="已注销")
    seal_unchecked(store, QUARTER, TODAY, "学校漏报")
    state = load_state(store, QUARTER, TODAY, 1)
    assert (state.shown.version, state.latest.version) == (1, 2)
    assert not state.is_changed
    assert set(state.steps) == {2}
    assert state.steps[2].change_count == 1
    assert "V02" in {one.code for one in state.steps[2].figure_changes}


def test_units_that_reported_nothing_are_named(store, person):
    state = load_state(store, QUARTER, TODAY, None)
    assert state.silent_units
    for number, name in state.silent_units:
        assert store.get(UNITS, number).name == name
