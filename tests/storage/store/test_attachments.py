"""Evidence: stored once by its content, returned unchanged, removed and restored by undo."""

from datetime import date

import pytest

from storage.errors import UserError
from storage.model.tables import ATTACHMENTS, UNITS
from storage.store.attachments import LARGEST, attach, find_lost, load_content, of_record
from storage.store.undo import last_done, undo

DAY = date(2026, 10, 8)


@pytest.fixture
def unit(store):
    return store.named(UNITS, "平地镇")


def file(folder, name, content):
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_file_comes_back_byte_for_byte(store, unit, tmp_path):
    (one,) = attach(
        store, UNITS, unit, [file(tmp_path, "批复 〔2026〕3号.pdf", b"\0\xff" * 999)], DAY, "1.3a"
    )
    assert load_content(store, one) == b"\0\xff" * 999
    assert (one.what, one.file_name, one.measure, one.size) == (
        "批复 〔2026〕3号",
        "批复 〔2026〕3号.pdf",
        "1.3a",
        1998,
    )
    assert of_record(store, UNITS, unit) == [one]


def test_the_same_content_is_stored_once_under_any_name(store, unit, tmp_path):
    files = [file(tmp_path, name, b"abc") for name in ("一.txt", "二.txt")]
    assert len(attach(store, UNITS, unit, files, DAY)) == 1
    other = store.named(UNITS, "大田镇")
    assert len(attach(store, UNITS, other, files[:1], DAY)) == 1
    assert store.value("SELECT count(*) FROM blob") == 1


def test_all_files_are_attached_or_none(store, unit, tmp_path):
    files = [file(tmp_path, "好.txt", b"abc"), tmp_path / "不在.txt"]
    with pytest.raises(UserError, match="打不开《不在.txt》"):
        attach(store, UNITS, unit, files, DAY)
    assert store.count(ATTACHMENTS) == 0
    assert store.value("SELECT count(*) FROM blob") == 0


def test_empty_and_huge_files_are_refused_in_a_sentence(store, unit, tmp_path):
    with pytest.raises(UserError, match="是空的"):
        attach(store, UNITS, unit, [file(tmp_path, "空.txt", b"")], DAY)
    huge = tmp_path / "大.bin"
    with huge.open("wb") as out:
        out.truncate(LARGEST + 1)
    with pytest.raises(UserError, match="每份不超过 50 MB"):
        attach(store, UNITS, unit, [huge], DAY)


def test_removed_evidence_comes_back_whole_with_undo(store, unit, tmp_path):
    (one,) = attach(store, UNITS, unit, [file(tmp_path, "照片.jpg", b"jpg" * 50)], DAY)
    with store.edit("删除") as edit:
        edit.remove(ATTACHMENTS, one.id)
    undo(store, last_done(store))
    (back,) = of_record(store, UNITS, unit)
    assert load_content(store, back) == b"jpg" * 50
    assert find_lost(store) == []


def test_a_damaged_file_is_detected_and_never_returned(store, unit, tmp_path):
    (one,) = attach(store, UNITS, unit, [file(tmp_path, "照片.jpg", b"jpg" * 50)], DAY)
    store.connection.execute("UPDATE blob SET data = zeroblob(20)")
    with pytest.raises(UserError, match="已丢失或损坏"):
        load_content(store, one)
    store.connection.execute("DROP TRIGGER blob_stays")
    store.connection.execute("DELETE FROM blob")
    assert find_lost(store) == [one]


def test_damaged_evidence_is_repaired_by_adding_it_again(store, unit, tmp_path):
    photo = file(tmp_path, "照片.jpg", b"jpg" * 50)
    (one,) = attach(store, UNITS, unit, [photo], DAY)
    store.connection.execute("UPDATE blob SET data = zeroblob(20)")
    attach(store, UNITS, unit, [photo], DAY)
    assert load_content(store, one) == b"jpg" * 50
