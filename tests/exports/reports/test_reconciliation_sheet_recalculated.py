"""Another office program works the reconciliation out anew, and comes to what we say."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from openpyxl import load_workbook

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed"),
]
W17 = "W17 校核与勾稽"


def recalculated(book, folder):
    """The conclusions of W17 after LibreOffice has worked out a workbook without kept values."""
    source = folder / "报表.xlsx"
    book.save(source)  # openpyxl keeps formulas and drops what they came to
    for kind, name in (("ods", "报表.xlsx"), ("xlsx", "报表.ods")):
        subprocess.run(
            [
                SOFFICE or "", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless", "--convert-to", kind, "--outdir", folder / kind,
                (folder / name) if kind == "ods" else (folder / "ods" / name),
            ],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
    page = load_workbook(folder / "xlsx" / "报表.xlsx", data_only=True)[W17]
    return {row[2]: row[6] for row in page.iter_rows(min_row=4, values_only=True) if row[6]}


def test_every_check_comes_out_true(package, tmp_path):
    found = recalculated(load_workbook(package["季度报表"]), tmp_path)
    kept = load_workbook(package["季度报表"], data_only=True)[W17]
    ours = {row[2]: row[6] for row in kept.iter_rows(min_row=4, values_only=True) if row[6]}
    assert found == ours
    assert set(found.values()) == {"相符"}


def test_a_changed_cell_makes_its_check_false(package, tmp_path):
    book = load_workbook(package["季度报表"])
    page = book["W01 指标汇总"]
    row = next(row for row in page.iter_rows() if row[0].value == "O01")
    row[5].value += 1
    found = recalculated(book, tmp_path)
    assert [what for what, word in found.items() if word != "相符"] == ["O01 志愿服务组织数"]
