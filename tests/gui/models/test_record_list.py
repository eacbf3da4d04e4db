import dataclasses

import pytest

from damage import zero_a_page
from gui.ledgers.ledger import count_sentence
from gui.models.page_cache import PAGE_SIZE
from gui.models.record_table import RecordTable
from people import volunteer
from storage.model.tables import UNITS, VOLUNTEERS
from storage.store.listing import Filter, Query
from storage.store.store import Store
from windows import session_over

COLUMNS = ("name", "phone", "id_number", "school", "registration_status", "note")


@pytest.fixture
def model(qtbot, session, people):
    made = RecordTable(session, VOLUNTEERS, COLUMNS)
    made.set_query(Query(VOLUNTEERS))
    qtbot.waitUntil(lambda: made.total == 3)
    return made


def shown(model, position, column):
    return model.index(position, column).data()


def test_a_change_elsewhere_repaints_its_row_alone(qtbot, model, session, people):
    rows = []
    model.dataChanged.connect(lambda first, last, _roles: rows.append((first.row(), last.row())))
    with session.edit("更正") as edit:
        record = session.store.get(VOLUNTEERS, people["李䶮"])
        edit.save(VOLUNTEERS, dataclasses.replace(record, name="李龑"))
    assert rows == [(2, 2)]
    assert shown(model, 2, 0) == "李龑"


def test_a_renamed_school_reloads_the_list(qtbot, model, session):
    number = session.store.named(UNITS, "平地镇")
    with qtbot.waitSignal(model.refreshed), session.edit("更正") as edit:
        edit.save(UNITS, dataclasses.replace(session.store.get(UNITS, number), name="平地彝族镇"))
    assert shown(model, 0, 3) == "平地彝族镇"


def test_added_and_removed_records_come_and_go(qtbot, model, session, people):
    with qtbot.waitSignal(model.refreshed), session.edit("新增") as edit:
        edit.save(VOLUNTEERS, volunteer("新来的"))
    assert (model.rowCount(), shown(model, 3, 0)) == (4, "新来的")
    with qtbot.waitSignal(model.refreshed):
        session.remove(VOLUNTEERS, [people["王雨欣"]])
    assert (model.rowCount(), shown(model, 0, 0)) == (3, "吉克·阿果")


def test_a_sleeping_list_loads_nothing_until_it_wakes(qtbot, model, session):
    model.sleep()
    with session.edit("新增") as edit:
        edit.save(VOLUNTEERS, volunteer("新来的"))
    assert model.rowCount() == 3
    with qtbot.waitSignal(model.refreshed):
        model.wake()
    assert model.rowCount() == 4


def test_a_filter_without_matches_leaves_no_row(qtbot, model):
    with qtbot.waitSignal(model.count_changed) as reported:
        model.set_query(Query(VOLUNTEERS, filters=(Filter("name", "is", "没有"),)))
    assert (reported.args, model.rowCount()) == ([0], 0)


def test_pages_are_loaded_as_they_come_into_view(qtbot, model, session):
    with session.edit("导入") as edit:
        edit.save_new(VOLUNTEERS, [volunteer(f"王{n}号", "2009-05-06") for n in range(350)])
    qtbot.waitUntil(lambda: model.rowCount() == 353)
    last = 352
    qtbot.waitUntil(lambda: shown(model, last, 0) == "王349号")
    qtbot.waitUntil(lambda: shown(model, PAGE_SIZE + 2, 0) == "王99号")


def test_a_long_list_is_shown_before_it_is_counted(qtbot, session, people, monkeypatch):
    monkeypatch.setattr("gui.models.record_list.COUNTED_FIRST", 1)
    with session.edit("导入") as edit:
        edit.save_new(VOLUNTEERS, [volunteer(f"王{n}号", "2009-05-06") for n in range(250)])
    model = RecordTable(session, VOLUNTEERS, COLUMNS)
    reported = []
    model.count_changed.connect(reported.append)
    model.set_query(Query(VOLUNTEERS))
    qtbot.waitUntil(lambda: len(reported) == 2)
    assert reported == [-1, 253]
    assert model.rowCount() == 253


def test_an_unreadable_list_is_reported_instead_of_counted(qtbot, store):
    with store.edit("录入") as edit:
        edit.save_new(VOLUNTEERS, [volunteer(f"王{n}", note="备注" * 9) for n in "一二三" * 50])
    path = store.path
    store.close()
    zero_a_page(path, "volunteer")
    with Store(path) as broken, session_over(broken) as session:
        model = RecordTable(session, VOLUNTEERS, COLUMNS, {})
        with qtbot.waitSignal(model.count_changed) as count_changed:
            model.set_query(Query(VOLUNTEERS, order="note"))
        reported = count_sentence(VOLUNTEERS, count_changed.args[0], 150, narrowed=False)
    assert reported == "志愿者读不出来"
