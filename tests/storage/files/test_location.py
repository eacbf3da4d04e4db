from pathlib import Path

from storage.files import location
from storage.store.store import Store

MOUNTS = """/dev/sda1 / ext4 rw 0 0
//server/公共 /mnt/公共\\040盘 cifs rw 0 0
/dev/sdb1 /mnt/公共\\040盘/本机 ext4 rw 0 0
"""


def test_the_deepest_mount_decides_what_a_folder_lies_on():
    assert location.mounted_as(Path("/home/clerk"), MOUNTS) == "ext4"
    assert location.mounted_as(Path("/mnt/公共 盘/台账"), MOUNTS) == "cifs"
    assert location.mounted_as(Path("/mnt/公共 盘/本机/台账"), MOUNTS) == "ext4"


def test_a_ledger_on_a_share_has_no_write_ahead_log(tmp_path, monkeypatch):
    mounts = tmp_path / "mounts"
    mounts.write_text(f"//server/x {tmp_path.resolve().as_posix()} cifs rw 0 0\n", "utf-8")
    monkeypatch.setattr(location, "_MOUNTS", mounts)
    assert "网络" in location.risk(tmp_path)
    with Store(tmp_path / "ledger.db") as store:
        assert store.value("PRAGMA journal_mode") == "delete"
        assert store.value("PRAGMA synchronous") == 3
