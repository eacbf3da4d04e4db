import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from gui.widgets.grid.filter_popup import COUNT, FilterPopup
from storage.model.tables import VOLUNTEERS
from storage.store.listing import Filter, Query
from windows import click, show

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def popup_of(qtbot, session, people):
    parent = show(qtbot, QWidget())

    def make(name):
        popup = FilterPopup(session, Query(VOLUNTEERS), VOLUNTEERS.shown[name], parent)
        popup.open_at(QPoint(10, 10))
        return popup

    return make


def test_values_are_listed_with_their_counts_and_one_is_chosen(qtbot, session, popup_of):
    popup = popup_of("school")
    values = popup.findChild(QListWidget, "values")
    qtbot.waitUntil(lambda: values.item(0).data(COUNT) == 3)
    assert values.item(0).text() == "平地镇"
    with qtbot.waitSignal(popup.chosen) as chosen:
        values.itemClicked.emit(values.item(0))
    (condition,) = chosen.args[0]
    assert condition.filter.operator == "is"
    assert condition.words == "学校或单位 是 平地镇"


def test_typing_narrows_the_values_and_enter_filters_by_the_text(qtbot, popup_of):
    popup = popup_of("class_name")
    field = popup.findChild(QLineEdit, "contains")
    values = popup.findChild(QListWidget, "values")
    qtbot.waitUntil(lambda: values.count() == 1 and "高一" in values.item(0).text())
    field.setText("高三")
    assert values.count() == 0
    with qtbot.waitSignal(popup.chosen) as chosen:
        qtbot.keyPress(field, Qt.Key.Key_Return)
    assert chosen.args[0][0].filter == Filter("class_name", "contains", "高三")


def test_a_range_of_dates_is_read_in_any_notation(qtbot, popup_of):
    popup = popup_of("birth_date")
    popup.findChild(QLineEdit, "from").setText("2007年1月1日")
    last = popup.findChild(QLineEdit, "to")
    last.setText("20081231")
    with qtbot.waitSignal(popup.chosen) as chosen:
        qtbot.keyPress(last, Qt.Key.Key_Return)
    assert [one.filter for one in chosen.args[0]] == [
        Filter("birth_date", "from", "2007-01-01"),
        Filter("birth_date", "to", "2008-12-31"),
    ]


def test_an_invalid_date_is_reported_and_the_popup_stays_open(qtbot, popup_of):
    popup = popup_of("birth_date")
    field = popup.findChild(QLineEdit, "from")
    field.setText("去年")
    qtbot.keyPress(field, Qt.Key.Key_Return)
    assert popup.isVisible()
    assert "不是日期" in popup._problem.text()


def test_numbers_that_are_masked_are_not_listed(popup_of):
    assert popup_of("phone").findChild(QListWidget, "values") is None


def test_blank_fields_are_one_click_away(qtbot, popup_of):
    popup = popup_of("phone")
    with qtbot.waitSignal(popup.chosen) as chosen:
        click(qtbot, popup, "empty")
    assert chosen.args[0][0].filter == Filter("phone", "empty")
