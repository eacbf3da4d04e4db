from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit


def test_the_search_counts_hits_and_steps_through_them(shown, qtbot):
    shown.search.open_bar()
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
