import pytest
from PySide6.QtCore import Qt

from gui.widgets.field.link_field import LinkField, disambiguated_title
from storage.model.tables import UNITS, VOLUNTEERS
from storage.store.listing import Query, page
from windows import show

# what the offscreen platform cannot do for a popup
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def field(qtbot, session):
    made = show(qtbot, LinkField(session, UNITS), 300, 40)
    made.setFocus()
    return made


def test_typing_a_part_offers_records_and_choosing_one_sets_its_number(qtbot, field, session):
    field.insert("平地")
    field.textEdited.emit("平地")
    qtbot.waitUntil(lambda: field.completer() is None and field._popup.isVisible())
    with qtbot.waitSignal(field.picked):
        qtbot.keyPress(field._popup, Qt.Key.Key_Down)
        qtbot.keyPress(field._popup, Qt.Key.Key_Return)
    assert field.text() == "平地镇"
    assert field.value() == session.store.named(UNITS, "平地镇")


def test_a_name_that_was_typed_but_not_chosen_is_returned_as_typed(field):
    field.set_value(7, "平地镇")
    assert field.value() == 7
    field.setText("总发镇")
    assert field.value() == "总发镇"


def test_emptied_it_links_to_nothing(field):
    field.set_value(7, "平地镇")
    field.clear()
    assert field.value() == ""


def test_people_are_distinguished_by_school_and_class(session, people):
    (row,) = page(session.store, Query(VOLUNTEERS, typed="王雨欣"), 0, 5, 5)
    assert disambiguated_title(row) == "王雨欣　平地镇 · 高一（3）班"


def offered(qtbot, field, part):
    """Type a part of a name and wait for what is offered."""
    field.insert(part)
    field.textEdited.emit(part)
    qtbot.waitUntil(field._popup.isVisible)


def test_enter_over_a_single_match_chooses_it_and_does_nothing_else(qtbot, field, session):
    reported = []
    field.picked.connect(reported.append)
    field.returnPressed.connect(lambda: reported.append("Enter"))
    offered(qtbot, field, "平地")
    qtbot.keyPress(field._popup, Qt.Key.Key_Return)
    assert reported == [session.store.named(UNITS, "平地镇")]


def test_enter_over_several_matches_without_a_marked_one_chooses_none(qtbot, field):
    reported = []
    field.picked.connect(reported.append)
    field.returnPressed.connect(lambda: (reported.append("Enter"), field.offer()))
    offered(qtbot, field, "镇")
    assert len(field._offered) > 1
    qtbot.keyPress(field._popup, Qt.Key.Key_Return)
    assert reported == ["Enter"]
    assert field.text() == "镇"
