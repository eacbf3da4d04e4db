from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from gui.widgets.pdf.page_canvas import FIT_PAGE
from windows import click


def test_pages_are_painted_and_counted(shown):
    assert shown.findChild(QLabel, "pdf_count").text() == "/ 3 页"
    assert shown.findChild(QLineEdit, "pdf_place").text() == "1"


def test_a_typed_page_number_scrolls_to_the_page(shown, qtbot):
    line = shown.findChild(QLineEdit, "pdf_place")
    line.selectAll()
    qtbot.keyClicks(line, "3")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert shown.pages.current == 2


def test_zoom_steps_by_buttons_keys_and_wheel(shown, qtbot):
    qtbot.keyClick(shown.pages, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert shown.pages.zoom == 1.0
    click(qtbot, shown, "pdf_zoom_in")
    assert shown.pages.zoom == 1.1
    qtbot.keyClick(shown.pages, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert shown.pages.zoom == 1.0
    assert shown.findChild(QLabel, "pdf_zoom").text() == "100%"
    click(qtbot, shown, "pdf_fit_page")
    assert shown.pages.fit == FIT_PAGE
    assert shown.pages._layout.pages[0].height() <= shown.pages.viewport().height()


def test_bytes_that_are_no_pdf_are_reported(view):
    view.show_pdf(b"nothing")
    assert "打不开" in view.findChild(QLabel, "message_detail").text()
    assert view.file is None


def test_an_empty_view_offers_the_first_action(view, qtbot):
    view.show_empty("还没有数据", "先导入一份花名册。", "导入花名册")
    with qtbot.waitSignal(view.action_requested):
        qtbot.mouseClick(view._message.button, Qt.MouseButton.LeftButton)


def test_the_shown_file_stays_while_another_loads(shown):
    shown.show_loading("正在更新预览…")
    assert shown.file is not None
    assert shown.findChild(QLabel, "pdf_wait").text() == "正在更新预览…"
