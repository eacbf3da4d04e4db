"""The recipes of docs/contributing.md cost what they say: two of them, followed in a copy."""

import json
import os
import shutil
import subprocess
import sys

import pytest

import doors
from storage.store.store import Store

TOP = (*doors.ROOMS, "main.py")
FIELD = '    blood_type: str | None = column(TEXT, "血型", synonyms=("血型(ABO)",))\n'
INDICATOR = """    _people("V99", "有联系电话的志愿者", "截止日在册、记有联系电话的人。", "t.phone IS NOT NULL"),
"""
ROSTER = "姓名,性别,出生日期,血型(ABO)\n甲乙一,女,2006-01-01,O\n"
LOOK_AT_FIELD = """
import json, sys
from datetime import date
from pathlib import Path
from exports.reports import roster_sheet
from exports.reports.report_context import ReportContext
from gui.app.application import build_application
from gui.ledgers.catalogue.volunteer_ledger import VOLUNTEER_LEDGER
from gui.ledgers.ledger_page import LedgerPage
from gui.session import Session
from storage.model import glossary
from storage.model.period import Quarter
from storage.store.store import Store

build_application()
store = Store(Path(sys.argv[1]))
session = Session(store)
page = LedgerPage(session, VOLUNTEER_LEDGER)
page.add({})
context = ReportContext(store, Quarter(2026, 3), "masked", date(2026, 9, 30))
print(json.dumps({
    "database": store.value("SELECT blood_type FROM volunteer"),
    "form": page.panel.findChild(object, "blood_type") is not None,
    "list": "blood_type" in page.model.table.shown,
    "workbook": "血型" in [one.label for one in roster_sheet.sheet(context).headings],
    "glossary": "`blood_type`" in glossary.page(),
}))
session.close()
"""


@pytest.fixture
def copy(tmp_path):
    """The production files in another place."""
    root = tmp_path / "copy"
    root.mkdir()
    for name in TOP:
        source = doors.ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, root / name)
    return root


def insert(path, mark, text):
    """Put a text before the first line that begins with a mark."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    at = next(at for at, line in enumerate(lines) if line.startswith(mark))
    path.write_text("".join((*lines[:at], text, *lines[at:])), "utf-8")


def changed(root):
    """The files of the copy that are not as here."""
    files = (path.relative_to(root) for path in root.rglob("*.py"))
    return [
        path.as_posix()
        for path in files
        if (root / path).read_bytes() != (doors.ROOT / path).read_bytes()
    ]


def run(root, *words):
    """Run Python in the copy; returns what it printed."""
    env = {**os.environ, "PYTHONPATH": str(root), "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    ran = subprocess.run(
        (sys.executable, *words), cwd=root, env=env, capture_output=True, encoding="utf-8"
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_a_field_is_one_line_in_one_file(copy, tmp_path):
    data, roster = tmp_path / "data", tmp_path / "roster.csv"
    Store(data / "ledger.db").close()  # from before the field
    roster.write_text(ROSTER, "utf-8")
    insert(copy / "storage/model/tables/volunteer.py", "    backbone:", FIELD)
    assert changed(copy) == ["storage/model/tables/volunteer.py"]
    there = ("--data", str(data))
    run(copy, "main.py", "import", str(roster), "--unit", "虚构中学", "--new-units", *there)
    (person,) = json.loads(run(copy, "main.py", "list", "volunteers", "--json", *there))
    assert person["blood_type"] == "O"
    found = json.loads(run(copy, "-c", LOOK_AT_FIELD, str(data / "ledger.db")).splitlines()[-1])
    assert found == {
        "database": "O", "form": True, "list": True, "workbook": True, "glossary": True,
    }  # fmt: skip


def test_an_indicator_is_one_entry_in_one_file(copy, tmp_path):
    insert(copy / "storage/counting/indicators/people.py", "    _people(", INDICATOR)
    assert changed(copy) == ["storage/counting/indicators/people.py"]
    words = ("main.py", "indicators", "--period", "2026Q3", "--json", "--data", str(tmp_path))
    found = {one["code"]: one for one in json.loads(run(copy, *words))}
    assert found["V99"]["label"] == "有联系电话的志愿者"
