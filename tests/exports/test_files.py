"""Files that leave the program: whole or absent, and named so that Windows takes them."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports import files
from exports.files import replacing, safe_name, sha256_of
from storage.errors import Cancelled, UserError
from storage.ledger.failure_messages import explain_error


@pytest.fixture(autouse=True)
def waits(monkeypatch):
    """Nobody waits in a test; what would have been waited is noted."""
    waited = []
    monkeypatch.setattr(files.time, "sleep", waited.append)
    return waited


def kept(folder):
    return sorted(path.name for path in folder.iterdir())


def held(monkeypatch, times):
    """Let another program hold the file for so many attempts."""
    replace, tries = Path.replace, iter(range(1000))

    def fail_first(self, target):
        if next(tries) < times:
            raise PermissionError(errno.EACCES, "in use")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail_first)


def test_a_complete_file_takes_its_place(tmp_path):
    path = tmp_path / "报表.xlsx"
    path.write_bytes(b"old")
    with replacing(path) as partial:
        assert partial.parent == tmp_path
        assert partial.name.startswith("~")
        assert partial.name.endswith(".part")
        partial.write_bytes(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert kept(tmp_path) == ["报表.xlsx"]


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_a_file_is_the_owners_alone_from_its_first_byte_whatever_was_there(tmp_path):
    path, other = tmp_path / "名册.xlsx", tmp_path / "做好的.xlsx"
    for one in (path, other):
        one.write_bytes(b"old")
        one.chmod(0o644)
    with replacing(path) as partial:
        assert partial.stat().st_mode & 0o077 == 0
        partial.write_bytes(b"new")
    assert path.stat().st_mode & 0o777 == 0o600
    with replacing(path) as partial:
        other.replace(partial)
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_failing_stick_is_reported_with_the_file_and_without_english(tmp_path):
    with pytest.raises(OSError, match="dead") as caught, replacing(tmp_path / "表.pdf") as partial:
        partial.write_bytes(b"x")
        raise OSError(errno.EIO, "dead")
    told = str(explain_error(caught.value))
    assert "表.pdf" in told
    assert "读写出错" in told
    assert "dead" not in told


@pytest.mark.parametrize("error", [ValueError("bug"), Cancelled(), KeyboardInterrupt()])
def test_whatever_goes_wrong_the_old_file_stays_and_no_part_is_left(tmp_path, error):
    path = tmp_path / "报表.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(type(error)), replacing(path) as partial:
        partial.write_bytes(b"half")
        raise error
    assert path.read_bytes() == b"old"
    assert kept(tmp_path) == ["报表.xlsx"]


def test_two_writers_do_not_share_a_part(tmp_path):
    with replacing(tmp_path / "a.pdf") as one, replacing(tmp_path / "a.pdf") as two:
        assert one != two
        one.write_bytes(b"1")
        two.write_bytes(b"2")


def test_a_very_long_name_gets_a_part_of_bearable_length(tmp_path):
    path = tmp_path / ("志" * 80 + ".pdf")
    with replacing(path) as partial:
        partial.write_bytes(b"x")
    assert path.exists()


def test_a_file_held_for_a_moment_is_tried_again(tmp_path, monkeypatch, waits):
    held(monkeypatch, 3)
    with replacing(tmp_path / "a.pdf") as partial:
        partial.write_bytes(b"x")
    assert waits == [0.05, 0.1, 0.2]
    assert kept(tmp_path) == ["a.pdf"]


def test_a_file_open_in_another_program_is_reported_in_a_sentence(tmp_path, monkeypatch, waits):
    held(monkeypatch, 99)
    with pytest.raises(UserError) as caught, replacing(tmp_path / "报表.xlsx") as partial:
        partial.write_bytes(b"x")
    assert str(caught.value) == "无法写入《报表.xlsx》：它正被 WPS 或其他程序打开。请关闭后再试。"
    assert waits == [0.05, 0.1, 0.2, 0.4, 0.8]
    assert kept(tmp_path) == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_reported_with_needed_and_free_space(tmp_path, number):
    path = tmp_path / "报表.pdf"
    with pytest.raises(UserError) as caught, replacing(path, needs=12_300_000) as partial:
        partial.write_bytes(b"x")
        raise OSError(number, "no room")
    assert "至少需要 12.3 MB" in str(caught.value)
    assert "只剩" in str(caught.value)
    assert kept(tmp_path) == []


def test_a_folder_that_is_gone_is_named(tmp_path):
    with (
        pytest.raises(UserError, match="找不到文件夹"),
        replacing(tmp_path / "U盘" / "a.pdf") as part,
    ):
        part.write_bytes(b"x")


def test_a_folder_that_takes_no_files_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "touch", lambda *_: (_ for _ in ()).throw(PermissionError()))
    with pytest.raises(UserError, match="只读"), replacing(tmp_path / "a.pdf"):
        raise PermissionError(errno.EACCES, "denied")


def test_a_read_only_file_is_not_reported_as_open(tmp_path, monkeypatch):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    held(monkeypatch, 99)
    monkeypatch.setattr(files.os, "access", lambda *_: False)
    with pytest.raises(UserError, match="只读文件"), replacing(path) as partial:
        partial.write_bytes(b"new")
    assert path.read_bytes() == b"old"


def test_a_folder_in_the_way_is_reported(tmp_path):
    (tmp_path / "报表.pdf").mkdir()
    with (
        pytest.raises(UserError, match="是一个文件夹"),
        replacing(tmp_path / "报表.pdf") as partial,
    ):
        partial.write_bytes(b"x")
    assert kept(tmp_path) == ["报表.pdf"]


def test_an_unexpected_failure_stays_a_bug(tmp_path):
    with pytest.raises(OSError, match="strange"), replacing(tmp_path / "a.pdf") as partial:
        partial.write_bytes(b"x")
        raise OSError(errno.EIO, "strange")


def test_nothing_written_is_a_bug_not_an_empty_file(tmp_path):
    with pytest.raises(FileNotFoundError), replacing(tmp_path / "a.pdf"):
        pass
    assert kept(tmp_path) == []


def test_names_stay_as_they_are_where_windows_takes_them():
    assert safe_name("2026年第三季度报告（米易县）.pdf") == "2026年第三季度报告（米易县）.pdf"
    assert safe_name("阿依·古丽𬭎") == "阿依·古丽𬭎"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a:b|c?.xlsx", "a_b_c_.xlsx"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("..", "未命名"),
        (" . ", "未命名"),
        ("", "未命名"),
        ("CON", "_CON"),
        ("con.xlsx", "_con.xlsx"),
        ("LPT1 .txt", "_LPT1 .txt"),
        ("com¹", "_com¹"),
        ("CONSTITUTION", "CONSTITUTION"),
        ("第三中学. . ", "第三中学"),
        ("报告\u202efdp.exe", "报告fdp.exe"),
        ("行\r\n二\t三", "行 二 三"),
    ],
)
def test_names_windows_refuses_are_changed(text, name):
    assert safe_name(text) == name


def test_a_long_name_retains_its_suffix():
    name = safe_name("志" * 300 + ".xlsx")
    assert len(name) == 100
    assert name.endswith("志.xlsx")


@given(st.text(max_size=300), st.sampled_from(["", ".xlsx", " .", ". .pdf"]))
def test_any_text_becomes_a_name_that_stays_in_its_folder(text, ending):
    name = safe_name(text + ending)
    assert 0 < len(name) <= 100
    assert name not in (".", "..")
    assert not set(name) & set('<>:"/\\|?*')
    assert name == name.strip(" .")
    assert not any(ord(char) < 32 or 0x202A <= ord(char) <= 0x202E for char in name)
    assert not files.RESERVED.match(name)
    assert (Path("/folder") / name).parent == Path("/folder")
    assert safe_name(name) == name


@given(st.sampled_from(["con", "PRN", "Aux", "nul", "COM1", "lpt9"]), st.text(max_size=5))
def test_no_device_slips_through(device, rest):
    stem = safe_name(f"{device}.{rest}").split(".")[0].strip().lower()
    assert stem != device.lower()


def test_the_fingerprint_is_sha256(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(os.urandom(300_000))
    assert sha256_of(path) == hashlib.sha256(path.read_bytes()).hexdigest()
