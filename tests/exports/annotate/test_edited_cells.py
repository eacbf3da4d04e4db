"""Cells of a workbook that is edited: what is put in is what a spreadsheet shows."""

from __future__ import annotations

import pytest
from openpyxl import Workbook, load_workbook

from exports.annotate.edited_cells import cells_of, set_raw_text, set_text
from storage.intake.read import read_book

ODD = ["_x0041_", "_x0041_x000D_", "_x005F_x0041_", "=_x0041_", "平常"]


@pytest.fixture
def file(tmp_path):
    book = Workbook()
    for number, text in enumerate(ODD, 1):
        set_text(book.active.cell(number, 1), text)
    book.save(tmp_path / "退回.xlsx")
    return tmp_path / "退回.xlsx"


def shown(file) -> list[object]:
    return [row[0] for row in read_book(file).sheets[0].rows]


def test_text_that_looks_like_a_code_is_shown_as_it_was_written(file):
    assert shown(file) == ODD


def test_text_that_stood_in_the_file_is_not_escaped_again(file):
    book = load_workbook(file)
    for cell in cells_of(book.active):
        set_raw_text(cell, cell.value)
    book.save(file)
    assert shown(file) == ODD
