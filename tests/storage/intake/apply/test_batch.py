from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from people import id_number, volunteer
from storage.intake.apply.batch import apply_plan, records_in, undo_batch
from storage.intake.pipeline import plan_import
from storage.model.period import Quarter
from storage.model.tables.volunteer import VOLUNTEERS
from storage.store.listing import every


@pytest.fixture
def batch(store, tmp_path):
    """An import of one person who is new and one who was known without a telephone."""
    held = volunteer("李静", id_number=id_number("2008-05-17"))
    with store.edit("登记") as edit:
        edit.save(VOLUNTEERS, held)
        edit.save(VOLUNTEERS, volunteer("别人"))
    path = Path(tmp_path / "名册.csv")
    rows = (
        ("姓名", "身份证号", "联系电话"),
        ("王雨欣", id_number("2009-01-02"), "13800138000"),
        ("李静", held.id_number, "13900139000"),
    )
    path.write_text("\n".join(",".join(row) for row in rows), "utf-8-sig")
    return apply_plan(store, plan_import(store, [path], "仁和区"))


def names(store, selection) -> list[str]:
    quarter = Quarter.of(date.today())
    return [row.record.name for row in every(store, selection.query(quarter))]


def test_those_who_were_new_and_those_who_were_changed_are_distinguished(store, batch):
    assert names(store, records_in(batch)) == ["王雨欣"]
    assert names(store, records_in(batch, updated=True)) == ["李静"]


def test_an_import_taken_back_has_no_records_of_its_own(store, batch):
    undo_batch(store, batch.id)
    assert names(store, records_in(batch)) == []
