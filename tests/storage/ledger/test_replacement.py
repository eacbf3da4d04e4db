"""A replacement that is killed at any point leaves a whole ledger at the next start."""

import shutil
import sys

import pytest

from kills import killed_everywhere
from people import volunteer
from storage.errors import UserError
from storage.ledger import replacement
from storage.ledger.driver import connect
from storage.ledger.migrations import MIGRATIONS
from storage.model.tables import VOLUNTEERS
from storage.store.backup import back_up_automatically, backup, restore
from storage.store.store import Store

OLD, NEW = ["甲", "乙"], ["甲"]
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


def _names(path):
    with Store(path) as store:
        assert store.value("PRAGMA integrity_check") == "ok"
        return [one.name for one in store.find(VOLUNTEERS)]


def _enter(store, name):
    with store.edit("录入") as edit:
        edit.save(VOLUNTEERS, volunteer(name))


def _litter(folder):
    return [p.name for p in folder.rglob("*") if ".part" in p.name or p.name.endswith(".restore")]


@pytest.fixture
def folder(tmp_path):
    """A ledger with two people, and a copy from when there was one."""
    made = tmp_path / "台账"
    with Store(made / "ledger.db") as store:
        _enter(store, "甲")
        backup(store, made / "备份").rename(made / "备份" / "一人.db")
        _enter(store, "乙")
    return made


@pytest.fixture
def killed(folder, tmp_path):
    """The same after a program was killed whose last edit is only in the journal."""
    made = tmp_path / "断电"
    with Store(folder / "ledger.db") as store:
        store.connection.execute("PRAGMA wal_autocheckpoint = 0")
        _enter(store, "丙")
        shutil.copytree(folder, made)
    assert (made / "ledger.db-wal").stat().st_size
    return made


RESTORING = "from storage.store.backup import restore"
RESTORE = 'restore(folder / "备份" / "一人.db", folder / "ledger.db")'


@posix
@pytest.mark.parametrize("state", ["folder", "killed"])
def test_a_restore_that_is_killed_anywhere_is_finished_or_undone(request, tmp_path, state):
    before = OLD if state == "folder" else [*OLD, "丙"]
    copies = killed_everywhere(
        request.getfixturevalue(state), tmp_path / "各次", RESTORING, RESTORE
    )
    assert len(copies) > 8
    found = []
    for one in copies:
        assert (one / "ledger.db").is_file()
        found.append(_names(one / "ledger.db"))
        assert found[-1] in (before, NEW)
        assert not _litter(one)
        for aside in one.glob("ledger-恢复前-*.db"):
            assert _names(aside) == before
        if found[-1] == NEW:
            assert list(one.glob("ledger-恢复前-*.db"))
    assert found[0] == before
    assert found[-1] == NEW


@posix
def test_a_restore_where_the_ledger_was_lost_is_killed_and_started_again(folder, tmp_path):
    (folder / "ledger.db").unlink()
    for one in killed_everywhere(folder, tmp_path / "各次", RESTORING, RESTORE):
        try:
            assert _names(one / "ledger.db") == NEW
        except UserError as lost:
            assert "找不到数据文件" in str(lost)
            restore(one / "备份" / "一人.db", one / "ledger.db")
            assert _names(one / "ledger.db") == NEW
        assert not _litter(one)


@posix
def test_a_migration_that_is_killed_leaves_no_copy_that_is_not_whole(folder, tmp_path):
    old = connect(str(folder / "ledger.db"))
    old.execute("ALTER TABLE volunteer DROP COLUMN note")
    old.execute(f"PRAGMA user_version = {len(MIGRATIONS) - 1}")
    old.close()
    opening = "from storage.store.store import Store"
    copies = killed_everywhere(
        folder, tmp_path / "各次", opening, 'Store(folder / "ledger.db").close()'
    )
    assert len(copies) > 3
    for one in copies:
        for copy in one.glob("ledger-升级前-*.db"):
            plain = connect(str(copy))
            assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert plain.execute("SELECT count(*) FROM volunteer").fetchone() == (2,)
            plain.close()
        assert _names(one / "ledger.db") == OLD
        assert not _litter(one)


