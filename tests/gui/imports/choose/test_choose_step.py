"""The choose step: files, folders and pasted rows."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication

from gui.imports.choose.choose_step import FILE_FILTER
from import_steps import UNIT
from people import id_number
from windows import click, text


def test_the_file_dialog_offers_every_format_of_a_roster_and_all_files():
    endings = "*.xlsx *.xls *.et *.csv *.txt *.tsv *.ods *.xlsb *.htm *.html *.xml"
    assert f"花名册 ({endings});;所有文件 (*)" == FILE_FILTER


def test_rows_copied_from_a_sheet_are_pasted(page, qtbot, planned):
    data = QMimeData()
    data.setText(f"姓名\t身份证号\n王雨欣\t{id_number()}\n李静\t{id_number()}\n")
    QGuiApplication.clipboard().setMimeData(data)
    page.choose.drop.button.setFocus()
    qtbot.keyClick(page.choose.drop.button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [one.name for one in page.choose.sources] == ["粘贴的内容"]
    page.choose.unit.setText(UNIT)
    assert planned(click, qtbot, page, "deed").counts["created"] == 2


def test_a_folder_adds_its_tables_and_those_of_its_subfolders(page, roster, tmp_path):
    inside = tmp_path / "各校" / "二中"
    inside.mkdir(parents=True)
    for place, name in ((tmp_path / "各校", "甲.csv"), (inside, "乙.csv")):
        (place / name).write_text("姓名,性别\n", "utf-8")
    (inside / "说明.docx").write_bytes(b"PK")
    page.choose.add((tmp_path / "各校",))
    assert sorted(one.name for one in page.choose.sources) == ["乙.csv", "甲.csv"]


def test_a_folder_without_tables_is_refused_in_a_sentence(page, session, tmp_path):
    notices = []
    session.notice_posted.connect(notices.append)
    (tmp_path / "空").mkdir()
    page.choose.add((tmp_path / "空",))
    assert "没有" in notices[-1].text
    assert page.choose.sources == ()


def test_the_unit_is_guessed_from_the_name_of_the_file(page, table):
    page.choose.add((table(("姓名",), name="仁和区2026年名册.csv"),))
    assert page.choose.unit_name == "仁和区"
    assert "记在这个单位名下" in text(page, "unit_hint")
