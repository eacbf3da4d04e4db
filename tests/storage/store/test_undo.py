import dataclasses

import pytest

from people import volunteer
from storage.errors import Invalid, UserError
from storage.model.tables import TRAININGS, UNITS, VOLUNTEERS
from storage.model.tables.training import ATTENDANCES, Attendance, Training
from storage.store.store import Store
from storage.store.undo import last_done, last_undone, redo, undo


def _tables(store):
    """Every declared table's rows, as kept."""
    return {
        t.name: list(store.rows(f"SELECT * FROM {t.name} ORDER BY id")) for t in (VOLUNTEERS, UNITS)
    }


def test_undo_and_redo_walk_back_and_forth_through_all_edits(store):
    states = [_tables(store)]
    with store.edit("录入") as edit:
        number = edit.save(VOLUNTEERS, volunteer("甲"))
    states.append(_tables(store))
    with store.edit("更正") as edit:
        edit.save(
            VOLUNTEERS, dataclasses.replace(store.get(VOLUNTEERS, number), phone="13800000001")
        )
    states.append(_tables(store))
    with store.edit("删除") as edit:
        edit.remove(VOLUNTEERS, number)
    states.append(_tables(store))
    for expected in states[-2::-1]:
        undo(store, last_done(store))
        assert _tables(store) == expected
    for expected in states[1:]:
        redo(store, last_undone(store))
        assert _tables(store) == expected
    assert last_undone(store) is None
    undo(store, last_done(store))
    assert _tables(store) == states[-2]


def test_undo_survives_a_restart(store):
    with store.edit("录入") as edit:
        edit.save(VOLUNTEERS, volunteer("甲"))
    path = store.path
    store.close()
    with Store(path) as again:
        assert last_done(again).reason == "录入"
        undo(again, last_done(again))
        assert again.count(VOLUNTEERS) == 0


def test_a_new_edit_ends_what_could_be_redone(store):
    with store.edit("一") as edit:
        edit.save(VOLUNTEERS, volunteer("甲"))
    undo(store, last_done(store))
    with store.edit("二") as edit:
        edit.save(VOLUNTEERS, volunteer("乙"))
    assert last_undone(store) is None


def test_undoing_an_old_edit_skips_and_lists_later_changes(store):
    with store.edit("导入") as edit:
        ids = edit.save_new(VOLUNTEERS, [volunteer(name) for name in ("甲", "乙", "丙")])
    step = last_done(store)
    with store.edit("更正") as edit:
        edit.save(VOLUNTEERS, dataclasses.replace(store.get(VOLUNTEERS, ids[1]), name="乙二"))
    with store.edit("培训") as edit:
        training = edit.save(
            TRAININGS,
            Training(
                name="骨干班",
                category="骨干",
                content="急救",
                held_on=_day(),
                hours=120,
                organiser="团区委",
            ),
        )
        edit.save(ATTENDANCES, Attendance(training=training, volunteer=ids[2]))
    result = undo(store, step)
    assert result.removed == 1
    assert {number: why for _table, number, why in result.skipped}.keys() == {ids[1], ids[2]}
    assert [one.name for one in store.find(VOLUNTEERS)] == ["乙二", "丙"]


def test_an_edit_cannot_be_undone_twice(store):
    with store.edit("一") as edit:
        edit.save(VOLUNTEERS, volunteer("甲"))
    step = last_done(store)
    undo(store, step)
    with pytest.raises(UserError, match="已经撤销"):
        undo(store, step)


def test_a_failed_edit_saves_nothing_and_notifies_no_listener(store):
    heard = []
    store.subscribe(heard.append)
    with pytest.raises(Invalid, match="重复"), store.edit("录入") as edit:
        first = volunteer("甲")
        edit.save(VOLUNTEERS, first)
        edit.save(VOLUNTEERS, dataclasses.replace(first, name="乙"))
    assert store.count(VOLUNTEERS) == 0
    assert heard == []
    assert last_done(store).reason == "建立台账"


def test_saving_a_record_as_it_was_is_no_edit(store):
    with store.edit("录入") as edit:
        number = edit.save(VOLUNTEERS, volunteer("甲"))
    heard = []
    store.subscribe(heard.append)
    with store.edit("再存一次") as edit:
        edit.save(VOLUNTEERS, store.get(VOLUNTEERS, number))
    assert heard == []
    assert last_done(store).reason == "录入"


def _day():
    from datetime import date

    return date(2026, 8, 1)
