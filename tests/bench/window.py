"""From starting the process to the first window on the screen, beside an empty table of Qt's."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from tests.bench.county import copy_of_ledger
from tests.bench.measuring import ROOT, Case, Figure, Setting, Times

SHOWN = "print('shown', flush=True)"
OURS = f"""
import sys, main
from gui.app import application as app
from PySide6.QtWidgets import QApplication
show = app.MainWindow.show
def shown(window):
    show(window)
    QApplication.processEvents()
    {SHOWN}
app.MainWindow.show = shown
main.main(["--data", sys.argv[1]])
"""
BARE = f"""
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QTableView())
window.show()
QApplication.processEvents()
{SHOWN}
app.exec()
"""


def _until_shown(code: str, setting: Setting) -> float:
    """How long one start takes, with Python's compiled files at hand as on every day but the first."""
    where = {**os.environ, "PYTHONPYCACHEPREFIX": str(setting.path / "compiled")}
    where.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", code, str(setting.path / "data")]
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=where, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process, process.stdout:
        line = process.stdout.readline()
        lasted = time.perf_counter() - start
        process.kill()
    assert line == "shown\n", line
    return lasted


def _prepare(setting: Setting) -> None:
    from storage.ledger.database import FILE_NAME

    folder = setting.path / "data"
    folder.mkdir(exist_ok=True)
    copy_of_ledger(setting.people, folder / FILE_NAME)
    for code in (OURS, BARE):
        _until_shown(code, setting)


def _ours(setting: Setting) -> Times:
    return {"start": _until_shown(OURS, setting)}


def _bare(setting: Setting) -> Times:
    return {"start": _until_shown(BARE, setting)}


CASE = Case(
    name="window",
    sides={"ours": _ours, "bare": _bare},
    figures=lambda setting: (
        Figure(f"打开窗口（台账 {setting.people:,} 人）", "ours.start", "bare.start", aim=2),
    ),
    prepare=_prepare,
    rounds=5,
)
