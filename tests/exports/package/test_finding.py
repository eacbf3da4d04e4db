"""Findings: which kinds refuse a package, and what a script reads of one."""

from __future__ import annotations

from typing import get_args

import pytest

from exports.package.finding import ACCEPTED, Finding, Kind


@pytest.mark.parametrize("kind", get_args(Kind))
def test_all_kinds_but_good_and_note_refuse_the_package(kind):
    assert Finding(kind, "a.pdf", "一句话").is_fault is (kind not in {"good", "note"})
    assert set(ACCEPTED) == {"good", "note"}


def test_a_script_reads_the_cell_only_where_there_is_one():
    assert Finding("missing", "a.pdf", "文件不在").as_json() == {
        "kind": "missing", "file": "a.pdf", "text": "文件不在",
    }  # fmt: skip
    assert list(Finding("cell", "a.xlsx", "改了", "W01", "F9").as_json().items()) == [
        ("kind", "cell"), ("file", "a.xlsx"), ("sheet", "W01"), ("cell", "F9"), ("text", "改了"),
    ]  # fmt: skip
