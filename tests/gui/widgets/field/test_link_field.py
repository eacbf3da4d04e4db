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


def test_typing_a_part_offers_records_and_choosing_one_holds_its_number(qtbot, field, session):
    field.insert("平地")
    field.textEdited.emit("平地")
    qtbot.waitUntil(lambda: field.completer() is None and field._popup.isVisible())
    with qtbot.waitSignal(field.picked):
        qtbot.keyPress(field._popup, Qt.Key.Key_Down)
        qtbot.keyPress(field._popup, Qt.Key.Key_Return)
    assert field.text() == "平地镇"
    assert field.value() == session.store.named(UNITS, "平地镇")


def test_a_name_that_was_typed_and_not_chosen_is_given_as_typed(field):
    field.set_value(7, "平地镇")
    assert field.value() == 7
    field.setText("总发镇")
    assert field.value() == "总发镇"


def test_emptied_it_links_to_nothing(field):
    field.set_value(7, "平地镇")
    field.clear()
    assert field.value() == ""


def test_people_are_told_apart_by_school_and_class(session, people):
    (row,) = page(session.store, Query(VOLUNTEERS, typed="王雨欣"), 0, 5, 5)
    assert disambiguated_title(row) == "王雨欣　平地镇 · 高一（3）班"


def offered(qtbot, field, part):
    """Type a part of a name and wait for what is offered."""
    field.insert(part)
    field.textEdited.emit(part)
    qtbot.waitUntil(field._popup.isVisible)


def test_enter_over_the_only_offer_chooses_it_once_and_does_nothing_else(qtbot, field, session):
    told = []
    field.picked.connect(told.append)
    field.returnPressed.connect(lambda: told.append("Enter"))
    offered(qtbot, field, "平地")
    qtbot.keyPress(field._popup, Qt.Key.Key_Return)
    assert told == [session.store.named(UNITS, "平地镇")]


def test_enter_over_several_offers_of_which_none_is_marked_chooses_none(qtbot, field):
    told = []
    field.picked.connect(told.append)
    field.returnPressed.connect(lambda: (told.append("Enter"), field.offer()))
    offered(qtbot, field, "镇")
    assert len(field._offered) > 1
    qtbot.keyPress(field._popup, Qt.Key.Key_Return)
    assert told == ["Enter"]
    assert field.text() == "镇"
