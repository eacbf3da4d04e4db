import pytest
from PySide6.QtWidgets import QMenu, QPushButton

from gui.models.list_query import Condition
from gui.widgets.list.chip_row import ChipRow
from storage.store.listing import Filter
from windows import click, show

VIEWS = (("", "全部"), ("gone", "已注销"), ("wanting", "缺资料"), ("minors", "未成年人"))


@pytest.fixture
def chips(session, qtbot):
    chips = ChipRow()
    chips.set_views(VIEWS)
    return show(qtbot, chips, 900, 60)


def shown(chips):
    return [
        name
        for name, _label in VIEWS
        if chips.findChild(QPushButton, f"view_{name or 'all'}").isVisible()
    ]


def test_empty_views_are_not_offered(chips):
    assert shown(chips) == [""]
    chips.set_count("wanting", 1200)
    assert shown(chips) == ["", "wanting"]
    assert chips.findChild(QPushButton, "view_wanting").text() == "缺资料  1,200"
    chips.set_count("wanting", 0)
    assert shown(chips) == [""]


def test_a_chosen_view_is_shown_even_if_it_is_empty(chips):
    chips.choose("gone")
    assert shown(chips) == ["", "gone"]
    chips.choose("no such view")
    assert chips.findChild(QPushButton, "view_gone").isChecked()


def test_a_click_chooses_a_view(chips, qtbot):
    chips.set_count("gone", 2)
    with qtbot.waitSignal(chips.view_chosen) as chosen:
        click(qtbot, chips, "view_gone")
    assert chosen.args == ["gone"]


def test_views_without_room_are_in_the_menu_and_the_chosen_one_is_not(chips, qtbot):
    for name, _label in VIEWS:
        chips.set_count(name, 1000)
    chips.choose("minors")
    chips.resize(260, 60)
    assert "minors" in shown(chips)
    assert len(shown(chips)) < len(VIEWS)
    chips.findChild(QMenu).aboutToShow.emit()
    labels = [action.text().split()[0] for action in chips.findChild(QMenu).actions()]
    assert labels == [label for name, label in VIEWS if name not in shown(chips)]
    with qtbot.waitSignal(chips.view_chosen):
        chips.findChild(QMenu).actions()[0].trigger()


def test_a_click_removes_a_filter(chips, qtbot):
    condition = Condition("姓名 含 “王”", Filter("name", "contains", "王"))
    chips.show_filters([condition])
    with qtbot.waitSignal(chips.filter_removed) as removed:
        click(qtbot, chips, "filter_name")
    assert removed.args == [condition]
    chips.show_filters([])
    assert not chips._below.isVisible()
