"""A package's folder: what is set aside, what is foreign, what a system leaves behind."""

from __future__ import annotations

import shutil

import pytest

from exports.files import sha256_of
from exports.package import write_package
from exports.package.verification import verify
from received_packages import refused


def test_a_folder_is_verified_like_a_zip(sealed, tmp_path):
    copy = shutil.copytree(sealed, tmp_path / "收到的")
    assert not refused(copy)
    for name in ("材料", "旧版"):
        (copy / name).mkdir()
        (copy / name / "报告.pdf").write_bytes(b"x")
    (copy / "Thumbs.db").write_bytes(b"x")
    (copy / ".隐藏").write_bytes(b"x")
    (copy / "另一个_报送包.zip").write_bytes(b"x")
    (copy / "别的.eml").write_bytes(b"x")
    found = {one.file: one.kind for one in verify(copy) if one.kind != "good"}
    assert found == {
        "材料": "extra",
        "旧版": "note",
        "Thumbs.db": "note",
        ".隐藏": "extra",
        "另一个_报送包.zip": "extra",
        "别的.eml": "extra",
    }


def test_a_link_in_a_folder_is_refused(sealed, tmp_path):
    copy = shutil.copytree(sealed, tmp_path / "收到的")
    report = next(copy.glob("*季度报告*"))
    try:
        report.rename(tmp_path / "别处.pdf")
        report.symlink_to(tmp_path / "别处.pdf")
    except OSError:
        pytest.skip("this system makes no links")
    assert sha256_of(report)
    assert refused(copy)


def test_files_of_another_kind_of_package_are_set_aside_and_not_lost(
    county, quarter, today, tmp_path
):
    first = write_package(county, quarter, tmp_path, "masked", on=today, zipped=True)
    masked = next(one for one in first if one.what == "附册：志愿者名册")
    own = tmp_path / "我的笔记.txt"
    own.write_text("x", "utf-8")
    write_package(county, quarter, tmp_path, "summary", on=today)
    assert not masked.path.exists()
    assert sha256_of(tmp_path / "旧版" / masked.path.name) == masked.sha256
    assert (tmp_path / "旧版" / first[-1].path.name).is_file()
    assert [one.file for one in verify(tmp_path) if one.is_fault] == [own.name]
    assert own.read_text("utf-8") == "x"


def test_a_file_that_somebody_changed_is_not_moved(county, quarter, today, tmp_path):
    first = write_package(county, quarter, tmp_path, "masked", on=today)
    annex = next(one.path for one in first if one.what == "附册：志愿者名册")
    annex.write_bytes(b"mine now")
    write_package(county, quarter, tmp_path, "summary", on=today)
    assert annex.read_bytes() == b"mine now"
