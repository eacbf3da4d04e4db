from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton

from gui.ledgers.panel.child_list import ChildList
from keys import keyboard, type_in
from people import volunteer
from storage.model.tables import ATTENDANCES, HEADCOUNTS, ORGANIZATIONS, TRAININGS, VOLUNTEERS
from storage.model.tables.organization import Organization
from storage.model.tables.training import Training
from storage.store import listing
from windows import click, show, text


@pytest.fixture
def training(session):
    with session.store.edit("录入") as edit:
        return edit.save(
            TRAININGS,
            Training(name="骨干班", category="骨干", content="急救", held_on=date(2026, 9, 1),
                     hours=240, organiser="团区委"),
        )  # fmt: skip


@pytest.fixture
def roll(qtbot, session, people, training):
    columns = ("volunteer", "hours", "result")
    made = ChildList(session, ATTENDANCES, "training", columns, columns, person="volunteer")
    show(qtbot, made, 330, 600)
    made.show_record(listing.rows_of(session.store, TRAININGS, [training], date(2026, 9, 30))[0])
    return made


def names(roll):
    return sorted(roll._model.index(at, 0).data() for at in range(roll._model.rowCount()))


def test_a_pasted_roll_adds_everybody_it_knows_and_names_the_others(qtbot, session, roll):
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


def test_of_people_with_one_name_she_chooses(qtbot, session, roll):
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


def test_somebody_already_there_is_not_added_twice(qtbot, session, roll, people):
    roll._add_people([people["王雨欣"]])
    notices = []
    session.notice_posted.connect(notices.append)
    roll._add_people([people["王雨欣"]])
    assert session.store.count(ATTENDANCES) == 1
    assert "已经在名单里" in notices[-1].text


def test_a_headcount_is_added_in_a_small_form_and_faults_stand_in_it(qtbot, session):
    with session.store.edit("录入") as edit:
        number = edit.save(ORGANIZATIONS, Organization(name="青协", kind="青年志愿者协会"))
    fields = ("counted_on", "members", "league_members")
    made = show(qtbot, ChildList(session, HEADCOUNTS, "organization", fields, fields), 330, 600)
    made.show_record(listing.rows_of(session.store, ORGANIZATIONS, [number], date(2026, 9, 30))[0])
    click(qtbot, made, "add_headcount")
    made.findChild(QLineEdit, "counted_on").setText("2026.9.30")
    click(qtbot, made, "save_child")
    assert "不能为空" in text(made, "league_members_problem")
    made.findChild(QLineEdit, "league_members").setText("5")
    click(qtbot, made, "save_child")
    (kept,) = session.store.find(HEADCOUNTS)
    assert (kept.organization, kept.counted_on, kept.league_members) == (
        number, date(2026, 9, 30), 5,
    )  # fmt: skip
    qtbot.waitUntil(lambda: made._model.rowCount() == 1)


def test_values_are_typed_one_under_the_other_and_no_form_opens(qtbot, session, roll, people):
    roll._add_people(list(people.values()))
    qtbot.waitUntil(lambda: roll._model.rowCount() == 3)
    roll.grid.setFocus()
    roll.grid.setCurrentIndex(roll._model.index(0, 1))
    for word in ("1.5⏎", "⏎", "2⏎"):
        type_in(roll.grid, word)
        assert not roll._form.isVisible()
    kept = {one.volunteer: one.hours for one in session.store.find(ATTENDANCES)}
    order = [roll._model.row(at).record.volunteer for at in range(3)]
    assert [kept[one] for one in order] == [90, None, 120]
    QTest.mouseClick(
        roll.grid.viewport(), Qt.MouseButton.LeftButton,
        pos=roll.grid.visualRect(roll._model.index(0, 0)).center(),
    )  # fmt: skip
    QTest.keyClick(keyboard(), Qt.Key.Key_Return)
    assert roll._form.isAncestorOf(keyboard())
