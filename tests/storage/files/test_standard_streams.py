"""A program without a console: no stream is there, and everything works all the same."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
ROSTER = ROOT / "tests" / "reference" / "rosters" / "plain.xlsx"

# as Explorer starts a windowed program (docs.python.org, sys.__stdout__)
BARE = """
import sys
for name in ("stdin", "stdout", "stderr"):
    setattr(sys, name, None)
    setattr(sys, f"__{{name}}__", None)
sys.path.insert(0, {root!r})
sys.argv = ["main.py", *sys.argv[1:]]
{before}
import runpy
runpy.run_path({main!r}, run_name="__main__")
"""
WINDOW = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from gui.app.application import build_application
app = build_application()
def close():
    if any(one.isVisible() for one in QApplication.topLevelWidgets()):
        QApplication.closeAllWindows()
clock = QTimer()
clock.timeout.connect(close)
clock.start(100)
"""


def bare(*words, before="", **environment):
    """Run main.py without streams; returns the exit code."""
    code = BARE.format(root=str(ROOT), main=str(ROOT / "main.py"), before=before)
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
        timeout=120,
        check=False,
    )
    return done.returncode


def told(*words):
    """What main.py says with streams."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


def test_the_window_opens_and_closes(tmp_path):
    assert bare("--data", tmp_path / "台账 夹", before=WINDOW) == 0
    assert (tmp_path / "台账 夹" / "ledger.db").is_file()


def test_commands_do_their_work_and_keep_their_exit_codes(tmp_path):
    place = ("--data", tmp_path / "d")
    assert bare("import", ROSTER, "--unit", "渔门中学", *place) == 1  # some rows are refused
    people = json.loads(told("list", "volunteers", "--json", *place))
    assert people
    assert bare("list", "volunteers", *place) == 0
    assert bare("backup", tmp_path / "b", *place) == 0
    assert len(list((tmp_path / "b").iterdir())) == 1
    assert bare("list", "没有这种台账", *place) == 2
    assert bare("没有这个命令", *place) == 2
    assert bare("--help") == 0


def test_a_command_that_asks_says_that_nobody_can_answer(tmp_path):
    words = ("send", "--period", "2026Q3", "--to", "a@b.cn", "--smtp", "127.0.0.1:9", "--user", "u")
    assert bare(*words, "--data", tmp_path / "d") == 2
    assert not (tmp_path / "d" / "logs").exists()  # a sentence, and no incident


def test_every_stream_is_there_once_they_are_completed(tmp_path):
    code = (
        "import sys, pathlib; sys.path.insert(0, sys.argv[1])\n"
        "sys.stdin = sys.stdout = sys.stderr = sys.__stdout__ = sys.__stderr__ = None\n"
        "from storage.files import standard_streams as streams; streams.complete()\n"
        "import faulthandler, logging, warnings\n"
        "faulthandler.enable(); logging.warning('x'); warnings.warn('x')\n"
        "print('字', file=sys.stderr, flush=True); print('字', flush=True)\n"
        "sys.__stderr__.write('x'); sys.__excepthook__(KeyError, KeyError('x'), None)\n"
        "asks = sys.stdin.isatty(), sys.stdin.read()\n"
        "pathlib.Path(sys.argv[2]).write_text(repr(asks))\n"
    )
    path = tmp_path / "said"
    subprocess.run([sys.executable, "-c", code, str(ROOT), str(path)], check=True)
    assert path.read_text("utf-8") == "(False, '')"


@pytest.mark.skipif(sys.platform == "win32", reason="handles are closed by the shell")
def test_closed_handles_are_never_given_to_a_file_of_ours(tmp_path):
    code = (
        "import os, sys; sys.path.insert(0, sys.argv[1])\n"
        "from storage.files import standard_streams as streams; streams.complete()\n"
        "file = open(sys.argv[2], 'w')\n"
        "print('said'); os.write(2, b'noise'); file.write(str(file.fileno()))\n"
    )
    path = tmp_path / "ledger"
    line = f'exec "{sys.executable}" -c "$0" "{ROOT}" "{path}" <&- >&- 2>&-'
    subprocess.run(["/bin/sh", "-c", line, code], check=True)
    assert int(path.read_text("utf-8")) > 2


@pytest.mark.skipif(sys.platform == "win32", reason="handles are closed by the shell")
def test_with_closed_handles_a_roster_is_read_by_its_worker(tmp_path):
    words = f'"{ROOT}/main.py" import "{ROSTER}" --unit 渔门中学 --data "{tmp_path}/d"'
    line = f'exec "{sys.executable}" {words} <&- >&- 2>&-'
    assert subprocess.run(["/bin/sh", "-c", line], check=False).returncode == 1
    assert json.loads(told("list", "volunteers", "--json", "--data", tmp_path / "d"))
