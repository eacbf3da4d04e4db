import dataclasses
import gc
from datetime import date

import pytest

from people import volunteer
from resources import path
from storage.errors import Cancelled, Invalid
from storage.model.tables import TABLES, TRAININGS, UNITS, VOLUNTEERS
from storage.model.tables.training import ATTENDANCES, Attendance, Training
from storage.model.tables.unit import Unit
from storage.seeds import seed
from storage.store import bulk, undo
from storage.store.listing import Query, count
from storage.store.store import Store

ODD = '引号" 反斜杠\\ 斜杠/ 换行\n 制表\t 退格\b 控制\x01\x1f 删除\x7f 行隔\u2028 表情😀 生僻𬭎㛃'
TRAINING = Training(
    name="骨干班",
    category="骨干",
    content="急救",
    held_on=date(2026, 8, 1),
    hours=120,
    organiser="团区委",
)


@pytest.fixture(params=[undo.MANY, 1 << 60], ids=["together", "one by one"])
def walk(request, tmp_path, monkeypatch):
    monkeypatch.setattr(undo, "MANY", request.param)
    with Store(tmp_path / "l.db") as store:
        seed(store, path("seeds"))
        yield store


def _kept(store):
    """Every declared table as kept, what is found by typing, and the journal without its times."""
    rows = {
        table.name: list(store.rows(f"SELECT * FROM {table.name} ORDER BY id")) for table in TABLES
    }
    rows["change"] = sorted(
        (row["edit"], row["table_name"], row["record_id"], row["before"], row["after"])
        for row in store.rows("SELECT * FROM change")
    )
    found = {
        typed: count(store, Query(VOLUNTEERS, typed=typed)) for typed in ("雨欣", "人10", "一")
    }
    return rows, found


def _people(number):
    return [
        volunteer(
            f"王雨欣{'一二三四五六七八九十'[at % 10]}",
            student_number=f"{at:05}",
            note=ODD,
            backbone=at % 2 == 0,
        )
        for at in range(number)
    ]


def _imported(store, number=60):
    with store.edit("导入") as edit:
        unit = edit.save(UNITS, Unit(name="渔门中学", kind="中学"))
        ids = edit.save_new(
            VOLUNTEERS, [dataclasses.replace(one, school=unit) for one in _people(number)]
        )
    return unit, ids


def test_many_records_go_and_come_back_whole(walk):
    before = _kept(walk)
    _imported(walk)
    after = _kept(walk)
    assert undo.undo(walk, undo.last_done(walk)).removed == 61
    gone = _kept(walk)
    assert {name: rows for name, rows in gone[0].items() if name != "change"} == {
        name: rows for name, rows in before[0].items() if name != "change"
    }
    assert gone[1] == before[1]
    assert undo.redo(walk, undo.last_undone(walk)).restored == 61
    again = _kept(walk)
    assert again[0]["volunteer"] == after[0]["volunteer"]
    assert again[1] == after[1]
    assert undo.undo(walk, undo.last_done(walk)).removed == 61


def test_of_many_records_those_changed_used_or_removed_since_stay_as_they_are(walk):
    unit, ids = _imported(walk)
    step = undo.last_done(walk)
    with walk.edit("后来") as edit:
        edit.save(VOLUNTEERS, dataclasses.replace(walk.get(VOLUNTEERS, ids[3]), name="李四"))
        edit.remove(VOLUNTEERS, ids[5])
        training = edit.save(TRAININGS, TRAINING)
        edit.save(ATTENDANCES, Attendance(training=training, volunteer=ids[50]))
    result = undo.undo(walk, step)
    assert result.removed == 57
    assert [(table.name, number) for table, number, _why in result.skipped] == [
        ("volunteer", ids[50]),
        ("volunteer", ids[5]),
        ("volunteer", ids[3]),
        ("unit", unit),
    ]
    assert [why for _table, _number, why in result.skipped] == [
        f"这条{VOLUNTEERS.label}还被{ATTENDANCES.label}引用，请先处理那些记录再删除。",
        "后来已删除",
        "后来改过",
        f"这条{UNITS.label}还被{VOLUNTEERS.label}引用，请先处理那些记录再删除。",
    ]
    assert [one.id for one in walk.find(VOLUNTEERS)] == [ids[3], ids[50]]


def test_where_one_of_many_cannot_be_restored_the_rest_are(walk):
    _unit, _ids = _imported(walk)
    taken = walk.find(VOLUNTEERS)[7]
    undone = undo.last_done(walk)
    undo.undo(walk, undone)
    again = undo.last_undone(walk)
    with walk.edit("另录") as edit:
        edit.save(VOLUNTEERS, dataclasses.replace(taken, id=None, school=None))
    result = undo.redo(walk, again)
    assert result.restored == 60
    assert [number for _table, number, _why in result.skipped] == [taken.id]
    assert walk.count(VOLUNTEERS) == 60


