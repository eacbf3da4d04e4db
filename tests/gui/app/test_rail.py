"""The rail: the pages' record counts, and folding to icons."""

from gui.app.main_window import MainWindow
from storage.model.tables import VOLUNTEERS
from windows import click


def test_the_rail_counts_and_follows_changes(qtbot, session, window, people):
    button = window.findChild(object, "rail_volunteers")
    assert button.count == "3"
    session.remove(VOLUNTEERS, [people["李䶮"]])
    assert button.count == "2"


def test_the_rail_folds_to_icons_and_remembers_it(qtbot, session, window):
    click(qtbot, window, "rail_fold")
    assert window.rail.width() == 56
    again = MainWindow(session)
    qtbot.addWidget(again)
    assert again.rail.width() == 56
