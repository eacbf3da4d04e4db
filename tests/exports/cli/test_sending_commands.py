"""Sending, verifying and reading answers from the command line, as a script calls them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from email import message_from_bytes
from email.header import decode_header, make_header
from pathlib import Path

import pytest
from openpyxl import load_workbook

from postoffice import CODE, USER, post_office

ROOT = Path(__file__).parents[3]
TO = "zhiyuan@city.example.com"


@pytest.fixture
def call(tmp_path):
    """Runs main.py on an empty ledger; returns code, output and complaint."""

    def run(*words, **environment):
        done = subprocess.run(
            [sys.executable, str(ROOT / "main.py"), *map(str, words), "--data", tmp_path / "数据"],
            capture_output=True, env={**os.environ, **environment}, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    return run


def by_smtp(address, *more):
    return (
        "send", "--period", "2026Q3", "--to", TO, "--smtp", f"{address.host}:{address.port}",
        "--user", USER, "--security", address.security.lower(), "--ca", address.certificate,
        "--password-env", "QZ_CODE", "--draft", *more,
    )  # fmt: skip


def test_a_quarter_is_sent_by_one_command_and_not_a_second_time(call, tmp_path):
    with post_office(tmp_path, "STARTTLS") as (box, address):
        code, out, err = call(*by_smtp(address), QZ_CODE=CODE)
        assert (code, err) == (0, "")
        assert f"已发给 {TO}，共 5 个文件" in out
        (letter,) = (message_from_bytes(one) for one in box.letters)
        assert len([part for part in letter.walk() if part.get_filename()]) == 5
        code, _out, err = call(*by_smtp(address), QZ_CODE=CODE)
        assert code == 2
        assert "没有再发" in err
        assert call(*by_smtp(address, "--again"), QZ_CODE=CODE)[0] == 0
        assert len(box.letters) == 2
    rows = json.loads(call("list", "dispatch", "--json")[1])
    assert [row["channel"] for row in rows] == ["邮件发送"] * 2


def test_without_a_code_or_an_account_nothing_is_sent(call, tmp_path):
    with post_office(tmp_path, "SSL") as (box, address):
        code, _out, err = call(*by_smtp(address), QZ_CODE="")
        assert (code, "没有授权码" in err) == (2, True)
        code, _out, err = call(*by_smtp(address), QZ_CODE="wrong")
        assert (code, "授权码" in err) == (2, True)
        code, _out, err = call("send", "--period", "2026Q3", "--to", TO, "--draft")
        assert (code, "还没有启用邮件发送" in err) == (2, True)
        assert box.letters == []


def test_a_draft_is_written_where_it_is_wanted(call, tmp_path):
    file = tmp_path / "草稿.eml"
    code, out, _err = call("send", "--period", "2026Q3", "--to", TO, "--draft", "--eml", file)
    assert code == 0
    assert str(file) in out
    assert message_from_bytes(file.read_bytes())["X-Unsent"] == "1"


def test_a_draft_is_sent_only_when_she_says_so(call, tmp_path):
    with post_office(tmp_path, "SSL") as (box, address):
        plain = [word for word in by_smtp(address) if word != "--draft"]
        code, out, err = call(*plain, QZ_CODE=CODE)
        assert (code, out) == (2, "")
        assert "草稿" in err
        assert "--draft" in err
        assert box.letters == []
        eml = tmp_path / "a.eml"
        assert call("send", "--period", "2026Q3", "--to", TO, "--eml", eml)[0] == 2
        assert not eml.exists()
        assert json.loads(call("list", "dispatch", "--json")[1]) == []
        code, out, _err = call(*by_smtp(address), QZ_CODE=CODE)
        assert (code, "不算报送" in out) == (0, True)
        subject = str(make_header(decode_header(message_from_bytes(box.letters[0])["Subject"])))
        assert subject.startswith("【草稿】")
    (row,) = json.loads(call("list", "dispatch", "--json")[1])
    assert row["draft"] == "是"


@pytest.mark.skipif(os.name != "posix", reason="a terminal of its own is made only there")
@pytest.mark.parametrize(("answer", "code"), [("n", 2), ("", 2), ("y", 0)])
def test_at_a_terminal_it_asks_whether_a_draft_is_to_go_out(tmp_path, answer, code):
    ours, theirs = os.openpty()
    file = tmp_path / "a.eml"
    words = ("send", "--period", "2026Q3", "--to", TO, "--eml", file, "--data", tmp_path / "数据")
    with subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), *map(str, words)],
        stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        os.write(ours, f"{answer}\n".encode())
        out, err = running.communicate(timeout=120)
    os.close(theirs)
    os.close(ours)
    assert running.returncode == code
    assert "作为草稿发送？" in (out + err).decode()
    assert file.exists() is (code == 0)


def test_verify_reports_in_words_and_to_a_script(call, tmp_path):
    out = tmp_path / "报送"
    assert call("export", "--period", "2026Q3", "--out", out, "--zip")[0] == 0
    code, told, _err = call("verify", out)
    assert code == 0
    assert "与清单一致" in told
    assert "没有改动" not in told
    assert "草稿" in told
    assert json.loads(call("verify", out, "--json")[1])["draft"] is True
    (archive,) = out.glob("*.zip")
    assert call("verify", archive)[0] == 0
    file = next(out.glob("*季度报表.xlsx"))
    book = load_workbook(file)
    page = next(book[name] for name in book.sheetnames if name.startswith("W01"))
    row = next(row for row in page.iter_rows() if row[0].value == "V01")
    row[5].value = 77
    book.save(file)
    code, told, _err = call("verify", out, "--json")
    found = json.loads(told)
    assert (code, found["whole"]) == (1, False)
    (cell,) = [one for one in found["findings"] if one["kind"] == "cell"]
    assert cell["cell"] == row[5].coordinate
    assert call("verify", tmp_path)[0] == 2


def test_an_answer_is_compared_with_what_was_sent(call, tmp_path):
    out = tmp_path / "报送"
    call("export", "--period", "2026Q3", "--out", out)
    file = next(out.glob("*季度报表.xlsx"))
    assert call("answer", file)[:2] == (0, "与报出去的一样。\n")
    book = load_workbook(file)
    page = next(book[name] for name in book.sheetnames if name.startswith("W01"))
    next(row for row in page.iter_rows() if row[0].value == "V01")[5].value = 77
    book.save(file)
    code, told, _err = call("answer", file, "--json")
    found = json.loads(told)
    assert (code, found["quarter"]) == (1, "2026Q3")
    (one,) = found["differences"]
    assert (one["ours"], one["theirs"], one["heading"]) == ("0", "77", "数值")
    assert "V01" in call("answer", file)[1]
