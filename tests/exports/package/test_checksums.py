"""The checksum list: written as sha256sum does, and read without trust."""

from __future__ import annotations

import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.package.checksums import folded_name, format_list, read_list
from exports.package.file_names import written_file
from received_packages import LIST, refused

LISTS = {
    "a file twice": lambda text: text + text.splitlines()[0] + "\n",
    "two hashes for a file": lambda text: text + "0" * 64 + text.splitlines()[0][64:] + "\n",
    "a file in two cases": lambda text: text + text.splitlines()[0].replace("xlsx", "XLSX") + "\n",
    "a short hash": lambda text: text[32:],
    "a long hash": lambda text: "0" * 64 + text,
    "a remark": lambda text: text + "以上文件没有问题\n",
    "a path": lambda text: text + "0" * 64 + "  材料/a.xlsx\n",
    "a line less": lambda text: "\n".join(text.splitlines()[1:]) + "\n",
    "a file that is not there": lambda text: text + "0" * 64 + "  2026Q3_本县_x.xlsx\n",
    "itself": lambda text: text + "0" * 64 + f"  {LIST}\n",
    "nothing": lambda _text: "",
}


@pytest.mark.parametrize("what", LISTS)
def test_a_list_that_was_not_written_so_is_refused(files, packed, sealed, tmp_path, what):
    changed = LISTS[what](files[LIST].decode()).encode()
    assert refused(packed({**files, LIST: changed}.items()))
    copy = shutil.copytree(sealed, tmp_path / "夹")
    (copy / LIST).write_bytes(changed)
    assert refused(copy)


@given(st.text(st.sampled_from("0aF \t\r\n*._校/\\\ufeff季报Q2"), max_size=200))
@settings(max_examples=200)
def test_any_text_is_read_as_a_list_without_fail(text):
    hashes, faults = read_list(text)
    assert all(len(sha256) == 64 for sha256 in hashes.values())
    assert bool(text.strip("\ufeff \t\r\n")) <= bool(hashes or faults)


def test_a_written_list_is_read_back_in_its_order(tmp_path):
    for name in ("乙.pdf", "甲 一.xlsx"):
        (tmp_path / name).write_bytes(name.encode())
    files = [written_file(tmp_path / name, "") for name in ("乙.pdf", "甲 一.xlsx")]
    text = format_list(files)
    assert text.splitlines()[1] == f"{files[1].sha256}  甲 一.xlsx"
    for same in (text, "\ufeff" + text.replace("\n", "\r\n")):
        hashes, faults = read_list(same)
        assert list(hashes.items()) == [(one.path.name, one.sha256) for one in files]
        assert faults == ()


def test_a_fault_names_the_line_and_its_reason():
    digest = "0" * 64
    _hashes, faults = read_list(f"{digest}  a.pdf\n{'f' * 40}  b.pdf\n备注\n{digest}  A.PDF\n")
    assert [one.text for one in faults] == [
        "清单第 2 行SHA-256 不是 64 位，不是本程序写的",
        "清单第 3 行看不懂，不是本程序写的",
        "清单第 4 行的文件名重复或不正常",
    ]


@pytest.mark.parametrize("name", ["报告.PDF", "报告.pdf.", "报告.pdf ", "报告．ｐｄｆ"])
def test_names_that_some_system_takes_for_the_same_fold_to_one(name):
    assert folded_name(name) == "报告.pdf"
    assert folded_name("报告2.pdf") != folded_name("报告.pdf")
