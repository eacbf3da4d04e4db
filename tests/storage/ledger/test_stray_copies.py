"""A lost ledger is reported with its copies and traces; no new one is created in its place."""

import errno
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from damage import zero_a_page
from people import volunteer
from storage.errors import UserError
from storage.ledger.database import create_empty
from storage.ledger.driver import connect
from storage.ledger.stray_copies import LedgerLost, find_copies, find_traces, loss_report
from storage.model.tables import VOLUNTEERS
from storage.store.backup import back_up_automatically, backup, restore
from storage.store.store import Store

ROOT = Path(__file__).parents[3]
posix = pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")


def _enter(store, *names):
    with store.edit("录入") as edit:
        for name in names:
            edit.save(VOLUNTEERS, volunteer(name))


@pytest.fixture
def folder(tmp_path):
    """A ledger of three people with an automatic copy of one and a copy of two."""
    made = tmp_path / "台账"
    with Store(made / "ledger.db") as store:
        _enter(store, "甲")
        back_up_automatically(store, "导入前")
        _enter(store, "乙")
        backup(store, made / "备份")
        _enter(store, "丙")
    return made


def _inside(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


TRACES = (
    "ledger.db-wal", "ledger.db-shm", "ledger.db-journal", "window.ini", "logs/qingzhi.log",
    "自动备份/青志台账备份-0001-20260101-010101-导入前.db", "ledger-升级前-20260101-010101.db",
    "ledger-恢复前-20260101-010101.db", "报送/2026Q3/说明.txt", "青志台账备份-0007-20260101-010101.db",
)  # fmt: skip


@pytest.mark.parametrize("trace", TRACES)
def test_no_ledger_is_created_next_to_a_trace_of_one(tmp_path, trace):
    left = tmp_path / trace
    left.parent.mkdir(parents=True, exist_ok=True)
    left.write_bytes(b"x")
    before = _inside(tmp_path)
    with pytest.raises(LedgerLost, match="没有新建台账"):
        Store(tmp_path / "ledger.db")
    assert _inside(tmp_path) == before


def test_programs_that_start_at_the_same_moment_make_one_ledger(tmp_path):
    path = tmp_path / "新" / "ledger.db"
    code = (
        "import os, sys, pathlib; sys.path[:0] = sys.argv[2:]\n"
        "from people import volunteer; from storage.store.store import Store\n"
        "from storage.model.tables import VOLUNTEERS\n"
        "sys.stdin.readline()\n"
        "with Store(pathlib.Path(sys.argv[1])) as store:\n"
        "    with store.edit('录入') as edit: edit.save(VOLUNTEERS, volunteer('王', id_number=f'E{os.getpid():019d}'))\n"
    )
    words = [sys.executable, "-c", code, str(path), str(ROOT), str(ROOT / "tests")]
    started = [subprocess.Popen(words, stdin=subprocess.PIPE) for _ in range(5)]
    for one in started:
        one.stdin.write(b"\n")
        one.stdin.close()
    assert [one.wait(60) for one in started] == [0] * 5
    with Store(path) as store:
        assert store.count(VOLUNTEERS) == 5
    assert not list(path.parent.glob("*-*.db*"))


def test_other_files_do_not_prevent_a_new_ledger(tmp_path):
    (tmp_path / "名册.xlsx").write_bytes(b"x")
    (tmp_path / "ledger.lock").write_bytes(b"1")
    (tmp_path / "logs").mkdir()
    other = sqlite3.connect(tmp_path / "别的.db")
    other.execute("CREATE TABLE t (x)")
    other.close()
    assert find_traces(tmp_path) == []
    Store(tmp_path / "ledger.db").close()


def test_a_ledger_under_any_name_is_a_trace_of_one(folder, tmp_path):
    moved = tmp_path / "别处" / "旧的"
    moved.mkdir(parents=True)
    shutil.move(folder / "ledger.db", moved / "我的台账.db")
    assert find_traces(tmp_path / "别处") == ["旧的/我的台账.db"]


def test_copies_are_listed_newest_first_with_their_people_and_the_command(folder):
    (folder / "ledger.db").unlink()
    bad = folder / "自动备份" / "青志台账备份-0009-20360101-010101-导入前.db"
    bad.write_bytes(b"\0" * 5000)
    with pytest.raises(LedgerLost) as lost:
        Store(folder / "ledger.db")
    found = find_copies(folder)
    assert [one.people for one in found] == [None, 2, 1]
    assert [bool(one.problem) for one in found] == [True, False, False]
    lines = loss_report(lost.value).splitlines()
    assert [line.split("　")[1] for line in lines if line.startswith("  ")] == [
        found[0].problem, "2 人", "1 人"
    ]  # fmt: skip
    assert f'restore "{found[1].path}" --data "{folder}"' in lines[-2]


def test_a_copy_with_a_bad_page_is_listed_as_damaged(folder):
    (copy,) = (folder / "备份").iterdir()
    with Store(folder / "ledger.db") as store:
        _enter(store, *(f"王{n}" for n in "一二三四五六七八九十" * 9))
        large = backup(store, folder / "备份")
    zero_a_page(large, "volunteer")
    states = {one.path: one.problem for one in find_copies(folder)}
    assert "已损坏" in states[large]
    assert states[copy] == ""


def test_inspecting_a_copy_changes_nothing(folder):
    (folder / "ledger.db").unlink()
    before = _inside(folder)
    find_copies(folder)
    assert _inside(folder) == before


def test_copies_that_were_put_elsewhere_are_found(folder, tmp_path):
    with Store(folder / "ledger.db") as store:
        stick = backup(store, tmp_path / "U 盘")
    (folder / "window.ini").write_text(f"[backup]\nfolder={stick.parent}\n", "utf-8")
    assert find_copies(folder)[0].path == stick


def test_the_day_of_a_copy_is_taken_from_its_name_first(folder):
    (copy,) = (folder / "备份").iterdir()
    named = copy.rename(copy.with_name("青志台账备份-0001-20251231-235959.db"))
    assert datetime(2025, 12, 31, 23, 59, 59) in [one.made_at for one in find_copies(folder)]
    assert named.exists()


def test_another_programs_file_is_no_backup(folder, tmp_path):
    other = sqlite3.connect(tmp_path / "微信.db")
    other.execute("CREATE TABLE message (x)")
    other.close()
    with pytest.raises(UserError, match="不是青志台账的数据文件，没有恢复"):
        restore(tmp_path / "微信.db", folder / "ledger.db")


def test_an_empty_ledger_on_request_loses_no_file(folder):
    path = folder / "ledger.db"
    path.write_bytes(b"broken" * 1000)
    before = _inside(folder)
    create_empty(path)
    with Store(path) as store:
        assert store.count(VOLUNTEERS) == 0
    (aside,) = folder.glob("ledger-重建前-*.db")
    assert aside.read_bytes() == before[path]
    assert all(one.read_bytes() == content for one, content in before.items() if one != path)


@pytest.fixture
def _lenient():
    before = os.umask(0o022)
    yield
    os.umask(before)


@posix
@pytest.mark.usefixtures("_lenient")
def test_new_files_and_folders_are_the_owners_alone(tmp_path):
    with Store(tmp_path / "新" / "台账" / "ledger.db") as store:
        _enter(store, "甲")
        back_up_automatically(store, "导入前")
        made = backup(store, tmp_path / "另" / "存")
        _modes_are_private(tmp_path)
    restore(made, tmp_path / "新" / "台账" / "ledger.db")
    _modes_are_private(tmp_path)


def _modes_are_private(folder):
    for path in folder.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may do anything")
def test_a_write_protected_drive_is_reported_as_such(folder, tmp_path):
    stick = tmp_path / "U 盘"
    stick.mkdir(mode=0o500)
    with Store(folder / "ledger.db") as store, pytest.raises(UserError, match="U 盘.*没有权限"):
        backup(store, stick)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "所在的盘满了.*只剩.*需要"),
        (errno.EIO, "写不进去（读写出错"),
        (errno.EROFS, "只读"),
    ],
)
def test_a_failing_drive_is_reported_and_not_the_ledger(
    folder, tmp_path, monkeypatch, number, sentence
):
    def fail(_handle):
        raise OSError(number, "English words")

    monkeypatch.setattr(os, "fsync", fail)
    with Store(folder / "ledger.db") as store:
        with pytest.raises(UserError, match=f"U 盘.*{sentence}") as caught:
            backup(store, tmp_path / "U 盘")
        monkeypatch.undo()
        assert backup(store, tmp_path / "U 盘").is_file()
    assert "ledger.db" not in str(caught.value)
    assert "English" not in str(caught.value)


