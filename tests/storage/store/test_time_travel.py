"""Earlier states of the ledger, visible until the rollback."""

from datetime import date

import pytest

from people import volunteer
from storage.model.period import Quarter
from storage.model.tables import VOLUNTEERS
from storage.quarter.sealing import seal_unchecked
from storage.seals.seal import open_seal
from storage.store.time_travel import (
    changes_after,
    has_journal,
    last_edit,
    restore_rows,
    rolled_back,
)


@pytest.fixture
def person(store):
    with store.edit("录入") as edit:
        return edit.save(VOLUNTEERS, volunteer("甲", class_name="高一"))


def _edit(store, person):
    """Change the first person and add a second one."""
    changed = store.get(VOLUNTEERS, person)
    with store.edit("改班级") as edit:
        edit.save(VOLUNTEERS, volunteer("甲", id=person, id_number=changed.id_number))
    with store.edit("录入") as edit:
        return edit.save(VOLUNTEERS, volunteer("乙"))


def test_records_are_put_as_they_were_and_afterwards_nothing_has_changed(store, person):
    edit, before = last_edit(store), store.find(VOLUNTEERS)
    _edit(store, person)
    now = store.find(VOLUNTEERS)
    assert len(now) == 2
    with rolled_back(store):
        restore_rows(store, changes_after(store, edit, 10))
        assert store.find(VOLUNTEERS) == before
    assert store.find(VOLUNTEERS) == now
    assert not store.in_transaction


def test_a_removed_record_exists_again_until_the_rollback(store, person):
    edit = last_edit(store)
    with store.edit("删除") as removal:
        removal.remove(VOLUNTEERS, person)
    with rolled_back(store):
        restore_rows(store, changes_after(store, edit, 10))
        assert store.get(VOLUNTEERS, person).class_name == "高一"
    assert store.count(VOLUNTEERS) == 0


def test_a_failure_is_rolled_back_as_well(store, person):
    with pytest.raises(LookupError), rolled_back(store):
        store.execute("DELETE FROM volunteer")
        raise LookupError
    assert store.get(VOLUNTEERS, person).name == "甲"


def test_changes_come_last_first_and_none_where_there_are_more_than_allowed(store, person):
    edit = last_edit(store)
    assert changes_after(store, edit, 0) == []
    added = _edit(store, person)
    assert [row[1] for row in changes_after(store, edit, 2)] == [added, person]
    assert changes_after(store, edit, 1) is None


def test_a_column_that_the_journal_does_not_know_stays_empty(store, person):
    edit = last_edit(store)
    _edit(store, person)
    store.execute(
        "UPDATE change SET before = json_remove(before, '$.class_name') WHERE edit > ?", (edit,)
    )
    with rolled_back(store):
        restore_rows(store, changes_after(store, edit, 10))
        assert store.get(VOLUNTEERS, person).class_name is None


def test_a_sealed_quarter_that_is_opened_has_no_journal(store):
    assert has_journal(store)
    seal = seal_unchecked(store, Quarter(2026, 3), date(2026, 10, 6))
    with open_seal(store, seal) as past:
        assert not has_journal(past)
