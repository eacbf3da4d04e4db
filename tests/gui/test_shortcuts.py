import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QWidget

from gui import shortcuts
from gui.app.shortcut_sheet import ShortcutSheet

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.mark.parametrize("key", shortcuts.ALL, ids=lambda key: key.description)
def test_qt_knows_every_shortcut(key):
    assert not QKeySequence(key.keys.partition("…")[0]).isEmpty()


def test_no_keys_have_two_meanings_in_one_group():
    listed = [(key.group, key.keys) for key in shortcuts.ALL]
    assert len(listed) == len(set(listed))


def test_the_sheet_lists_every_shortcut_with_what_it_does(qtbot, session):
    window = QWidget()
    qtbot.addWidget(window)
    shown = {label.text() for label in ShortcutSheet(window).findChildren(QLabel)}
    for key in shortcuts.ALL:
        assert key.description in shown
        assert shortcuts.display_text(key) in shown