@posix
def test_a_backup_that_is_killed_leaves_nothing_behind(folder, tmp_path):
    backing = "from storage.store.backup import back_up_automatically, backup\nfrom storage.store.store import Store"
    code = """
    with Store(folder / "ledger.db") as store:
        back_up_automatically(store, "导入前")
        backup(store, folder / "另存")
    """
    for one in killed_everywhere(folder, tmp_path / "各次", backing, code):
        with Store(one / "ledger.db") as store:
            assert not _litter(one / "自动备份")
            backup(store, one / "另存")
        assert not _litter(one)
        for copy in one.rglob("青志台账备份-*.db"):
            assert _names(copy) == OLD


@posix
def test_a_first_start_that_is_killed_is_a_first_start_again(tmp_path):
    opening = "from storage.store.store import Store"
    code = 'Store(folder / "ledger.db").close()'
    for one in killed_everywhere(tmp_path / "无", tmp_path / "各次", opening, code):
        assert _names(one / "ledger.db") == []
        assert not _litter(one)


def test_a_journal_is_never_applied_to_the_copy(killed):
    live = killed / "ledger.db"
    aside = restore(killed / "备份" / "一人.db", live)
    assert _names(live) == NEW
    assert _names(aside) == [*OLD, "丙"]


def test_a_copy_brings_what_its_journal_holds(killed, tmp_path):
    live = tmp_path / "新电脑" / "ledger.db"
    restore(killed / "ledger.db", live)
    assert _names(live) == [*OLD, "丙"]


def test_the_journal_of_a_lost_ledger_is_set_aside(killed):
    (killed / "ledger.db").unlink()
    restore(killed / "备份" / "一人.db", killed / "ledger.db")
    assert _names(killed / "ledger.db") == NEW
    (journal,) = killed.glob("ledger-恢复前-*.db-wal")
    assert journal.stat().st_size


def test_a_ledger_that_is_open_is_not_replaced(folder):
    live = folder / "ledger.db"
    with Store(live) as window:
        window.count(VOLUNTEERS)
        with pytest.raises(UserError, match="正开着"):
            restore(folder / "备份" / "一人.db", live)
        _enter(window, "丙")
    assert _names(live) == [*OLD, "丙"]
    assert not list(folder.glob("*恢复前*"))
    assert not _litter(folder)


def test_what_is_put_aside_in_one_second_has_names_of_its_own(folder):
    live = folder / "ledger.db"
    aside = [restore(folder / "备份" / "一人.db", live) for _ in range(3)]
    assert len(set(aside)) == 3
    assert _names(aside[0]) == OLD
    assert [_names(one) for one in aside[1:]] == [NEW, NEW]


def test_a_file_that_cannot_be_replaced_stays_with_its_journal(killed, monkeypatch):
    live = killed / "ledger.db"
    put = replacement.private_files.rename_with_retry

    def held(partial, path, *more):
        if path == live:
            raise PermissionError(13, "in use")
        put(partial, path, *more)

    monkeypatch.setattr(replacement.private_files, "rename_with_retry", held)
    with pytest.raises(UserError, match="现有数据没有改动"):
        restore(killed / "备份" / "一人.db", live)
    monkeypatch.undo()
    assert _names(live) == [*OLD, "丙"]


def test_more_than_9999_copies_are_still_in_order(folder):
    with Store(folder / "ledger.db") as store:
        first = back_up_automatically(store, "导入前")
        for number in (9998, 9999, 10000):
            (first.parent / f"青志台账备份-{number:04}-20260101-000000-导入前.db").write_bytes(b"x")
        newest = back_up_automatically(store, "导入前")
    assert newest.name.startswith("青志台账备份-10001-")
    numbers = sorted(path.name.split("-")[1] for path in newest.parent.iterdir())
    assert numbers == ["10000", "10001", "9999"]
