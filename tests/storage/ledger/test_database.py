import sqlite3

import pytest

from people import volunteer
from resources import path as resource
from storage.errors import UserError
from storage.ledger.database import VERSION, open_database
from storage.ledger.driver import connect
from storage.model.tables import POLICIES, TABLES, UNITS, VOLUNTEERS
from storage.seeds import seed
from storage.store.store import Store


def _shape(path):
    db = connect(str(path))
    try:
        sql = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
        return dict(db.execute(sql).fetchall())
    finally:
        db.close()


def test_a_new_file_is_as_the_declarations_say(store):
    for table in TABLES:
        info = list(store.rows(f"PRAGMA table_info({table.name})"))
        assert [row["name"] for row in info] == ["id", *table.by_name]
        for row in info[1:]:
            column = table.by_name[row["name"]]
            assert row["type"] == column.kind.stored
            assert bool(row["notnull"]) == (column.required or column.default is not None)


def test_the_file_is_safe_against_power_loss_and_wrong_links(store):
    assert store.value("PRAGMA journal_mode") == "wal"
    assert store.value("PRAGMA synchronous") == 2
    assert store.value("PRAGMA foreign_keys") == 1
    sql = "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE '%\\_search%' ESCAPE '\\'"
    assert store.value(sql) == 0


def test_any_sqlite_tool_reads_the_file(store):
    with store.edit("录入") as edit:
        edit.save(VOLUNTEERS, volunteer("张䶮"))
    path = store.path
    store.close()
    plain = sqlite3.connect(path)
    try:
        assert plain.execute("SELECT name FROM volunteer").fetchall() == [("张䶮",)]
    finally:
        plain.close()


def test_a_new_ledger_has_the_five_counties_and_49_townships(store):
    kinds = [unit.kind for unit in store.find(UNITS)]
    assert (kinds.count("县区"), kinds.count("乡镇街道")) == (5, 49)
    (township,) = store.find(UNITS, code="510411201")
    assert township.name == "啊喇彝族乡"
    assert store.get(UNITS, township.parent).name == "仁和区"
    assert store.count(POLICIES) == 1
    seed(store, resource("seeds"))
    assert len(store.find(UNITS)) == 54


def test_opening_again_changes_nothing(store):
    path = store.path
    store.close()
    before = _shape(path)
    with Store(path):
        pass
    assert _shape(path) == before
    assert list(path.parent.glob("*升级前*")) == []


def test_new_declarations_are_added_after_a_copy_of_the_file(store):
    path = store.path
    with store.edit("录入") as edit:
        edit.save(VOLUNTEERS, volunteer("甲"))
    store.close()
    old = connect(str(path))
    old.execute("ALTER TABLE volunteer DROP COLUMN note")
    old.execute("DROP INDEX volunteer_phone")
    old.execute("DROP TABLE target")
    old.commit()
    old.close()
    with Store(path) as again:
        assert [one.name for one in again.find(VOLUNTEERS)] == ["甲"]
        assert again.find(VOLUNTEERS)[0].note is None
    assert _shape(path).keys() >= {"target", "volunteer_phone"}
    (copy,) = path.parent.glob("*升级前*.db")
    assert "note" not in _shape(copy)["volunteer"]


def test_a_file_of_a_newer_program_is_refused_and_left_alone(store):
    path = store.path
    store.connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    store.close()
    before = path.read_bytes()
    with pytest.raises(UserError, match="更新的版本"):
        open_database(path)
    assert path.read_bytes() == before


def test_a_broken_file_is_a_sentence_and_is_left_as_it_is(tmp_path):
    path = tmp_path / "ledger.db"
    path.write_bytes(b"not a ledger at all" * 500)
    with pytest.raises(UserError, match="已损坏"):
        open_database(path)
    assert path.read_bytes() == b"not a ledger at all" * 500


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "是个文件").write_text("x", "utf-8")
    with pytest.raises(UserError, match="打不开数据文件夹"):
        open_database(tmp_path / "是个文件" / "下面" / "ledger.db")


def test_a_full_disk_rolls_the_edit_back_and_the_ledger_works_on(store):
    with store.edit("录入") as edit:
        edit.save(VOLUNTEERS, volunteer("甲"))
    pages = store.value("PRAGMA page_count")
    store.value(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(UserError, match="磁盘已满"), store.edit("录入") as edit:
        edit.save_new(
            VOLUNTEERS, [volunteer(f"王{n}", note="长" * 1500) for n in "一二三四五六七八"]
        )
    store.value("PRAGMA max_page_count = 1000000")
    assert [one.name for one in store.find(VOLUNTEERS)] == ["甲"]
    with store.edit("录入") as edit:
        edit.save(VOLUNTEERS, volunteer("乙"))
    assert store.value("PRAGMA integrity_check") == "ok"


def test_a_file_in_use_by_another_program_is_a_sentence(store, monkeypatch):
    other = connect(str(store.path), timeout=0)
    other.execute("BEGIN IMMEDIATE")
    try:
        store.value("PRAGMA busy_timeout = 50")
        with pytest.raises(UserError, match="另一个程序"), store.edit("录入") as edit:
            edit.save(VOLUNTEERS, volunteer("甲"))
    finally:
        other.execute("ROLLBACK")
        other.close()


def test_record_numbers_are_never_reused(store):
    with store.edit("录入") as edit:
        first = edit.save(VOLUNTEERS, volunteer("甲"))
    with store.edit("删除") as edit:
        edit.remove(VOLUNTEERS, first)
    with store.edit("录入") as edit:
        assert edit.save(VOLUNTEERS, volunteer("乙")) == first + 1
        assert store.next_number(VOLUNTEERS) == first + 2


def test_a_linked_record_is_not_removed(store):
    unit = store.named(UNITS, "仁和区")
    with pytest.raises(UserError, match="引用"), store.edit("删除") as edit:
        edit.remove(UNITS, unit)
    assert store.named(UNITS, "仁和区") == unit


def test_log_entries_are_saved_at_once_and_block_no_edit(store):
    from storage.sending import export_log

    export_log.log_export(store, "季度报表", "masked", "", "a.xlsx", "00")
    with store.edit("录入") as edit:
        edit.save(VOLUNTEERS, volunteer("甲"))
    with Store(store.path) as other:
        assert [one.name for one in export_log.last_exports(other)] == ["a.xlsx"]
