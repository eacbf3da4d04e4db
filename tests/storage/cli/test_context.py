"""The context of commands: the folder, the ledger, the day, the JSON for scripts."""

import json
from argparse import Namespace
from datetime import date
from pathlib import Path

import pytest

from storage.cli.context import data_folder, day_of, open_store, print_json
from storage.errors import UserError
from storage.model.tables import UNITS

DAY = date(2026, 9, 30)


def test_the_folder_is_the_one_named_or_data_beside_the_program(tmp_path):
    (tmp_path / "data").mkdir()
    assert data_folder(Namespace(here=tmp_path)) == tmp_path / "data"
    assert data_folder(Namespace(here=tmp_path, data="别处")) == Path("别处")


def test_a_new_ledger_is_made_and_seeded_once(tmp_path):
    options = Namespace(here=tmp_path, data=str(tmp_path / "台账"))
    for _ in range(2):
        with open_store(options) as store:
            assert store.path == tmp_path / "台账" / "ledger.db"
            assert store.count(UNITS) == 54


def test_where_a_ledger_is_lost_its_traces_and_the_next_step_are_reported(tmp_path):
    (tmp_path / "window.ini").write_text("", "utf-8")
    options = Namespace(here=tmp_path, data=str(tmp_path))
    with pytest.raises(UserError, match=r"window\.ini") as refused:
        open_store(options)
    assert "没有找到完好的副本" in str(refused.value)
    assert not (tmp_path / "ledger.db").exists()


@pytest.mark.parametrize("text", ["2026-10-01", "2026年10月1日", "2026.10.1", "20261001"])
def test_a_day_is_read_as_people_write_it(text):
    assert day_of(text, DAY) == date(2026, 10, 1)


def test_without_a_day_the_default_holds_and_nonsense_is_a_sentence():
    assert day_of(None, DAY) == day_of("", DAY) == DAY
    with pytest.raises(UserError, match="。$"):
        day_of("明天", DAY)


def test_a_script_reads_chinese_as_it_is(capsys):
    print_json({"单位": ["仁和镇"]})
    out = capsys.readouterr().out
    assert "仁和镇" in out
    assert json.loads(out) == {"单位": ["仁和镇"]}
