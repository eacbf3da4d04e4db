import logging
import threading

import pytest

from people import volunteer
from storage.errors import UserError
from storage.model.period import Quarter
from storage.model.tables import VOLUNTEERS
from storage.store.edit import Bulk, Change


def test_an_edit_is_announced_and_offers_to_be_taken_back(qtbot, session):
    changes, notices = [], []
    session.changed.connect(changes.append)
    session.notice_posted.connect(notices.append)
    with session.edit("新增志愿者 王雨欣") as edit:
        edit.save(VOLUNTEERS, volunteer())
    assert [type(one) for one in changes[0]] == [Change]
    assert notices[0].text == "已新增志愿者 王雨欣"
    notices[0].do()
    assert session.store.count(VOLUNTEERS) == 0
    assert notices[-1].text == "已撤销：新增志愿者 王雨欣"


def test_an_edit_that_fails_announces_nothing(qtbot, session, people):
    changes = []
    session.changed.connect(changes.append)
    with pytest.raises(UserError), session.edit("删除") as edit:
        edit.remove(VOLUNTEERS, people["王雨欣"])
        raise UserError("不行")
    assert not changes
    assert session.store.count(VOLUNTEERS) == 3


def test_what_is_undone_can_be_made_again(qtbot, session, people):
    session.remove(VOLUNTEERS, [people["李䶮"]])
    session.undo()
    assert session.store.get(VOLUNTEERS, people["李䶮"]).name == "李䶮"
    assert session.next_redo().reason == "删除志愿者 李䶮"
    session.redo()
    assert session.store.count(VOLUNTEERS) == 2


def test_with_nothing_to_undo_a_sentence_is_shown(qtbot, session):
    session.undo()  # the areas that were sown
    notices = []
    session.notice_posted.connect(notices.append)
    session.undo()
    assert notices[-1].text == "没有可以撤销的操作。"


def test_a_long_edit_is_taken_back_by_a_task(qtbot, session):
    with session.store.edit("导入花名册") as edit:
        edit.save_new(VOLUNTEERS, [volunteer(f"王{chr(0x4E00 + n)}") for n in range(600 // 2)])
        edit.save_new(VOLUNTEERS, [volunteer(f"李{n}一", "2009-01-02") for n in range(600 // 2)])
    tasks = []
    session.task_started.connect(tasks.append)
    with qtbot.waitSignal(session.changed):
        session.undo()
    assert [task.writes for task in tasks] == [True]
    assert session.store.count(VOLUNTEERS) == 0
    qtbot.waitUntil(lambda: session.writing is None)


def test_what_a_task_writes_comes_home_as_changes(qtbot, session):
    def work(own, progress):
        with own.edit("导入花名册") as edit:
            edit.save_new(VOLUNTEERS, [volunteer(), volunteer("李静")])
        return 2

    announced, order = [], []
    session.changed.connect(announced.append)
    session.changed.connect(lambda _changes: order.append("changed"))
    task = session.write("正在导入", work)
    task.finished.connect(lambda _result: order.append("finished"))
    with qtbot.waitSignal(task.closed):
        pass
    assert announced == [(Bulk(VOLUNTEERS, 2),)]
    assert order == ["changed", "finished"]


def test_while_a_task_writes_nothing_else_may(qtbot, session):
    held = threading.Event()
    states = []
    session.writing_changed.connect(states.append)
    task = session.write("正在导入", lambda own, progress: held.wait(5))
    with pytest.raises(UserError, match="正在导入还没有完成"), session.edit("修改"):
        pass
    with pytest.raises(UserError, match="正在导入还没有完成"):
        session.write("另一件事", lambda own, progress: None)
    held.set()
    qtbot.waitSignal(task.closed).wait()
    assert states == [True, False]
    assert session.writing is None


def test_a_referenced_record_is_not_removed_and_the_reason_is_shown(qtbot, session, people):
    from storage.model.tables import UNITS

    notices = []
    session.notice_posted.connect(notices.append)
    school = session.store.get(VOLUNTEERS, people["王雨欣"]).school
    assert session.remove(UNITS, [school]) is False
    assert "引用" in notices[-1].text
    assert notices[-1].tone == "bad"


def test_showing_numbers_is_noted_in_the_log_without_them(qtbot, session, caplog):
    caplog.set_level(logging.INFO)
    assert session.masked is True
    session.reveal(True, "volunteer")
    assert session.masked is False
    assert "identity numbers shown: volunteer" in caplog.text


def test_another_quarter_is_announced_once(qtbot, session):
    heard = []
    session.quarter_changed.connect(heard.append)
    session.choose_quarter(Quarter(2025, 4))
    session.choose_quarter(Quarter(2025, 4))
    assert heard == [Quarter(2025, 4)]


def test_closing_stops_what_runs(qtbot, store):
    from gui.session import Session

    session = Session(store)
    begun, ended = threading.Event(), threading.Event()

    def work(progress):
        try:
            while True:
                begun.set()
                progress(0, 0)
        finally:
            ended.set()

    session.run("算", work)
    begun.wait(5)
    session.close()
    assert ended.is_set()
