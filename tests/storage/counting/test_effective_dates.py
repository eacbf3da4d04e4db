"""The day from which a fact holds: every table and column that is named exists."""

from __future__ import annotations

from datetime import date

import pytest

from counted import record, save
from people import volunteer
from storage.counting.effective_dates import (
    CORRECTION_LINKS,
    EFFECTIVE_DAYS,
    LASTING_TABLES,
    REFERENCE_TABLES,
    REFERENCED_BY,
    ROSTER_TABLES,
    state_key,
)
from storage.model.tables import (
    ATTENDANCES,
    BY_NAME,
    ORGANIZATIONS,
    PLAN_PROGRESS,
    PLAN_ROWS,
    PROJECTS,
    TRAININGS,
    VOLUNTEERS,
)


@pytest.mark.parametrize(("name", "day"), EFFECTIVE_DAYS.items())
def test_the_day_of_every_table_can_be_read(store, name, day):
    sql = f"SELECT {day.format(row='t') or 'NULL'} FROM {name} t LIMIT 1"
    assert store.connection.execute(sql).fetchall() is not None


def test_every_table_that_is_named_has_its_day():
    named = {*LASTING_TABLES, *ROSTER_TABLES, *REFERENCE_TABLES, *REFERENCED_BY, *CORRECTION_LINKS}
    assert named <= EFFECTIVE_DAYS.keys() <= BY_NAME.keys()


def test_a_record_proves_the_one_that_it_links_to():
    for name, links in REFERENCED_BY.items():
        for table, column in links:
            assert table.by_name[column].kind.target == name


def day_of(store, table, number):
    sql = EFFECTIVE_DAYS[table.name].format(row="t")
    return store.value(f"SELECT {sql} FROM {table.name} t WHERE id = ?", (number,))


def test_an_attendance_holds_from_its_training_and_a_project_from_its_publication(store):
    (training,) = save(store, TRAININGS, {})
    with store.edit("录入") as edit:
        person = edit.save(VOLUNTEERS, volunteer())
        number = edit.save(ATTENDANCES, record(ATTENDANCES, training=training, volunteer=person))
    assert day_of(store, ATTENDANCES, number) == "2026-08-01"
    (team,) = save(store, ORGANIZATIONS, {})
    facts = {"organization": team, "started_on": date(2026, 1, 1)}
    first, second = save(store, PROJECTS, {**facts, "published_on": date(2026, 2, 1)}, facts)
    assert day_of(store, PROJECTS, first) == "2026-02-01"
    assert day_of(store, PROJECTS, second) == "2026-01-01"


def test_progress_holds_from_the_end_of_its_quarter(store):
    row = next(iter(store.select(PLAN_ROWS)))
    (number,) = save(store, PLAN_PROGRESS, {"row": row.id, "quarter": "2026Q1"})
    assert day_of(store, PLAN_PROGRESS, number) == "2026-03-31"


def test_the_state_of_a_table_has_a_key_of_its_own():
    assert state_key("site") == "site.state"
