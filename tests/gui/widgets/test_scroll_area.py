from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from gui.appearance import theme
from gui.widgets.scroll_area import (
    fitted_scroll_area,
    fitted_without_bar,
    flush_scroll_area,
    scroll_area,
)
from windows import show


def content(height):
    label = QLabel("内容")
    label.setFixedSize(200, height)
    return label


def margin(area):
    return area.inside.layout().contentsMargins().right()


def test_content_is_never_squeezed_but_scrolls(session, qtbot):
    area = show(qtbot, scroll_area(content(500)), 260, 200)
    assert area.inside.height() >= 500
    assert area.verticalScrollBar().maximum() > 0
    assert area.minimumSizeHint().height() == theme.MIN_VISIBLE
    assert area.minimumSizeHint().width() >= 200


def test_a_flush_area_has_a_margin_only_while_it_scrolls(session, qtbot):
    area = show(qtbot, flush_scroll_area(content(300)), 260, 400)
    assert margin(area) == 0
    area.resize(260, 200)
    qtbot.waitUntil(lambda: margin(area) == theme.GAP)


def test_a_fitted_area_is_as_high_as_its_content(session, qtbot):
    area = show(qtbot, fitted_scroll_area(content(120), 240), 260, 400)
    assert area.sizeHint().height() == 120
    assert area.maximumWidth() == 240 + theme.GAP
    low = show(qtbot, fitted_scroll_area(content(20)), 260, 400)
    assert low.minimumSizeHint().height() == 20


def test_without_a_bar_there_is_no_room_for_one(session, qtbot):
    area = show(qtbot, fitted_without_bar(content(500)), 260, 200)
    assert area.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    assert margin(area) == 0
