"""数据: backups, made and listed, and what may be restored."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog, QWidget

from gui import notice
from gui.session import Route
from gui.settings import data_settings
from gui.settings.data_settings import DataSection
from gui.widgets.elided import ElidedLabel
from storage.model.tables.setting import POLICIES
from storage.store.backup import back_up_automatically
from storage.store.store import Store
from windows import click, show, text


def test_a_backup_is_made_in_the_chosen_folder(page, session, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_facts: str(tmp_path / "U 盘"))
    page.show_route(Route("settings", table="data"))
    assert "还没有备份过" in text(page, "last_backup")
    with qtbot.waitSignal(session.notice_posted, timeout=20_000) as heard:
        click(qtbot, page, "make_backup")
    assert "已备份并核对无误" in heard.args[0].text
    (copy,) = (tmp_path / "U 盘").iterdir()
    with Store(copy) as opened:
        assert opened.count(POLICIES) == 1
    assert "上次备份" in text(page, "last_backup")
    assert page.findChild(QWidget, "restore_this") is not None


def test_a_failed_backup_states_the_reason(page, session, qtbot, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    session.settings.setValue(data_settings.FOLDER, str(tmp_path / "file"))
    page.show_route(Route("settings", table="data"))
    with qtbot.waitSignal(session.notice_posted, timeout=20_000) as heard:
        page._parts["data"].back_up()
    assert heard.args[0].tone == "bad"
    assert "备份没有做成" in heard.args[0].text


def test_nothing_is_restored_without_confirmation(page, session, monkeypatch):
    asked = []
    monkeypatch.setattr(notice, "confirm", lambda *words: bool(asked.append(words)))
    page.show_route(Route("settings", table="data"))
    page._parts["data"].restore(session.store.path)
    assert "恢复前" in asked[0][2]
    assert session.store.count(POLICIES) == 1


def test_the_automatic_copies_are_offered_too(session, qtbot, tmp_path):
    session.settings.setValue("backup/folder", str(tmp_path / "没有"))
    made = back_up_automatically(session.store, "导入前")
    page = show(qtbot, DataSection(session))
    assert [one.full_text() for one in page.findChildren(ElidedLabel)][-1] == made.name
    assert page.findChild(QWidget, "restore_this") is not None
