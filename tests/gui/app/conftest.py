"""Fixtures of the tests of the window and its parts."""

import pytest

from gui.app.main_window import MainWindow
from windows import show


@pytest.fixture
def window(qtbot, session, people):
    made = MainWindow(session)
    return show(qtbot, made, 1366, 768)
