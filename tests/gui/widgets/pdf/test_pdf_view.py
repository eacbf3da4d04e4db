from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton

from gui.widgets.pdf.page_canvas import FIT_PAGE
from gui.widgets.pdf.pdf_view import PdfView
from papers import pdf

LINES = tuple(f"第{number}行 共青团仁和区委" for number in range(20))


@pytest.fixture
def view(qtbot):
    made = PdfView()
    qtbot.addWidget(made)
    made.resize(700, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.pages.setFocus()
    return made


@pytest.fixture
def shown(view, qtbot):
    view.show_pdf(pdf(LINES, LINES, (*LINES, "落款：仁和团委")))
    qtbot.waitUntil(lambda: painted(view))
    return view


def painted(view: PdfView) -> bool:
    """Whether the middle of the first page in view shows ink."""
    image = view.pages.viewport().grab().toImage()
    return any(
        image.pixelColor(x, y).lightness() < 100
        for x in range(60, 300, 2)
        for y in range(60, 300, 2)
    )


def place(view: PdfView, page: int, words: str) -> QPoint:
    """Where the words stand in the viewport."""
    text = view.pages.text(page)
    area = text.areas(text.find(words)[0])[0]
    where = view.pages._layout.area(page, area).toAlignedRect()
    return where.center() - view.pages._seen().topLeft()


def click(qtbot, view: PdfView, name: str) -> None:
    qtbot.mouseClick(view.findChild(QToolButton, name), Qt.MouseButton.LeftButton)


def test_pages_are_painted_and_counted(shown):
    assert shown.findChild(QLabel, "pdf_count").text() == "/ 3 页"
    assert shown.findChild(QLineEdit, "pdf_place").text() == "1"


def test_only_pages_near_the_view_are_kept(view, qtbot):
    view.show_pdf(pdf(*[LINES] * 30))
    qtbot.waitUntil(lambda: painted(view))
    view.pages.go_to(15)
    qtbot.waitUntil(lambda: 15 in view.pages._images and 16 in view.pages._images)
    assert set(view.pages._images) <= {13, 14, 15, 16, 17}
    assert view.findChild(QLineEdit, "pdf_place").text() == "16"


def test_a_page_number_typed_is_gone_to(shown, qtbot):
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


def test_zooming_keeps_the_place_that_is_looked_at(shown):
    shown.pages.set_zoom(1.0)
    shown.pages.go_to(1)
    point = shown.pages.viewport().rect().center()
    before = shown.pages.spot(point)
    shown.pages.set_zoom(2.0)
    after = shown.pages.spot(point)
    assert after.page == before.page
    assert after.y == pytest.approx(before.y, abs=2)


def test_the_keyboard_scrolls(shown, qtbot):
    bar = shown.pages.verticalScrollBar()
    qtbot.keyClick(shown.pages, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    qtbot.keyClick(shown.pages, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    qtbot.keyClick(shown.pages, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_text_is_selected_with_the_mouse_and_copied(shown, qtbot):
    start, end = place(shown, 0, "第0行"), place(shown, 0, "第1行")
    port = shown.pages.viewport()
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(port, left, pos=start - QPoint(60, 0))
    qtbot.mouseMove(port, end)
    qtbot.mouseMove(port, end + QPoint(60, 0))
    qtbot.mouseRelease(port, left, pos=end + QPoint(60, 0))
    qtbot.keyClick(shown.pages, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("第0行 共青团仁和区委\n第1行")


def test_a_double_click_selects_a_word(shown, qtbot):
    port = shown.pages.viewport()
    qtbot.mouseDClick(port, Qt.MouseButton.LeftButton, pos=place(shown, 0, "仁和区委"))
    shown.pages.copy()
    assert QGuiApplication.clipboard().text() == "共青团仁和区委"


def test_all_text_can_be_selected(shown, qtbot):
    qtbot.keyClick(shown.pages, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    shown.pages.copy()
    assert QGuiApplication.clipboard().text().count("第0行") == 3
    assert QGuiApplication.clipboard().text().endswith("落款：仁和团委")


def test_search_counts_hits_and_walks_through_them(shown, qtbot):
    click(qtbot, shown, "pdf_search")
    words = shown.findChild(QLineEdit, "pdf_words")
    hits = shown.findChild(QLabel, "pdf_hits")
    words.insert("第19行")  # QTest types no Chinese
    qtbot.waitUntil(lambda: hits.text() == "1 / 3")
    qtbot.keyClick(words, Qt.Key.Key_Return)
    assert hits.text() == "2 / 3"
    assert shown.pages.current == 1
    qtbot.keyClick(words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert hits.text() == "1 / 3"
    words.insert("没有")
    qtbot.waitUntil(lambda: hits.text() == "没有找到")
    qtbot.keyClick(words, Qt.Key.Key_Escape)
    assert not shown.search.isVisible()


def test_a_new_file_keeps_the_place_and_is_searched_again(shown, qtbot):
    shown.pages.go_to(2)
    before = shown.pages.verticalScrollBar().value()
    shown.show_pdf(pdf(LINES, LINES, (*LINES, "另一份")))
    assert shown.pages.verticalScrollBar().value() == before


def test_what_is_no_pdf_becomes_a_sentence(view):
    view.show_pdf(b"nothing")
    assert "打不开" in view.findChild(QLabel, "message_detail").text()
    assert view.file is None


def test_an_empty_view_offers_the_first_step(view, qtbot):
    view.show_empty("还没有数据", "先导入一份花名册。", "导入花名册")
    with qtbot.waitSignal(view.action_requested):
        qtbot.mouseClick(view._message.button, Qt.MouseButton.LeftButton)


def test_loading_keeps_what_is_shown(shown):
    shown.show_loading("正在更新预览…")
    assert shown.file is not None
    assert shown.findChild(QLabel, "pdf_wait").text() == "正在更新预览…"
