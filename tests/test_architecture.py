"""Who may import whom, and that every file can be read in one sitting."""

import ast
from pathlib import Path

import pytest
from pytest_archon import archrule

ROOT = Path(__file__).parents[1]
SOURCES = [
    p for top in ("storage", "exports", "gui", "resources") for p in (ROOT / top).rglob("*.py")
]
SOURCES += [ROOT / "main.py", ROOT / "dev.py"]
LONGEST_FILE, LONGEST_FUNCTION = 450, 60


def test_storage_knows_neither_windows_nor_paper():
    (
        archrule("storage stands alone")
        .match("storage*")
        .should_not_import("gui*", "exports*", "PySide6*", "reportlab*", "xlsxwriter*")
        .check("storage", only_direct_imports=True)
    )


def test_only_the_sheet_reader_opens_workbooks():
    (
        archrule("workbooks are read in one place")
        .match("storage*")
        .exclude("storage.intake.read*")
        .should_not_import("openpyxl*", "xlrd*", "python_calamine*")
        .check("storage", only_direct_imports=True)
    )


def test_paper_knows_no_windows_and_speaks_no_sql():
    (
        archrule("exports read storage only")
        .match("exports*")
        .should_not_import("gui*", "PySide6*", "sqlite3*", "sqlite_utils*", "sqlcipher3*")
        .check("exports", only_direct_imports=True)
    )


def test_windows_write_no_sql_and_no_files():
    (
        archrule("gui goes through the store")
        .match("gui*")
        .should_not_import(
            "sqlite3*", "sqlite_utils*", "sqlcipher3*", "openpyxl*", "reportlab*", "xlsxwriter*"
        )
        .check("gui", only_direct_imports=True)
    )


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_can_be_read_in_one_sitting(path):
    text = path.read_text("utf-8")
    assert text.count("\n") <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = node.end_lineno - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"
