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
LOOK_AT_FIELD = """
import json, sys
from pathlib import Path
from exports.sheet import headings_of
from gui.app.application import application
from gui.ledgers.catalogue.volunteer_ledger import VOLUNTEER_LEDGER
from gui.session import Session
from gui.widgets.form.record_form import RecordForm
from storage.intake.vocabulary.column_match import match
from storage.model import glossary
from storage.model.tables import VOLUNTEERS
from storage.store.store import Store

application()
store = Store(Path(sys.argv[1]))
session = Session(store)
form = RecordForm(session, VOLUNTEERS, VOLUNTEER_LEDGER.form_groups)
(mapped,) = match(VOLUNTEERS, ["血型(ABO)"])
print(json.dumps({
    "database": store.value("SELECT count(*) FROM pragma_table_info('volunteer') WHERE name = 'blood_type'"),
    "form": form.findChild(object, "blood_type") is not None,
    "list": "blood_type" in VOLUNTEERS.shown,
    "import": mapped.column.name,
    "workbook": "血型" in [one.label for one in headings_of(VOLUNTEERS, ["blood_type"])],
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
    Store(tmp_path / "ledger.db").close()  # from before the field
    insert(copy / "storage/model/tables/volunteer.py", "    backbone:", FIELD)
    assert changed(copy) == ["storage/model/tables/volunteer.py"]
    found = json.loads(run(copy, "-c", LOOK_AT_FIELD, str(tmp_path / "ledger.db")).splitlines()[-1])
    assert found == {
        "database": 1, "form": True, "list": True, "import": "blood_type", "workbook": True,
        "glossary": True,
    }  # fmt: skip


def test_an_indicator_is_one_entry_in_one_file(copy, tmp_path):
    insert(copy / "storage/counting/indicators/people.py", "    _people(", INDICATOR)
    assert changed(copy) == ["storage/counting/indicators/people.py"]
    words = ("main.py", "indicators", "--period", "2026Q3", "--json", "--data", str(tmp_path))
    found = {one["code"]: one for one in json.loads(run(copy, *words))}
    assert found["V99"]["label"] == "有联系电话的志愿者"
