from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from papers import pdf

LINES = tuple(f"第{number}行 共青团仁和区委" for number in range(20))


def test_only_images_near_the_view_are_stored(view, qtbot):
    view.show_pdf(pdf(*[LINES] * 30))
    qtbot.waitUntil(lambda: {0, 1} <= set(view.pages._images))
    view.pages.go_to(15)
    qtbot.waitUntil(lambda: 15 in view.pages._images and 16 in view.pages._images)
    assert set(view.pages._images) <= {13, 14, 15, 16, 17}
    assert view.findChild(QLineEdit, "pdf_place").text() == "16"


def test_zooming_keeps_the_centre_of_the_view(shown):
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


def test_a_new_file_keeps_the_scroll_position(shown, qtbot):
    shown.pages.go_to(2)
    before = shown.pages.verticalScrollBar().value()
    shown.show_pdf(pdf(LINES, LINES, (*LINES, "另一份")))
    assert shown.pages.verticalScrollBar().value() == before
