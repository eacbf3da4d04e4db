"""ready and seal: what stands in the way of a quarter, and what a seal gives."""

from __future__ import annotations

import json

import pytest

from resources import path
from storage.model.period import Quarter
from storage.seals.seal import last_seal
from storage.seeds import seed
from storage.store.store import Store


@pytest.fixture
def ledger(tmp_path):
    """A ledger with nothing but the seeds: nothing in it blocks a quarter but what is not set up."""
    with Store(tmp_path / "ledger.db") as store:
        seed(store, path("seeds"))
    return tmp_path / "ledger.db"


def test_every_check_is_listed_for_a_script_and_counted_for_a_reader(run, ledger):
    code, printed = run("ready", "--period", "2026Q3", "--json")
    found = json.loads(printed)
    checks = {one["code"]: one for one in found["checks"]}
    assert {f"C{number}" for number in range(1, 20)} <= set(checks)
    assert found["ready"] is (code == 0)
    assert all(one["findings"] for one in checks.values() if not one["ok"])
    again, printed = run("ready", "--period", "2026Q3")
    assert again == code
    passed = sum(one["ok"] for one in checks.values())
    assert f"其余 {passed} 项平衡。" in printed


def test_a_quarter_that_has_not_ended_or_is_none_is_not_sealed(run, ledger):
    for words in (("2099Q1", "还不能封存"), ("第三季度", "第三季度")):
        code, printed = run("seal", "--period", words[0])
        assert (code, words[1] in printed) == (2, True)
    with Store(ledger) as store:
        assert last_seal(store, Quarter(2099, 1)) is None
