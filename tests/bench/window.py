"""From the start of the program to its window, beside a bare window with an empty table."""

from __future__ import annotations

import subprocess
import sys

from tests.bench.measuring import ROOT, Case, Figure, Setting, Times, timed

BARE = """
import sys
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
app = QApplication(sys.argv[:1])
window, table = QMainWindow(), QTableView()
table.setModel(QStandardItemModel(0, 8))
window.setCentralWidget(table)
window.show()
app.processEvents()
"""
OURS = """
import sys
from pathlib import Path
from gui.app import application, open_session
from gui.main_window import MainWindow
app = application()
window = MainWindow(open_session(Path(sys.argv[1])))
window.show()
app.processEvents()
window.close()
"""


def _side(code: str, setting: Setting) -> Times:
    times: Times = {}
    with timed(times, "start"):
        command = [sys.executable, "-c", code, str(setting.path / "window")]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return times


def _ours(setting: Setting) -> Times:
    return _side(OURS, setting)


def _bare(setting: Setting) -> Times:
    return _side(BARE, setting)


def _figures(setting: Setting) -> tuple[Figure, ...]:
    return (Figure("打开窗口（空台账）", "ours.start", "bare.start", aim=2),)


CASE = Case(
    name="window",
    sides={"ours": _ours, "bare": _bare},
    figures=_figures,
    prepare=lambda setting: _ours(setting),
)
