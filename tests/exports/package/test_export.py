"""A package written from the window: a cancelled export leaves the folder as it was."""

from __future__ import annotations

import pytest

from exports.package import LIST_NAME
from exports.package.export import export_package
from storage.errors import Cancelled, UserError
from storage.sending import export_log


def stop(_done: int, _total: int) -> None:
    """A progress that cancels at the first step."""
    raise Cancelled


def test_a_cancelled_export_leaves_neither_files_nor_folder_nor_log(county, quarter, tmp_path):
    out = tmp_path / "给 市里" / "2026Q3"
    logged = list(export_log.last_exports(county))
    with pytest.raises(Cancelled):
        export_package(county, quarter, out, "masked", "", stop)
    assert not out.exists()
    assert list(export_log.last_exports(county)) == logged


def test_a_cancelled_export_leaves_the_files_that_were_in_the_folder(county, quarter, tmp_path):
    other = tmp_path / "会议记录.docx"
    other.write_bytes(b"saved")
    with pytest.raises(Cancelled):
        export_package(county, quarter, tmp_path, "masked", "", stop)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [other.name]


def test_a_refused_export_removes_the_folder_it_created_and_raises_the_sentence(
    county, quarter, tmp_path
):
    with pytest.raises(UserError, match="没有第 9 版|没有封存"):
        export_package(county, quarter, tmp_path / "新", "masked", "", lambda *_: None, version=9)
    assert not (tmp_path / "新").exists()


def test_an_export_always_has_its_archive(store, quarter, tmp_path):
    written = export_package(store, quarter, tmp_path / "报送", "summary", "", lambda *_: None)
    assert [one.what for one in written][-2:] == ["校验清单", "报送包"]
    assert {one.path for one in written} == set((tmp_path / "报送").iterdir())
    assert tmp_path / "报送" / LIST_NAME in {one.path for one in written}


def test_an_export_that_fails_while_files_are_moved_removes_those_already_moved(
    county, quarter, tmp_path
):
    blocking = tmp_path / LIST_NAME
    blocking.mkdir()
    (blocking / "x").write_bytes(b"x")
    with pytest.raises((UserError, OSError)):
        export_package(county, quarter, tmp_path, "summary", "", lambda *_: None)
    assert list(tmp_path.iterdir()) == [blocking]
