"""export, fill-form and demo: what they write, and what they print of it."""

from __future__ import annotations

import hashlib
import json

import pytest
from openpyxl import Workbook, load_workbook

from exports.package.encryption import is_locked


def test_a_quarter_is_written_and_each_file_is_printed_with_its_hash(run, tmp_path):
    code, printed = run("export", "--period", "2026Q3", "--out", tmp_path / "报送", "--zip")
    assert code == 0
    files = list((tmp_path / "报送").iterdir())
    assert len(files) == 6
    for file in files:
        assert str(file) in printed
        assert hashlib.sha256(file.read_bytes()).hexdigest() in printed
    assert printed.rstrip().splitlines()[-1].startswith("这些是草稿：")


def test_a_script_reads_paths_kinds_sizes_and_hashes(run, tmp_path):
    words = ("export", "--period", "2026Q3", "--out", tmp_path / "报送", "--privacy", "summary")
    code, printed = run(*words, "--json")
    written = json.loads(printed)
    assert code == 0
    assert [one["what"] for one in written] == ["季度报表", "季度报告", "报送函", "校验清单"]
    assert all({"path", "what", "sha256", "size"} == set(one) for one in written)


def test_whole_numbers_need_a_reason_and_are_locked_with_a_password_shown_once(run, tmp_path):
    words = ("export", "--period", "2026Q3", "--out", tmp_path / "全", "--privacy", "full")
    code, printed = run(*words)
    assert (code, "理由" in printed) == (2, True)
    code, printed = run(*words, "--reason", "市里核对名册")
    assert code == 0
    assert "附册的打开密码（只显示这一次，请另行告知对方）：" in printed
    assert is_locked(next((tmp_path / "全").glob("*附册*")))
    code, printed = run(*words, "--reason", "市里核对名册", "--password", "k7mq-x3ab")
    assert (code, "只显示这一次" in printed) == (0, False)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--period", "2026Q9"), "2026Q9"),
        (("--period", "2026Q3", "--version", "2"), "没有封存|没有第 2 版"),
    ],
)
def test_a_quarter_or_a_version_that_is_none_is_a_sentence(run, tmp_path, words, sentence):
    code, printed = run("export", *words, "--out", tmp_path / "报送")
    assert code == 2
    assert any(part in printed for part in sentence.split("|"))


def test_a_form_is_filled_and_the_cells_are_counted(run, tmp_path):
    book = Workbook()
    book.active["A1"], book.active["B1"] = "注册人数", "{V01}"
    book.save(tmp_path / "市里的表.xlsx")
    out = tmp_path / "填好.xlsx"
    code, printed = run("fill-form", tmp_path / "市里的表.xlsx", "--period", "2026Q3", "--out", out)
    assert code == 0
    assert printed.startswith(f"已填 1 处：{out}（草稿：")
    assert load_workbook(out).active["B1"].value in (0, "0")
