from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QFileDialog

from gui.widgets.drop_area import DropArea
from windows import click, show


@pytest.fixture
def area(session, qtbot):
    return show(qtbot, DropArea("拖到这里", "选择文件…", "所有文件 (*)"), 400, 200)


def enter(area: DropArea, data: QMimeData) -> bool:
    event = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    event.ignore()
    area.dragEnterEvent(event)
    return event.isAccepted()


def test_local_files_are_accepted_and_other_data_is_not(area):
    files, words = QMimeData(), QMimeData()
    files.setUrls([QUrl.fromLocalFile("/tmp/名册.xls")])
    words.setText("王雨欣")
    assert enter(area, files)
    assert not enter(area, words)


def test_lock_files_and_hidden_files_are_ignored(area, qtbot, tmp_path):
    names = ("乙.xls", "甲.xlsx", "~$甲.xlsx", ".hidden")
    with qtbot.waitSignal(area.files_received) as emitted:
        area.receive_files([tmp_path / name for name in names])
    assert {path.name for path in emitted.args[0]} == {"乙.xls", "甲.xlsx"}


def test_a_folder_is_chosen_as_a_whole(area, qtbot, monkeypatch, tmp_path):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_facts: str(tmp_path))
    with qtbot.waitSignal(area.files_received) as emitted:
        click(qtbot, area, "choose_folder")
    assert emitted.args[0] == (tmp_path,)


def test_files_are_chosen_in_the_systems_dialog(area, qtbot, monkeypatch, tmp_path):
    chosen = [str(tmp_path / "甲.xlsx")]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_facts: (chosen, ""))
    with qtbot.waitSignal(area.files_received) as emitted:
        click(qtbot, area, "choose_files")
    assert emitted.args[0] == (tmp_path / "甲.xlsx",)
    assert area.last == str(tmp_path)


def test_a_cancelled_dialog_emits_nothing(area, qtbot, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_facts: ([], ""))
    with qtbot.assertNotEmitted(area.files_received):
        click(qtbot, area, "choose_files")
