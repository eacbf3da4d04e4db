import pytest

from people import volunteer
from storage.errors import UserError
from storage.model.tables import VOLUNTEERS
from storage.store.backup import AUTOMATIC, MAX_AUTOMATIC, back_up_automatically, backup, restore
from storage.store.store import Store


def _names(path):
    with Store(path) as store:
        return [one.name for one in store.find(VOLUNTEERS)]


def _enter(store, name):
    with store.edit("录入") as edit:
        edit.save(VOLUNTEERS, volunteer(name))


def test_a_backup_is_the_whole_ledger_and_is_put_back_whole(store, tmp_path):
    live, folder = store.path, tmp_path / "备份 盘"
    _enter(store, "甲")
    copy = backup(store, folder)
    _enter(store, "乙")
    store.close()
    aside = restore(copy, live)
    assert _names(live) == ["甲"]
    assert _names(aside) == ["甲", "乙"]


def test_backups_are_numbered_and_leave_no_part_behind(store, tmp_path):
    first, second = backup(store, tmp_path / "b"), backup(store, tmp_path / "b")
    assert first.name < second.name
    assert sorted(tmp_path.joinpath("b").iterdir()) == [first, second]


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" + b"\0" * 5000, b"hello" * 1000])
def test_what_is_no_backup_is_refused_and_the_ledger_stays(store, tmp_path, content):
    live = store.path
    _enter(store, "甲")
    store.close()
    (tmp_path / "坏.db").write_bytes(content)
    with pytest.raises(UserError, match="没有改动"):
        restore(tmp_path / "坏.db", live)
    assert _names(live) == ["甲"]
    assert [path.suffix for path in live.parent.iterdir()] == [".db"]


def test_a_missing_backup_and_a_folder_that_cannot_be_written_are_sentences(store, tmp_path):
    with pytest.raises(UserError, match="找不到备份文件"):
        restore(tmp_path / "没有.db", store.path)
    (tmp_path / "占位").write_text("x", "utf-8")
    with pytest.raises(UserError, match="备份没有做成"):
        backup(store, tmp_path / "占位")


def test_a_ledger_is_restored_where_there_was_none(store, tmp_path):
    _enter(store, "甲")
    copy = backup(store, tmp_path / "b")
    assert restore(copy, tmp_path / "新电脑" / "ledger.db") is None
    assert _names(tmp_path / "新电脑" / "ledger.db") == ["甲"]


def test_only_the_newest_automatic_copies_remain_next_to_the_ledger(store):
    made = [back_up_automatically(store, "导入前") for _ in range(MAX_AUTOMATIC + 2)]
    assert [path.exists() for path in made] == [False] * 2 + [True] * MAX_AUTOMATIC
    assert {path.parent for path in made} == {store.path.parent / AUTOMATIC}
    assert made[-1].stem.endswith("导入前")
