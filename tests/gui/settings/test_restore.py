"""Restoring a backup and starting the program again."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from gui.session import Session
from gui.settings import restore
from people import volunteer
from storage.model.tables.setting import POLICIES
from storage.model.tables.volunteer import VOLUNTEERS
from storage.store.backup import backup
from storage.store.store import Store


@pytest.fixture
def closing(store, qapp):
    """A session that the test itself closes."""
    return Session(store)


def test_a_backup_is_put_in_the_ledgers_place_and_the_program_starts_again(closing, tmp_path):
    copy = backup(closing.store, tmp_path / "备份")
    with closing.edit("登记") as edit:
        edit.save(VOLUNTEERS, volunteer())
    live, started = closing.store.path, []
    window = SimpleNamespace(close=closing.close)
    restore.restore_and_restart(window, closing, copy, started.append)
    with Store(live) as opened:
        assert opened.count(VOLUNTEERS) == 0
    assert started
    aside = [path for path in live.parent.iterdir() if "恢复前" in path.name]
    with Store(aside[0]) as opened:
        assert opened.count(VOLUNTEERS) == 1


def test_a_damaged_backup_changes_nothing_and_is_reported(closing, tmp_path, monkeypatch):
    copy = tmp_path / "坏的.db"
    copy.write_bytes(b"not a ledger at all" * 100)
    messages, started, live = [], [], closing.store.path
    monkeypatch.setattr(
        restore, "show_message_box", lambda _parent, sentence: messages.append(sentence)
    )
    window = SimpleNamespace(close=closing.close)
    restore.restore_and_restart(window, closing, copy, started.append)
    assert "没有恢复" in messages[0]
    assert started
    with Store(live) as opened:
        assert opened.count(POLICIES) == 1
