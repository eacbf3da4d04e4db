"""Fixtures of the tests of 设置."""

from __future__ import annotations

import pytest

from gui.settings.settings_page import SettingsPage
from windows import show


@pytest.fixture
def page(session, qtbot):
    return show(qtbot, SettingsPage(session))
