from __future__ import annotations

import pytest

from exports.annotate.originals import write_originals
from people import id_number
from storage.intake.apply.batch import apply_plan
from storage.intake.pipeline import plan_import
from storage.intake.sources import Pasted
from storage.sending import export_log

ROWS = f"姓名,身份证号\n王雨欣,{id_number()}\n"


@pytest.fixture
def roster(tmp_path):
    path = tmp_path / "收到的" / "花名册.csv"
    path.parent.mkdir()
    path.write_text(ROWS, "utf-8-sig")
    return path


def test_a_file_is_exported_as_received_under_an_unused_name(store, tmp_path, roster):
    batch = apply_plan(store, plan_import(store, [roster], "仁和区"))
    before = roster.read_bytes()
    (tmp_path / "花名册.csv").write_text("别的", "utf-8")
    (made,) = write_originals(store, batch, tmp_path)
    assert made.name == "花名册(2).csv"
    assert made.read_bytes() == before
    assert (tmp_path / "花名册.csv").read_text("utf-8") == "别的"
    assert [one.name for one in export_log.last_exports(store)] == ["花名册(2).csv"]


def test_what_was_pasted_comes_out_as_a_text(store, tmp_path):
    batch = apply_plan(store, plan_import(store, [Pasted(ROWS)], "仁和区"))
    (made,) = write_originals(store, batch, tmp_path)
    assert made.suffix == ".txt"
    assert made.read_text("utf-8") == ROWS