class FullStick:
    """A driver's connection over a stick without room, with the driver's own error."""

    def __init__(self, connection):
        self._connection = connection

    def execute(self, sql, *values):
        if sql.startswith("VACUUM"):
            small = connect(":memory:", isolation_level=None)
            small.execute("PRAGMA max_page_count = 1")
            small.execute("CREATE TABLE t (x)")
        return self._connection.execute(sql, *values)


def test_a_full_drive_is_reported_with_the_space_a_copy_needs(folder, tmp_path):
    with Store(folder / "ledger.db") as store:
        whole, store.connection = store.connection, FullStick(store.connection)
        size = store.value("PRAGMA page_count") * store.value("PRAGMA page_size")
        with pytest.raises(UserError, match="U 盘》所在的盘满了.*只剩") as caught:
            backup(store, tmp_path / "U 盘")
        store.connection = whole
    assert f"需要 {size / 1_000_000:.1f} MB" in str(caught.value)
    assert "ledger.db" not in str(caught.value)
    assert list((tmp_path / "U 盘").iterdir()) == []


def test_a_damaged_ledger_is_reported_and_not_the_drive(folder, tmp_path):
    with Store(folder / "ledger.db") as store:
        _enter(store, *(f"王{n}" for n in "一二三四五六七八九十" * 9))
    zero_a_page(folder / "ledger.db", "volunteer")
    with (
        Store(folder / "ledger.db") as store,
        pytest.raises(UserError, match="备份没有做成：数据文件《ledger.db》读不出来（文件已损坏）"),
    ):
        backup(store, tmp_path / "U 盘")
    assert list((tmp_path / "U 盘").iterdir()) == []
