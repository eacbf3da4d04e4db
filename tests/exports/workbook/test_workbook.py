"""Workbooks as another program reads them: values, kinds of cell, looks, and no file half done."""

from __future__ import annotations

import re
import zipfile

import pytest
from openpyxl import load_workbook

from exports.workbook import write_workbook
from exports.workbook.workbook import BLOCK, PlainZip
from sheets import HEADINGS, IMPRINT, ROW, parts, sheet, written
from storage.errors import Cancelled, UserError


def test_no_green_triangles_no_names_of_users_and_nothing_that_differs_from_day_to_day(tmp_path):
    first, second = tmp_path / "一.xlsx", tmp_path / "二.xlsx"
    for path in (first, second):
        write_workbook(path, [sheet(ROW)], IMPRINT)
    assert first.read_bytes() == second.read_bytes()
    found = parts(first)
    assert 'numberStoredAsText="1"' in found["xl/worksheets/sheet1.xml"]
    assert "<dc:creator></dc:creator>" in found["docProps/core.xml"]
    assert "2026-10-08T00:00:00Z" in found["docProps/core.xml"]


def test_characters_no_workbook_holds_are_replaced_and_counted(tmp_path):
    path = tmp_path / "a.xlsx"
    assert write_workbook(path, [sheet(("好\x00\ud800坏\x07",))], IMPRINT) == 3
    assert load_workbook(path)["W03 台账"]["A4"].value == "好��坏�"


def test_a_cancelled_workbook_leaves_the_old_one_and_nothing_else(tmp_path):
    path = tmp_path / "报表.xlsx"
    path.write_bytes(b"old")
    told: list[int] = []

    def stop(done: int, total: int) -> None:
        told.append(done)
        if done >= 1000:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_workbook(path, [sheet(*[("一",)] * 3000, headings=HEADINGS[:1])], IMPRINT, stop)
    assert told == [0, 500, 1000]
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_progress_ends_when_the_file_is_there(tmp_path):
    told: list[tuple[int, int]] = []
    rows = [("一",)] * 1200
    path = tmp_path / "a.xlsx"
    write_workbook(
        path, [sheet(*rows, headings=HEADINGS[:1])], IMPRINT, lambda *now: told.append(now)
    )
    assert told == [(0, 3000), (500, 3000), (1000, 3000), (1500, 3000), (2000, 3000), (3000, 3000)]


def test_a_full_disk_is_a_sentence(tmp_path, monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("xlsxwriter.workbook.ZipFile", full)
    with pytest.raises(UserError, match="磁盘空间不足"):
        written(tmp_path, sheet(ROW))
    assert not list(tmp_path.iterdir())


def test_a_missing_folder_is_a_sentence(tmp_path):
    with pytest.raises(UserError, match="找不到文件夹"):
        write_workbook(tmp_path / "无" / "a.xlsx", [sheet(ROW)], IMPRINT)


def test_the_raw_sheet_names_no_formula_part(tmp_path):
    path = tmp_path / "a.xlsx"
    write_workbook(path, [sheet(ROW)], IMPRINT)
    assert not [name for name in parts(path) if re.search("calcChain|external|vba", name)]


def test_no_part_depends_on_machine_or_time(tmp_path):
    written(tmp_path, sheet(ROW))
    with zipfile.ZipFile(tmp_path / "报表.xlsx") as file:
        said = {(one.create_system, one.external_attr, one.date_time) for one in file.infolist()}
    assert said == {(0, 0o644 << 16, (1980, 1, 1, 0, 0, 0))}


def _packed(folder, name, data):
    part, made = folder / "part", folder / "made.zip"
    part.write_bytes(data)
    with PlainZip(made, "w", zipfile.ZIP_DEFLATED) as target:
        target.write(str(part), name)
    return made.read_bytes()


def test_lines_that_windows_ended_its_way_end_as_everywhere(tmp_path):
    long = b"<t>" + b"x" * (BLOCK - 4) + b"\r\n" + b"y" * BLOCK + b"</t>\r\n"
    assert long[BLOCK - 1 : BLOCK + 1] == b"\r\n"  # cut in two between two readings
    made = _packed(tmp_path, "xl/sheet1.xml", long)
    assert made == _packed(tmp_path, "xl/sheet1.xml", long.replace(b"\r\n", b"\n"))


def test_a_picture_stays_as_it_is(tmp_path):
    _packed(tmp_path, "xl/media/image1.png", b"\x89PNG\r\n\x1a\n")
    with zipfile.ZipFile(tmp_path / "made.zip") as made:
        assert made.read("xl/media/image1.png") == b"\x89PNG\r\n\x1a\n"
