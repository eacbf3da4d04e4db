from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from gui.widgets.pdf.pdf_view import PdfView


def place(view: PdfView, page: int, words: str) -> QPoint:
    """Where the words stand in the viewport."""
    text = view.pages.text(page)
    area = text.areas(text.find(words)[0])[0]
    where = view.pages._layout.area(page, area).toAlignedRect()
    return where.center() - view.pages._visible_area().topLeft()


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
