"""The kind and the soundness of a file, found without writing to it."""

import sqlite3

import pytest

from people import volunteer
from storage.errors import UserError
from storage.ledger import ledger_file
from storage.ledger.driver import OperationalError, connect
from storage.ledger.stray_copies import LedgerLost
from storage.model.tables import VOLUNTEERS
from storage.store.store import Store


@pytest.fixture
def ledger(tmp_path):
    """A ledger of one person, closed."""
    path = tmp_path / "台账 #1" / "ledger.db"
    with Store(path) as store, store.edit("录入") as edit:
        edit.save(VOLUNTEERS, volunteer("甲"))
    return path


def _files(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _foreign(path, *tables, mark=0):
    other = sqlite3.connect(path)
    other.execute(f"PRAGMA application_id = {mark}")
    for table in tables:
        other.execute(f"CREATE TABLE {table} (x)")
    other.commit()
    other.close()
    return path


def test_the_kind_of_a_file_follows_from_its_application_id_and_its_tables(ledger, tmp_path):
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "text").write_text("我的笔记" * 100, "utf-8")
    assert ledger_file.kind_of(ledger) == ledger_file.OURS
    assert ledger_file.kind_of(tmp_path / "empty") == ledger_file.EMPTY
    assert ledger_file.kind_of(tmp_path / "text") == ledger_file.NO_DATABASE
    assert ledger_file.kind_of(_foreign(tmp_path / "a", "note")) == ledger_file.FOREIGN
    marked = _foreign(tmp_path / "b", "edit", "volunteer", mark=7)
    assert ledger_file.kind_of(marked) == ledger_file.FOREIGN
    unmarked = _foreign(tmp_path / "c", "edit", "volunteer")
    assert ledger_file.kind_of(unmarked) == ledger_file.OURS
    with pytest.raises(FileNotFoundError):
        ledger_file.kind_of(tmp_path / "没有")


def test_reading_writes_nothing_and_leaves_no_file_behind(ledger):
    before = _files(ledger.parent)
    with ledger_file.open_read_only(ledger) as connection:
        assert ledger_file.schema_names(connection) >= ledger_file.OWN_TABLES
        with pytest.raises(OperationalError, match="readonly"):
            connection.execute("DELETE FROM volunteer")
    assert _files(ledger.parent) == before


def test_a_ledger_in_use_is_read_with_its_journal_and_not_written(ledger):
    with Store(ledger) as store:
        with store.edit("录入") as edit:
            edit.save(VOLUNTEERS, volunteer("乙"))
        with ledger_file.open_read_only(ledger) as connection:
            assert connection.execute("SELECT count(*) FROM volunteer").fetchone() == (2,)
            with pytest.raises(OperationalError, match="readonly"):
                connection.execute("DELETE FROM volunteer")


def test_a_sound_ledger_passes_and_others_are_refused_in_a_sentence(ledger, tmp_path):
    with ledger_file.open_read_only(ledger) as connection:
        ledger_file.verify(connection)
    with (
        ledger_file.open_read_only(_foreign(tmp_path / "a", "note")) as connection,
        pytest.raises(UserError, match="不是青志台账的数据文件"),
    ):
        ledger_file.verify(connection)


def test_a_ledger_of_a_newer_program_is_refused(ledger):
    newer = connect(str(ledger), isolation_level=None)
    newer.execute(f"PRAGMA user_version = {ledger_file.VERSION + 1}")
    newer.close()
    with (
        ledger_file.open_read_only(ledger) as connection,
        pytest.raises(UserError, match="请先升级本程序"),
    ):
        ledger_file.verify(connection)


FOREIGN = {
    "zero bytes": b"",
    "text": "我的笔记\n".encode() * 400,
    "half a header": b"SQLite format 3\0",
}


@pytest.mark.parametrize("kind", [*FOREIGN, "foreign tables", "foreign mark", "no tables"])
def test_a_file_that_is_no_ledger_is_reported_and_never_written_to(tmp_path, kind):
    path = tmp_path / "ledger.db"
    if kind in FOREIGN:
        path.write_bytes(FOREIGN[kind])
    else:
        other = sqlite3.connect(path)
        tables = () if kind == "no tables" else ("note",)
        if kind == "foreign mark":
            tables = ("edit", "volunteer")
            other.execute("PRAGMA application_id = 252006675")
        other.execute("PRAGMA user_version = 1")
        for table in tables:
            other.execute(f"CREATE TABLE {table} (x)")
        other.commit()
        other.close()
    before = _files(tmp_path)
    with pytest.raises(LedgerLost, match="没有改动"):
        Store(path)
    assert _files(tmp_path) == before


def test_a_ledger_from_before_the_application_id_is_opened_and_gets_it(ledger):
    old = connect(str(ledger), isolation_level=None)
    old.execute("PRAGMA application_id = 0")
    old.close()
    for _ in range(2):
        with Store(ledger) as store:
            assert store.value("PRAGMA application_id") == ledger_file.APPLICATION_ID
            assert store.count(VOLUNTEERS) == 1
    assert not list(ledger.parent.glob("*升级前*"))
