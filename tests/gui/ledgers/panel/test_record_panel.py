import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QScrollArea

from gui.ledgers.catalogue.volunteer_ledger import VOLUNTEER_LEDGER as LEDGER
from gui.ledgers.panel.record_panel import RecordPanel
from storage.model.tables import VOLUNTEERS
from windows import click, show, text


@pytest.fixture
def panel(qtbot, session):
    made = RecordPanel(session, LEDGER.table, LEDGER.groups, LEDGER.subtitle, LEDGER.tabs)
    return show(qtbot, made, 360, 620)


def name(panel):
    return panel.findChild(QLineEdit, "name")


def test_a_new_record_is_saved_and_stays_in_the_panel(qtbot, panel, session):
    panel.show_new()
    name(panel).setText("王　雨欣")
    with qtbot.waitSignal(panel.saved) as saved:
        click(qtbot, panel, "save")
    assert session.store.get(VOLUNTEERS, saved.args[0]).name == "王雨欣"
    assert text(panel, "panel_title") == "王雨欣"


def test_a_failed_save_shows_the_problems_and_saves_nothing(qtbot, panel, session):
    changes = []
    session.changed.connect(changes.append)
    panel.show_new()
    panel.findChild(QLineEdit, "id_number").setText("123456")
    click(qtbot, panel, "save")
    assert text(panel, "name_problem") == "姓名不能为空"
    assert session.store.count(VOLUNTEERS) == 0
    assert not changes


def test_a_failed_save_scrolls_to_the_first_problem(qtbot, panel):
    panel.show_new()
    bar = panel.findChild(QScrollArea).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    assert name(panel).visibleRegion().isEmpty()
    click(qtbot, panel, "save")
    fault = panel.findChild(QLabel, "name_problem")
    qtbot.waitUntil(lambda: not fault.visibleRegion().isEmpty())
    assert not name(panel).visibleRegion().isEmpty()


def test_enter_and_ctrl_s_save(qtbot, panel, session, people):
    for number, (typed, keys) in enumerate(
        (
            ("甲一", (Qt.Key.Key_Return,)),
            ("乙二", (Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)),
        )
    ):
        assert panel.show_record(list(people.values())[number])
        name(panel).setText(typed)
        name(panel).setFocus()
        qtbot.keyPress(name(panel), *keys)
        assert session.store.get(VOLUNTEERS, list(people.values())[number]).name == typed


def test_the_save_button_is_there_only_when_something_changed(panel, people):
    panel.show_record(people["王雨欣"])
    save = panel.findChild(QPushButton, "save")
    assert not save.isVisible()
    name(panel).setText("王雨星")
    assert save.isVisible()
    assert text(panel, "panel_state") == "未保存"


def test_going_to_another_record_saves_the_changes(panel, session, people):
    panel.show_record(people["王雨欣"])
    name(panel).setText("王雨星")
    assert panel.show_record(people["李䶮"])
    assert session.store.get(VOLUNTEERS, people["王雨欣"]).name == "王雨星"


def test_with_a_problem_the_record_stays_shown(panel, people):
    panel.show_record(people["王雨欣"])
    name(panel).clear()
    assert panel.show_record(people["李䶮"]) is False
    assert text(panel, "name_problem") == "姓名不能为空"
    panel.discard()
    assert name(panel).text() == "王雨欣"
    assert panel.show_record(people["李䶮"])


def test_esc_closes(qtbot, panel, people):
    panel.show_record(people["王雨欣"])
    with qtbot.waitSignal(panel.closed):
        qtbot.keyPress(name(panel), Qt.Key.Key_Escape)


def test_a_removed_record_leaves_the_panel_and_can_come_back(qtbot, panel, session, people):
    panel.show_record(people["王雨欣"])
    with qtbot.waitSignals([panel.removed, panel.closed]):
        click(qtbot, panel, "remove")
    assert session.store.count(VOLUNTEERS) == 2
    session.undo()
    assert session.store.get(VOLUNTEERS, people["王雨欣"]).name == "王雨欣"


def test_a_change_from_elsewhere_is_shown_unless_she_is_typing(panel, session, people):
    import dataclasses

    def rename(to):
        with session.edit("改") as edit:
            record = session.store.get(VOLUNTEERS, people["王雨欣"])
            edit.save(VOLUNTEERS, dataclasses.replace(record, name=to))

    panel.show_record(people["王雨欣"])
    rename("王一")
    assert name(panel).text() == "王一"
    name(panel).setText("王二")
    rename("王三")
    assert name(panel).text() == "王二"


def test_while_a_task_writes_nothing_can_be_saved(qtbot, panel, session, people):
    import threading

    held = threading.Event()
    panel.show_record(people["王雨欣"])
    name(panel).setText("王雨星")
    task = session.write("正在导入", lambda own, progress: held.wait(5))
    assert not panel.findChild(QPushButton, "save").isEnabled()
    held.set()
    qtbot.waitSignal(task.closed).wait()
    qtbot.waitUntil(lambda: panel.findChild(QPushButton, "save").isEnabled())


def test_the_history_lists_what_was_changed(qtbot, panel, session, people):
    panel.show_record(people["王雨欣"])
    name(panel).setText("王雨星")
    panel.save()
    panel._bar.setCurrentIndex(panel._bar.count() - 1)
    history = panel._parts[panel._bar.count() - 1]
    qtbot.waitUntil(lambda: len(history._entries) == 2)
    assert [entry.verb for entry in history._entries] == ["修改", "新增"]
    (difference,) = history._entries[0].differences
    assert (difference.before, difference.after) == ("王雨欣", "王雨星")
