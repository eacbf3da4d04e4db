"""Failures are reported by their cause: a missing library, the ledger's file, a disk."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from damage import zero_a_page
from people import volunteer
from storage.errors import UserError
from storage.files.incident_log import note, outline
from storage.ledger.driver import connect
from storage.ledger.failure_messages import explain_error
from storage.model.tables import VOLUNTEERS
from storage.store.store import Store

ROOT = Path(__file__).parents[3]
ROSTERS = ROOT / "tests" / "reference" / "rosters"
INCOMPLETE = "程序文件不完整，可能被安全软件隔离了：缺 "


def run(*words, without="", shadows=None, **environment):
    """Run main.py, with one library that cannot be loaded; returns code and both outputs."""
    path = ""
    if without:
        package = shadows / without
        package.mkdir(parents=True)
        (package / "__init__.py").write_text(
            f"raise ImportError('DLL load failed while importing', name={without!r})", "utf-8"
        )
        path = str(shadows)
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": path, "QT_QPA_PLATFORM": "offscreen", **environment},
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("without", "file"),
    [("python_calamine", "plain.xlsx"), ("defusedxml", "plain.xlsx"), ("xlrd", "old.xls")],
)
def test_a_reader_that_lacks_a_library_blames_the_program_not_the_roster(tmp_path, without, file):
    roster = ROSTERS / file
    if file == "old.xls":
        import xlwt

        book = xlwt.Workbook()
        book.add_sheet("名册").write(0, 0, "姓名")
        roster = tmp_path / file
        book.save(str(roster))
    code, _out, sentence = run(
        "import", roster, "--data", tmp_path / "d", without=without, shadows=tmp_path / "s"
    )
    assert code == 2
    assert f"{INCOMPLETE}{without}" in sentence
    assert "已损坏" not in sentence
    assert "没有读完" not in sentence


@pytest.mark.parametrize("without", ["sqlcipher3", "PySide6"])
def test_a_missing_library_is_reported_at_the_start(tmp_path, without):
    words = ("list", "volunteers") if without == "sqlcipher3" else ()
    code, out, sentence = run(
        *words, "--data", tmp_path / "d", without=without, shadows=tmp_path / "s"
    )
    assert (code, out) == (2, "")
    assert f"{INCOMPLETE}{without}" in sentence
    assert "Traceback" not in sentence
    assert not (tmp_path / "d" / "logs").exists()


def test_a_locked_book_without_its_library_is_reported(tmp_path):
    code, _out, sentence = run(
        "import", ROSTERS.parent / "locked.xlsx", "--password", "青年节54", "--data", tmp_path,
        without="msoffcrypto", shadows=tmp_path / "s",
    )  # fmt: skip
    assert code == 2
    assert f"{INCOMPLETE}msoffcrypto" in sentence


@pytest.fixture(scope="module")
def damaged(tmp_path_factory):
    """A ledger with a page of its volunteers gone."""
    folder = tmp_path_factory.mktemp("坏页")
    with Store(folder / "ledger.db") as store, store.edit("录入") as edit:
        edit.save_new(VOLUNTEERS, [volunteer(f"王{n}", note="备注" * 9) for n in "一二三四" * 40])
    zero_a_page(folder / "ledger.db", "volunteer")
    return folder


@pytest.mark.parametrize(
    "words",
    [
        ("list", "volunteers"),
        ("list", "volunteers", "--json"),
        ("check",),
        ("indicators", "--period", "2026Q3"),
        ("import", ROSTERS / "plain.xlsx", "--unit", "平地镇"),
        ("reconcile", ROSTERS / "plain.xlsx"),
        ("backup", "另存"),
        ("export", "--period", "2026Q3", "--out", "报送"),
        ("ready", "--period", "2026Q3"),
        ("seal", "--period", "2026Q3"),
        ("agenda",),
        ("plan", "--period", "2026Q3"),
        ("compare", "2026Q2", "2026Q3"),
    ],
    ids=lambda words: words[0],
)
def test_every_command_reports_a_damaged_page_as_damage(damaged, tmp_path, words):
    at = [str(tmp_path / word) if word in ("退回", "另存", "报送") else word for word in words]
    code, out, sentence = run(*at, "--data", damaged)
    description = out + sentence
    assert code in (1, 2)
    assert "读不出来（文件已损坏）" in description or "有损坏" in description
    for wrong in ("没有损坏", "没有发现问题", "完好", "意外", "Traceback", "malformed", "Error"):
        assert wrong not in description


@pytest.mark.parametrize(
    ("code", "sentence"),
    [(5, "另一个程序使用"), (8, "只读"), (10, "磁盘"), (11, "已损坏"), (13, "磁盘已满.*只剩"),
     (14, "打不开"), (26, "已损坏"), (1, "数据库错误 1")],
)  # fmt: skip
def test_every_database_error_has_a_sentence_without_english(code, sentence):
    real = _failure()
    real.sqlite_errorcode = code
    description = explain_error(real, Path("/数据/ledger.db"))
    with pytest.raises(UserError, match=sentence):
        raise description
    assert "no such table" not in str(description)
    assert "没有损坏" not in str(description)


def _failure():
    connection = connect(":memory:")
    try:
        connection.execute("SELECT * FROM nothing")
    except Exception as error:
        return error
    finally:
        connection.close()
    raise AssertionError("it did not fail")


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EROFS, errno.ENODEV, 4711])
def test_a_disk_failure_is_reported_with_its_file_and_without_english(number):
    description = str(explain_error(OSError(number, os.strerror(number), "/盘/表.xlsx")))
    assert "表.xlsx" in description or "只剩" in description
    assert os.strerror(number) not in description


def test_a_fault_of_the_program_is_no_sentence():
    assert explain_error(KeyError("王伟")) is None
    assert explain_error(OSError("无号")) is None


def test_an_incident_is_noted_without_values_and_follows_no_link(tmp_path):
    victim = tmp_path / "别人的.txt"
    victim.write_text("原样", "utf-8")
    (tmp_path / "logs").mkdir()
    try:
        raise ValueError("510411200805170012 王伟")
    except ValueError as error:
        first, second = note(error, tmp_path), note(error, tmp_path)
        assert "510411" not in outline(error)
    assert first != second
    for one in (first, second):
        assert one.parent == tmp_path / "logs"
        assert "ValueError" in one.read_text("utf-8")
        assert "王伟" not in one.read_text("utf-8")
    assert victim.read_text("utf-8") == "原样"


def test_an_incident_is_reported_even_where_nothing_can_be_written(tmp_path, monkeypatch):
    def refuse(*_facts, **_more):
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    assert note(ValueError("x"), tmp_path / "没有") is None


def test_an_incident_in_a_fresh_folder_leaves_no_trace_of_a_ledger(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    path = note(ValueError("x"), tmp_path / "新的")
    assert path.parent == tmp_path
    assert not (tmp_path / "新的").exists()
    assert path.stat().st_mode & 0o077 == 0
