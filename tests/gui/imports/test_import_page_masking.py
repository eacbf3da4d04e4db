"""No step shows a full number until the eye is opened, and that is logged."""

import re
from itertools import product

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget

from gui.imports.import_state import COMPARE
from people import id_number, volunteer
from storage.intake import memory
from storage.model.tables.unit import UNITS
from storage.model.tables.volunteer import VOLUNTEERS
from windows import click, text

WHOLE = re.compile(r"(?<!\d)(\d{17}[\dX]|1[3-9]\d{9})(?!\d)")


def seen(page):
    """Everything that can be read on the page, by eye or by ear."""
    for one in page.findChildren(QWidget):
        if one.isVisible():
            yield from (one.toolTip(), one.accessibleName())
        if isinstance(one, QLabel) and one.isVisible():
            yield one.text()
        if isinstance(one, QAbstractItemView) and one.isVisible():
            yield from cells(one.model())


def cells(model):
    roles = Qt.ItemDataRole
    if not isinstance(model, QAbstractTableModel):  # of a list, which has one column
        places = [(row, 0) for row in range(model.rowCount())]
    else:
        places = list(product(range(model.rowCount()), range(model.columnCount())))
    for row, at in places:
        for role in (roles.DisplayRole, roles.ToolTipRole, roles.AccessibleTextRole):
            yield str(model.index(row, at).data(role) or "")


def whole_numbers(page):
    return [found for one in seen(page) for found in WHOLE.findall(one)]


def test_no_step_shows_a_full_number_until_the_eye_is_opened(
    page, session, qtbot, read, roster, held, caplog
):
    rows = [(one.name, one.id_number, "群众", f"1380013900{at}") for at, one in enumerate(held)]
    held_back = (held[0].name, "", "群众", held[0].phone, "高一1班")
    read(roster(*rows, held_back, ("赵一诺", id_number(), "群众", "13900139000", "高一1班")))
    for step in range(2, 7):
        click(qtbot, page, f"step_{step}")
        assert whole_numbers(page) == [], f"step {step}"
    click(qtbot, page.compare, "view_updated")
    assert whole_numbers(page) == []
    caplog.set_level("INFO", "gui.session")
    click(qtbot, page, "eye")
    assert "13800139001" in whole_numbers(page)
    assert "identity numbers shown: import" in caplog.text
    for step in (2, 3, 5):
        click(qtbot, page, f"step_{step}")
        assert whole_numbers(page) != [], f"step {step}"
    click(qtbot, page, "eye")
    assert whole_numbers(page) == []


def test_the_differing_digit_of_a_change_shows_and_the_eye_reveals_the_rest(
    page, qtbot, read, roster, held
):
    read(roster((held[0].name, held[0].id_number, "群众", "13800938000", "高一1班")))
    click(qtbot, page, "step_6")
    click(qtbot, page.compare, "view_updated")
    page.compare.list.choose("phone")
    model = page.compare.changes
    assert [model.index(0, at).data() for at in (3, 4)] == ["138**1*8000", "138**9*8000"]
    assert model.index(0, 4).data(Qt.ItemDataRole.ToolTipRole).endswith("只有第 6 位不同")
    click(qtbot, page, "eye")
    assert [model.index(0, at).data() for at in (3, 4)] == ["13800138000", "13800938000"]


def test_the_differing_digits_of_a_pair_are_shown_and_noted(page, qtbot, session, read, roster):
    school = session.store.named(UNITS, "平地镇")
    with session.edit("登记") as edit:
        edit.save(VOLUNTEERS, volunteer(phone="13800138000", school=school))
    read(roster(("王雨欣", "", "群众", "13800938000", "高一1班"), ("李静", "", "", "", "")))
    assert page._work.lines.rows[0].outcome == "created"  # nothing but the name is the same
    click(qtbot, page, "give_up")
    with session.edit("登记") as edit:
        edit.save(VOLUNTEERS, volunteer("李静", phone="13800138001", school=school,
                                        class_name="高一1班"))  # fmt: skip
    read(roster(("李静", "", "群众", "13800938001", "高一1班")))
    click(qtbot, page, "deed")
    assert page._at == COMPARE
    labels = [one.accessibleName() for one in page.compare.pairs.findChildren(QLabel)]
    assert "138**9*8001" in labels
    assert "138**1*8001 只有第 6 位不同" in labels


def test_a_remembered_identity_has_a_masked_number(
    page, session, qtbot, read, planned, roster, held
):
    read(roster((held[0].name, "", "群众", held[0].phone, "高一1班")))
    click(qtbot, page, "deed")
    planned(qtbot.keyClick, page.compare.pairs, Qt.Key.Key_1)
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    (one,) = memory.load_all(session.store)
    assert "138****8000" in memory.describe(session.store, one)
    click(qtbot, page, "import_again")
    assert text(page, "remembered_count") == "记住的 1 条"
    assert whole_numbers(page) == []
