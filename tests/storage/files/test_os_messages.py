"""Failures of files and disks in words: the number Python gives, else the one Windows gives."""

import errno
from pathlib import Path

import pytest

from storage.files.os_messages import disk_of, free_space, is_full, reason


def windows_error(winerror, number=errno.EINVAL):
    error = OSError(number, "…")
    error.winerror = winerror
    return error


@pytest.mark.parametrize(("error", "words"), [
    (OSError(errno.ENOSPC, ""), "盘满了"), (windows_error(112), "盘满了"), (windows_error(39), "盘满了"),
    (OSError(errno.EACCES, ""), "没有权限，或正被另一个程序使用"),
    (OSError(errno.ENOENT, ""), "找不到文件或文件夹"),
    (windows_error(32, errno.EACCES), "正被另一个程序使用"),
    (windows_error(3, errno.ENOENT), "找不到文件夹"),
    (windows_error(1167), "设备没有就绪，可能已经拔出"),
    (OSError(9999, ""), "系统错误 9999"), (windows_error(4711, 9999), "系统错误 4711"),
    (OSError("…"), "系统没有说明原因"),
])  # fmt: skip
def test_the_reason_is_stated_in_words(error, words):
    assert reason(error) == words


@pytest.mark.parametrize(("error", "full"), [
    (OSError(errno.ENOSPC, ""), True), (OSError(errno.EDQUOT, ""), True), (OSError(errno.EFBIG, ""), True),
    (windows_error(112), True), (OSError(errno.EACCES, ""), False), (windows_error(5), False),
])  # fmt: skip
def test_a_full_disk_is_known_by_either_number(error, full):
    assert is_full(error) is full


def test_the_free_space_of_a_folder_that_is_not_there_yet_is_that_of_its_disk(tmp_path):
    text = free_space(tmp_path / "未建" / "文件夹", 2_500_000)
    assert text.startswith(f"{disk_of(tmp_path)} 只剩 ")
    assert text.endswith(" MB，需要 2.5 MB")
    assert "需要" not in free_space(tmp_path)


def test_a_folder_lies_on_what_is_mounted_above_it(tmp_path):
    disk = disk_of(tmp_path)
    assert disk == Path(tmp_path.anchor) or disk.is_mount()
    assert tmp_path.resolve().is_relative_to(disk)
