from PySide6.QtWidgets import QToolButton

from gui.widgets.privacy_toggle import HIDE, SHOW, PrivacyToggle
from windows import click, show


def test_the_eye_shows_numbers_and_masks_them_again(session, qtbot):
    toggle = show(qtbot, PrivacyToggle(session, "名册"), 60, 40)
    button = toggle.findChild(QToolButton, "eye")
    assert (session.masked, button.toolTip()) == (True, SHOW)
    click(qtbot, toggle, "eye")
    assert (session.masked, button.toolTip(), button.accessibleName()) == (False, HIDE, HIDE)
    click(qtbot, toggle, "eye")
    assert (session.masked, button.toolTip()) == (True, SHOW)


def test_it_follows_what_is_revealed_elsewhere(session, qtbot):
    toggle = show(qtbot, PrivacyToggle(session, "名册"), 60, 40)
    session.reveal(True)
    assert toggle.findChild(QToolButton, "eye").toolTip() == HIDE
