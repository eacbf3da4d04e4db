"""The checks bite: a breach of each rule is sown into a copy of the tree, and each is caught."""

import shutil

import pytest

import doors

IN_A_FUNCTION = "\n\ndef sown(store=None, path=None):\n    {}\n"
IN_SYNTAX = {  # rule: (file, what is added at its end, what the finding says)
    "a message box in a page": (
        "gui/report/report_page.py",
        "from PySide6.QtWidgets import QMessageBox\n    QMessageBox.warning(None, '', '')",
        "message boxes",
    ),
    "a thread of its own": (
        "gui/home/home_page.py",
        "import threading\n    threading.Thread(target=print).start()",
        "threads and processes",
    ),
    "a process of its own": (
        "exports/files.py", "import subprocess\n    subprocess.run(['wps'])", "threads and processes"
    ),
    "the network": (
        "storage/sending/outbox.py",
        "from urllib.request import urlopen\n    urlopen('http://example.invalid')",
        "network",
    ),
    "the clock": (
        "storage/counting/rules/insurance.py", "from datetime import date\n    date.today()", "clock"
    ),
    "SQL through the store, in a page": (
        "gui/report/report_page.py", "store.connection.execute('SELECT 1')", "connection"
    ),
    "a query in a paper": ("exports/sheet.py", "store.value('SELECT count(*) FROM unit')", "SQL"),
    "a file written by a page": ("gui/home/home_page.py", "path.write_text('x')", "files"),
    "a file opened to be written": ("storage/plan/agenda.py", "open(path, 'w')", "files"),
    "events pumped": (
        "gui/widgets/card.py",
        "from PySide6.QtWidgets import QApplication\n    QApplication.processEvents()",
        "event loop",
    ),
    "everything swallowed": (
        "exports/reports/cover_sheet.py",
        "try:\n        print()\n    except Exception:\n        pass",
        "broad except",
    ),
    "a bare except": (
        "gui/tasks.py", "try:\n        print()\n    except:\n        pass", "swallowed"
    ),
    "code made of data": ("storage/model/schema.py", "eval('1')", "code made of data"),
    "a function too long": (
        "storage/progress.py", "\n    ".join(f"line_{n} = {n}" for n in range(61)), "lines"
    ),
}  # fmt: skip
IN_IMPORTS = {  # rule: (file, what is added at its end, what the finding says)
    "a table importing the quarter": (
        "storage/model/tables/unit.py", "import storage.quarter.comparison", "storage.quarter"
    ),
    "a kind importing the listing": (
        "storage/model/kinds/text.py", "from storage.store import listing", "storage.store.listing"
    ),
    "a rule importing the intake, for a type alone": (
        "storage/counting/rules/insurance.py",
        "if TYPE_CHECKING:\n        from storage.intake.choices import Choices",
        "storage.intake.choices",
    ),
    "a circle of two, within functions": (
        "storage/counting/attribution.py", "from storage.counting import counting_rules", "cycles"
    ),
    "SQL in a page": ("gui/report/side.py", "import sqlite3", "sqlite3"),
    "SQL in a paper": ("exports/sheet.py", "import sqlite_utils", "sqlite_utils"),
    "paper in the records": ("storage/plan/measures.py", "import exports.sheet", "exports.sheet"),
    "a workbook opened by a page": (
        "gui/imports/preparation.py", "from openpyxl import load_workbook", "openpyxl"
    ),
    "a window in the records": (
        "storage/store/store.py", "from PySide6.QtCore import QObject", "PySide6"
    ),
    "a widget that knows a page": (
        "gui/widgets/card.py", "from gui.home.home_page import HomePage", "gui.home"
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The production files and their contracts in another place."""
    root = tmp_path_factory.mktemp("copy")
    for room in doors.ROOMS:
        shutil.copytree(
            doors.ROOT / room,
            root / room,
            ignore=lambda folder, names: [n for n in names if "." in n and not n.endswith(".py")],
        )
    for name in ("main.py", "dev.py", "pyproject.toml"):
        shutil.copy(doors.ROOT / name, root / name)
    return root


@pytest.fixture
def sow(copy):
    """Adds lines to a file of the copy, for one test."""
    before = {}

    def add(path, text):
        file = copy / path
        before.setdefault(file, file.read_text("utf-8") if file.exists() else None)
        file.write_text((before[file] or "") + IN_A_FUNCTION.format(text), "utf-8")

    yield add
    for file, text in before.items():
        if text is None:
            file.unlink()
        else:
            file.write_text(text, "utf-8")


def test_the_copy_itself_keeps_every_contract(copy):
    assert doors.broken_contracts(copy) == ""


@pytest.mark.parametrize(("path", "text", "said"), IN_SYNTAX.values(), ids=IN_SYNTAX)
def test_a_breach_in_the_syntax_is_caught(copy, sow, path, text, said):
    sow(path, text)
    assert said in " ".join(doors.breaches_in(doors.source_of(copy, path)))


@pytest.mark.parametrize(("path", "text", "said"), IN_IMPORTS.values(), ids=IN_IMPORTS)
def test_a_breach_of_the_layers_is_caught(copy, sow, path, text, said):
    sow(path, text)
    broken = doors.broken_contracts(copy)
    assert "BROKEN" in broken
    assert said in broken


def test_a_file_that_names_no_noun_is_caught(copy, sow):
    sow("storage/model/utils.py", "pass")
    found = doors.breaches_in(doors.source_of(copy, "storage/model/utils.py"))
    assert found == ["storage/model/utils.py: name the noun"]


def test_a_room_that_no_contract_names_is_caught(copy, sow):
    (copy / "exports/extras").mkdir()
    sow("exports/extras/__init__.py", "pass")
    assert "exports.extras" in doors.broken_contracts(copy)
