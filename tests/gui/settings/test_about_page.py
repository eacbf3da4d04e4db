"""关于: the version and the licences."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from gui.session import Route
from windows import click, text


def test_the_version_and_the_licences_are_shown(page, qtbot):
    page.show_route(Route("settings", table="about"))
    assert text(page, "about_title").startswith("青志台账 ")
    assert "Qt" in page.findChild(QWidget, "licences").toPlainText()
    click(qtbot, page, "copy_version")
    copied = QGuiApplication.clipboard().text()
    assert "数据格式" in copied
    assert str(Path.home()) not in copied
