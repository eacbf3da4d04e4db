"""What another office program makes of a marked workbook, as when a school opens and saves it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exports.annotate import faults_of
from exports.annotate.marked_workbook import OpeningOptions, write_marked
from exports.annotate.marking import BAD, SIGN
from storage.intake.pipeline import plan_import
from storage.intake.vocabulary.header_words import REMARKS

SOFFICE = shutil.which("soffice")
ROSTERS = Path(__file__).parents[2] / "reference" / "rosters"
pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed"),
]


@pytest.mark.parametrize("name", ["plain.xlsx", "old_xls.xls"])
def test_marks_survive_saving_and_are_taken_off_afterwards(store, tmp_path, name):
    file = plan_import(store, [ROSTERS / name], "盐边县渔门中学").files[0]
    made = write_marked(file, tmp_path, opening=OpeningOptions())
    saved = tmp_path / "学校存过"
    subprocess.run(
        [
            SOFFICE or "", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
            "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", saved, made.path,
        ],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    back = saved / made.path.name
    cells = [cell for row in load_workbook(back).worksheets[0].iter_rows() for cell in row]
    red = [cell for cell in cells if cell.fill.fill_type and cell.fill.fgColor.rgb == BAD]
    assert len(red) == made.rows
    assert all(SIGN in cell.comment.text for cell in red)
    again = plan_import(store, [back], "盐边县渔门中学").files[0]
    assert faults_of(again).rows == made.rows
    assert again.counts == file.counts
    twice = write_marked(again, tmp_path, opening=OpeningOptions())
    cells = [cell for row in load_workbook(twice.path).worksheets[0].iter_rows() for cell in row]
    assert sum(cell.value == REMARKS for cell in cells) == 1
    assert [cell.comment.text.count(SIGN) for cell in cells if cell.comment] == [1] * made.rows
