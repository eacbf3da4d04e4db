"""The same ledger gives the same files to the byte, in another process, zone, language and year."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from exports.package import write_package

ROOT = Path(__file__).parents[3]
SCRIPT = """
import sys
from datetime import date
from pathlib import Path
from exports.package import write_package
from storage.model.period import Quarter
from storage.store.store import Store
ledger, out, day = sys.argv[1:]
with Store(Path(ledger)) as store:
    write_package(store, Quarter(2026, 3), Path(out), "masked", zipped=True, on=date.fromisoformat(day))
"""
ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "PYTHONHASHSEED": "7",
    "LC_ALL": "C",
    "SOURCE_DATE_EPOCH": "1",
}


def make(ledger: Path, out: Path, day: str, **settings: str) -> dict[str, bytes]:
    """Write the package in a process of its own; its files by name."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **settings}
    command = [sys.executable, "-c", SCRIPT, str(ledger), str(out), day]
    subprocess.run(command, check=True, env=environment)
    return {file.name: file.read_bytes() for file in out.iterdir()}


def test_two_processes_in_different_zones_write_the_same_bytes(county, today, tmp_path):
    day = today.isoformat()
    here = make(county.path, tmp_path / "甲", day, TZ="Asia/Shanghai", PYTHONHASHSEED="1")
    there = make(county.path, tmp_path / "乙", day, **ELSEWHERE)
    assert len(here) == 6
    assert here == there


def test_the_day_is_in_the_papers_and_nothing_else_is(county, quarter, today, tmp_path):
    write_package(county, quarter, tmp_path / "甲", "summary", on=today)
    write_package(county, quarter, tmp_path / "乙", "summary", on=today.replace(day=9))
    names = [file.name for file in sorted((tmp_path / "甲").iterdir())]
    assert names == [file.name for file in sorted((tmp_path / "乙").iterdir())]
    same = [
        name
        for name in names
        if (tmp_path / "甲" / name).read_bytes() == (tmp_path / "乙" / name).read_bytes()
    ]
    assert not same
