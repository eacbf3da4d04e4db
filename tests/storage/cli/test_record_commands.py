"""Commands on a ledger that is lost, open or damaged."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile

from main import main
from people import volunteer
from storage.ledger.window_lock import NAME
from storage.model.tables import VOLUNTEERS
from storage.store.backup import backup
from storage.store.store import Store

ROOT = Path(__file__).parents[3]


@pytest.fixture
def folder(tmp_path):
    """A ledger of one person and a copy of it."""
    made = tmp_path / "台账 夹"
    with Store(made / "ledger.db") as store:
        with store.edit("录入") as edit:
            edit.save(VOLUNTEERS, volunteer("甲"))
        backup(store, made / "备份")
    return made


COMMANDS = (
    ("list", "volunteers"), ("check",), ("demo",), ("agenda",), ("backup", "另存"),
    ("import", str(ROOT / "tests" / "reference" / "rosters" / "plain.xlsx")),
    ("export", "--period", "2026Q3", "--out", "报送"), ("indicators", "--period", "2026Q3"),
)  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_no_command_makes_a_ledger_where_one_is_lost(folder, capsys, monkeypatch, words):
    monkeypatch.chdir(folder.parent)
    (folder / "ledger.db").unlink()
    assert main([*words, "--data", str(folder)]) == 2
    sentence = capsys.readouterr().err
    assert "没有新建台账" in sentence
    assert "　1 人　" in sentence
    assert f'--data "{folder}"' in sentence
    assert not (folder / "ledger.db").exists()


def test_the_command_in_the_report_restores_the_ledger(folder, capsys):
    (folder / "ledger.db").unlink()
    assert main(["list", "volunteers", "--data", str(folder)]) == 2
    line = next(one for one in capsys.readouterr().err.splitlines() if " restore " in one)
    words = line.partition("：")[2].replace("python", f'"{sys.executable}"', 1)
    assert subprocess.run(words, shell=True, cwd=ROOT, check=False).returncode == 0
    assert main(["list", "volunteers", "--data", str(folder)]) == 0
    assert "甲" in capsys.readouterr().out


def test_a_restore_under_an_open_window_is_refused(folder, capsys):
    (copy,) = (folder / "备份").iterdir()
    lock = QLockFile(str(folder / NAME))
    assert lock.tryLock(100)
    before = {path: path.read_bytes() for path in folder.rglob("*.db")}
    assert main(["restore", str(copy), "--data", str(folder)]) == 2
    assert "窗口正开着" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in folder.rglob("*.db")} == before
    lock.unlock()
    assert main(["restore", str(copy), "--data", str(folder)]) == 0
