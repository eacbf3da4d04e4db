from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from gui.ledgers.panel.child_list import ChildList
from keys import keyboard, type_in
from storage.model.tables import ATTENDANCES, HEADCOUNTS, ORGANIZATIONS
from storage.model.tables.organization import Organization
from storage.store import listing
from windows import click, show, text


def test_somebody_already_there_is_not_added_twice(qtbot, session, roll, people):
    roll._add_people([people["王雨欣"]])
    notices = []
    session.notice_posted.connect(notices.append)
    roll._add_people([people["王雨欣"]])
    assert session.store.count(ATTENDANCES) == 1
    assert "已经在名单里" in notices[-1].text


def test_a_headcount_is_added_in_a_small_form_which_shows_its_problems(qtbot, session):
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
    (saved,) = session.store.find(HEADCOUNTS)
    assert (saved.organization, saved.counted_on, saved.league_members) == (
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
    saved = {one.volunteer: one.hours for one in session.store.find(ATTENDANCES)}
    order = [roll._model.row(at).record.volunteer for at in range(3)]
    assert [saved[one] for one in order] == [90, None, 120]
    QTest.mouseClick(
        roll.grid.viewport(), Qt.MouseButton.LeftButton,
        pos=roll.grid.visualRect(roll._model.index(0, 0)).center(),
    )  # fmt: skip
    QTest.keyClick(keyboard(), Qt.Key.Key_Return)
    assert roll._form.isAncestorOf(keyboard())
