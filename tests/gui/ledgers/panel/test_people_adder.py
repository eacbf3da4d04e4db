"""Adding people to a list from pasted names."""

from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from people import volunteer
from storage.model.tables import ATTENDANCES, VOLUNTEERS
from windows import click, text


def names(roll):
    return sorted(roll._model.index(at, 0).data() for at in range(roll._model.rowCount()))


def test_pasted_names_add_everybody_known_and_list_the_unknown(qtbot, session, roll):
    notices = []
    session.notice_posted.connect(notices.append)
    click(qtbot, roll, "paste_names")
    roll.findChild(QPlainTextEdit, "names").setPlainText("1. 王　雨欣\n吉克•阿果\n张三丰\n王雨欣")
    qtbot.waitUntil(lambda: text(roll, "names_found") == "认出 2 人；名册里没有：张三丰")
    click(qtbot, roll, "add_names")
    qtbot.waitUntil(lambda: names(roll) == ["吉克·阿果", "王雨欣"])
    assert notices[-1].text == "已加入参训名单 2 人"
    session.undo()
    qtbot.waitUntil(lambda: names(roll) == [])


def test_among_people_of_one_name_the_clerk_chooses(qtbot, session, roll):
    with session.store.edit("录入") as edit:
        second = edit.save(VOLUNTEERS, volunteer("王雨欣", "2009-09-09", class_name="高二（1）班"))
    click(qtbot, roll, "paste_names")
    roll.findChild(QPlainTextEdit, "names").setPlainText("王雨欣")
    add = roll.findChild(QPushButton, "add_names")
    qtbot.waitUntil(lambda: text(roll, "names_found") == "认出 0 人；1 人同名，请选")
    assert not add.isEnabled()
    (choice,) = roll._adder._roll._choices
    choice.setCurrentIndex(choice.findData(second))
    click(qtbot, roll, "add_names")
    qtbot.waitUntil(lambda: session.store.count(ATTENDANCES) == 1)
    assert session.store.find(ATTENDANCES)[0].volunteer == second
