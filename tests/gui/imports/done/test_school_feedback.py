"""The reply to the school: the marked workbook and its message."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from import_steps import person
from people import id_number
from windows import click, text


def test_the_marked_workbook_and_the_message_can_be_copied(page, session, qtbot, read, roster):
    lines = read(roster(person("李静"), person("周嘉诚", number="5104"), person("", id_number())))
    click(qtbot, page, "to_school")
    assert "有 2 行要学校改" in text(page.feedback, "give_back_told")
    with qtbot.waitSignal(page.feedback.written, timeout=30_000) as heard:
        click(qtbot, page.feedback, "mark_faulty")
    (returned,) = heard.args[0]
    assert returned.rows == lines.counts["rejected"] == 2
    assert load_workbook(returned.path).worksheets[0].max_row == 3
    click(qtbot, page.feedback, "copy_words")
    said = QGuiApplication.clipboard().text()
    assert said.startswith("《高一1班.csv》里有 2 行需要改：")
    words = page.feedback.findChild(QPlainTextEdit, "give_back_words")
    assert words.toPlainText() == said
    click(qtbot, page.feedback, "copy_returned")
    (url,) = QGuiApplication.clipboard().mimeData().urls()
    assert Path(url.toLocalFile()) == returned.path
