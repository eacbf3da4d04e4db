"""An incident names kinds of errors and places in the program, and no value of anybody."""

import re

import pytest

from storage.files.incident_log import LOGS, logs_belong, note, outline
from storage.files.location import FILE_NAME


@pytest.fixture
def error():
    try:
        try:
            int("王雨欣")
        except ValueError as cause:
            raise KeyError("510411200805170011") from cause
    except KeyError as found:
        return found


def test_the_outline_has_kinds_and_places_and_no_values(error):
    lines = outline(error).splitlines()
    assert [line for line in lines if not line.startswith("  ")] == ["KeyError", "ValueError"]
    assert re.fullmatch(rf"  {re.escape(__file__)}:\d+ error", lines[1])
    assert "王雨欣" not in outline(error)
    assert "5104" not in outline(error).replace(__file__, "")


def test_an_error_that_caused_itself_is_outlined_once():
    one = ValueError("x")
    one.__context__ = one
    assert outline(one) == "ValueError"


def test_logs_are_left_only_where_a_ledger_is(tmp_path):
    assert not logs_belong(tmp_path)
    (tmp_path / FILE_NAME).touch()
    assert logs_belong(tmp_path)


def test_an_incident_is_written_next_to_the_ledger(tmp_path, error):
    (tmp_path / FILE_NAME).touch()
    path = note(error, tmp_path)
    assert path.parent == tmp_path / LOGS
    assert path.name.startswith("出错-")
    assert path.read_text("utf-8").endswith(outline(error) + "\n")


def test_without_a_ledger_it_is_written_to_a_file_of_its_own(tmp_path, error, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for folder in (None, tmp_path / "没有台账"):
        path = note(error, folder)
        assert path.parent == tmp_path
        assert path.name.startswith("qingzhi-")
