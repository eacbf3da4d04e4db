"""Where the ledger is lost the clerk chooses; until then nothing is made or changed."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QTableWidget

from gui.app import application as app_module
from gui.app import recovery
from gui.app.application import build_application
from gui.app.main_window import MainWindow
from gui.app.recovery import RecoveryDialog
from people import volunteer
from storage.ledger.stray_copies import LedgerLost
from storage.model.tables import VOLUNTEERS
from storage.store.backup import back_up_automatically
from storage.store.store import Store
from windows import click, text


def _names(path):
    with Store(path) as store:
        return [one.name for one in store.find(VOLUNTEERS)]


@pytest.fixture
def folder(tmp_path):
    """A folder whose ledger is gone; left are a copy of two people, a damaged one, and one of one."""
    made = tmp_path / "台账"
    with Store(made / "ledger.db") as store:
        for name in ("甲", "乙"):
            with store.edit("录入") as edit:
                edit.save(VOLUNTEERS, volunteer(name))
            back_up_automatically(store, "导入前")
    (made / "ledger.db").unlink()
    (made / "自动备份" / "青志台账备份-0009-20360101-010101-导入前.db").write_bytes(b"\0" * 5000)
    return made


@pytest.fixture
def dialog(qtbot, folder):
    build_application()
    with pytest.raises(LedgerLost) as lost:
        Store(folder / "ledger.db")
    made = RecoveryDialog(lost.value)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.findChild(QPushButton, "begin_anew").isEnabled())
    return made


def _rows(dialog):
    table = dialog.findChild(QTableWidget)
    return [table.item(row, 1).text() for row in range(table.rowCount())]


def test_the_newest_copy_that_is_sound_is_proposed(dialog, folder):
    assert "找不到数据文件" in text(dialog, "recovering_reason")
    assert _rows(dialog) == ["不是台账的副本，不能用来恢复", "2 人", "1 人"]
    assert dialog.findChild(QTableWidget).currentRow() == 1
    assert not (folder / "ledger.db").exists()


def test_the_chosen_copy_is_put_back(qtbot, dialog, folder):
    dialog.findChild(QTableWidget).selectRow(2)
    click(qtbot, dialog, "restore_copy")
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert dialog.folder == folder
    assert _names(folder / "ledger.db") == ["甲"]


def test_a_damaged_copy_cannot_be_chosen(dialog):
    dialog.findChild(QTableWidget).clearSelection()
    dialog.findChild(QTableWidget).setCurrentCell(0, 0)
    assert not dialog.findChild(QPushButton, "restore_copy").isEnabled()


@pytest.mark.parametrize("agreed", [True, False])
def test_an_empty_ledger_is_made_only_after_a_second_yes(
    qtbot, dialog, folder, monkeypatch, agreed
):
    asked = []
    monkeypatch.setattr(
        recovery.notice, "confirm", lambda *words: asked.append(words[1:]) or agreed
    )
    before = {path for path in folder.rglob("*") if path.is_file()}
    click(qtbot, dialog, "begin_anew")
    assert "留下的副本和别的文件都不删除" in asked[0][1]
    if agreed:
        qtbot.waitUntil(lambda: not dialog.isVisible())
        assert _names(folder / "ledger.db") == []
        assert all(path.exists() for path in before)
    else:
        assert dialog.isVisible()
        assert not (folder / "ledger.db").exists()


def test_another_copy_and_another_folder_can_be_chosen(
    qtbot, dialog, folder, tmp_path, monkeypatch
):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "没有.db"), ""))
    click(qtbot, dialog, "other_copy")
    qtbot.waitUntil(lambda: "找不到备份文件" in text(dialog, "recovering_state"))
    assert not (folder / "ledger.db").exists()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "那边"))
    click(qtbot, dialog, "other_folder")
    assert dialog.folder == tmp_path / "那边"


def test_the_start_goes_on_with_what_was_chosen(qtbot, folder, monkeypatch):
    monkeypatch.setattr(
        app_module, "show_message_box", lambda *_: pytest.fail("nothing stands in the way")
    )
    seen = []

    def go_on():
        modal = QApplication.activeModalWidget()
        for window in QApplication.topLevelWidgets():
            if isinstance(window, MainWindow) and window.isVisible():
                seen.append("window")
                window.close()
        if isinstance(modal, RecoveryDialog):
            button = modal.findChild(QPushButton, "restore_copy")
            if button.isEnabled():
                seen.append("chosen")
                button.click()

    clock = QTimer()
    clock.timeout.connect(go_on)
    clock.start(50)
    assert app_module.run(folder) == 0
    clock.stop()
    assert seen[0] == "chosen"
    assert seen[-1] == "window"
    assert _names(folder / "ledger.db") == ["甲", "乙"]


def test_closing_the_choice_ends_the_program_and_leaves_all_as_it_was(qtbot, folder, tmp_path):
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def close():
        modal = QApplication.activeModalWidget()
        if isinstance(modal, RecoveryDialog):
            modal.close()

    clock = QTimer()
    clock.timeout.connect(close)
    clock.start(50)
    assert app_module.run(folder) == 2
    clock.stop()
    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert after == before