def test_units_that_point_to_each_other_go_together(walk):
    names = [f"单位{at}" for at in range(30)]
    with walk.edit("录入") as edit:
        first = edit.save_new(UNITS, [Unit(name="上级", kind="其他")])[0]
        edit.save_new(UNITS, [Unit(name=name, kind="其他", parent=first) for name in names])
    before = walk.count(UNITS)
    assert undo.undo(walk, undo.last_done(walk)).skipped == []
    assert walk.count(UNITS) == before - 31


@pytest.mark.parametrize("table", [UNITS, VOLUNTEERS], ids=lambda table: table.name)
def test_sqlite_and_python_write_a_record_the_same(store, table):
    """Else a record that nobody touched would count as changed."""
    with store.edit("录入") as edit:
        edit.save_new(VOLUNTEERS, [volunteer(), *_people(3)])
    changes = list(
        store.rows("SELECT id, record_id FROM change WHERE table_name = ?", (table.name,))
    )
    same = bulk.find_unchanged(store.connection, table, [one["id"] for one in changes])
    assert same == {one["record_id"] for one in changes} != set()


@pytest.mark.parametrize("running", [True, False])
def test_the_collector_is_as_before_afterwards_even_after_a_failure(running):
    before = gc.isenabled()
    (gc.enable if running else gc.disable)()
    try:
        with pytest.raises(ValueError, match="x"), bulk.collector_paused():
            assert not gc.isenabled()
            raise ValueError("x")
        assert gc.isenabled() == running
    finally:
        (gc.enable if before else gc.disable)()


def test_many_changed_records_are_saved_indexed_logged_and_restored(store):
    with store.edit("录入") as edit:
        ids = edit.save_new(VOLUNTEERS, [volunteer(f"王{n}") for n in range(30)])
    before = [store.get(VOLUNTEERS, number) for number in ids]
    changed = [dataclasses.replace(one, name=f"李{one.id}", phone="13800000001") for one in before]
    heard = []
    store.subscribe(heard.append)
    with store.edit("更正") as edit:
        edit.save_changed(VOLUNTEERS, [*changed[:-1], before[-1]])
    assert [store.get(VOLUNTEERS, number) for number in ids[:-1]] == changed[:-1]
    assert [(one.table, one.count) for one in heard[0]] == [(VOLUNTEERS, 29)]
    assert [count(store, Query(VOLUNTEERS, typed=one)) for one in "李王"] == [29, 1]
    once_more = dataclasses.replace(changed[0], phone="13900000009")
    with store.edit("又改") as edit:
        edit.save(VOLUNTEERS, once_more)
    step = undo.last_done(store)
    result = undo.undo(store, dataclasses.replace(step, edit=step.edit - 1))
    assert (result.restored, [why for _t, _n, why in result.skipped]) == (28, ["后来改过"])
    assert [store.get(VOLUNTEERS, number) for number in ids] == [once_more, *before[1:]]
    assert [count(store, Query(VOLUNTEERS, typed=one)) for one in "李王"] == [1, 29]


def test_changed_records_that_would_double_a_number_are_refused_whole(store):
    with store.edit("录入") as edit:
        ids = edit.save_new(VOLUNTEERS, [volunteer(f"王{n}") for n in range(3)])
    first, second, third = (store.get(VOLUNTEERS, number) for number in ids)
    doubled = [
        dataclasses.replace(second, phone="13800000001"),
        dataclasses.replace(third, id_number=first.id_number),
    ]
    with pytest.raises(Invalid), store.edit("更正") as edit:
        edit.save_changed(VOLUNTEERS, doubled)
    assert store.get(VOLUNTEERS, second.id) == second


def _set_up(store):
    """What SQLite does with removed words, and how much of the file it keeps at hand."""
    config = dict(store.connection.execute("SELECT k, v FROM volunteer_search_config"))
    return config.get("deletemerge"), store.value("PRAGMA cache_size")


def test_taking_back_thousands_leaves_searching_and_the_file_set_up_as_before(store, monkeypatch):
    monkeypatch.setattr(bulk, "_LARGE", 2_000)
    usual = store.value("PRAGMA cache_size")
    with store.edit("导入") as edit:
        edit.save_new(
            VOLUNTEERS, [dataclasses.replace(one, id_number=None) for one in _people(4_100)]
        )
    seen = []

    def stop(done, total):
        seen.append(_set_up(store))
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        undo.undo(store, undo.last_done(store), stop)
    assert seen == [(0, -200_000)] * 2
    assert _set_up(store) == (None, usual)
    assert count(store, Query(VOLUNTEERS, typed="王雨欣")) == 4_100
    assert undo.undo(store, undo.last_done(store)).removed == 4_100
    assert _set_up(store) == (10, usual)
    assert count(store, Query(VOLUNTEERS, typed="王雨欣")) == 0
    assert undo.redo(store, undo.last_undone(store)).restored == 4_100
    assert count(store, Query(VOLUNTEERS, typed="王雨欣")) == 4_100
