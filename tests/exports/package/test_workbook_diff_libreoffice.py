"""What another office program makes of our workbooks: it opens them, and its sums are ours."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from exports.package.workbook_diff import differences, find_hidden_sheet
from storage.intake.read import read_book

if TYPE_CHECKING:
    from pathlib import Path

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed"),
]


@pytest.fixture(scope="module")
def converted(package, tmp_path_factory):
    """The workbooks as LibreOffice writes them again."""
    out = tmp_path_factory.mktemp("libreoffice")
    files = [package["季度报表"], package["附册：志愿者名册"]]
    subprocess.run(
        [
            SOFFICE or "", f"-env:UserInstallation={(out / 'profile').as_uri()}", "--headless",
            "--convert-to", "ods", "--outdir", out, *files,
        ],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    subprocess.run(
        [
            SOFFICE or "", f"-env:UserInstallation={(out / 'profile').as_uri()}", "--headless",
            "--convert-to", "xlsx", "--outdir", out, *out.glob("*.ods"),
        ],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return {file.name: (load_workbook(file), load_workbook(out / file.name)) for file in files}


def test_every_cell_comes_back(converted):
    for ours, theirs in converted.values():
        assert theirs.sheetnames == ours.sheetnames
        for page in ours:
            found = theirs[page.title]
            for row in page.iter_rows():
                for cell in row:
                    came = found[cell.coordinate].value
                    assert (came or "") == (cell.value or ""), (page.title, cell.coordinate)


def test_what_it_saves_again_has_no_changed_cell(package, converted, tmp_path):
    _ours, theirs = converted[package["季度报表"].name]
    file = tmp_path / "另存.xlsx"
    theirs.save(file)
    book = read_book(file)
    known = find_hidden_sheet(book)
    assert known is not None
    assert list(differences(known, book)) == []


def test_its_sums_are_ours(converted):
    for ours, theirs in converted.values():
        for page in ours:
            assert _sum(theirs[page.title]) == pytest.approx(_sum(page))


def _sum(page: object) -> float:
    values = (cell.value for row in page.iter_rows() for cell in row)  # type: ignore[attr-defined]
    return sum(value for value in values if isinstance(value, (int, float)))


def test_a_page_of_each_sheet_can_be_printed(package, tmp_path: Path):
    command = [
        SOFFICE or "", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
        "--convert-to", "pdf", "--outdir", tmp_path, package["季度报表"],
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    import pypdfium2

    document = pypdfium2.PdfDocument(next(tmp_path.glob("*.pdf")))
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    for number, text in enumerate(texts, 1):
        assert f"第 {number} 页 共 {len(texts)} 页" in text
    assert "季度报表" in texts[0]
