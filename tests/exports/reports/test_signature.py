"""Who signs a paper, on which day; only a final one has room for the seal."""

from __future__ import annotations

from datetime import date

from exports.reports.report_context import report_context
from exports.reports.signature import signature_block
from storage.model.period import Quarter
from storage.model.tables.setting import OFFICES, Office
from storage.model.tables.unit import UNITS
from storage.quarter.sealing import seal_unchecked

THIRD, TODAY = Quarter(2026, 3), date(2026, 10, 8)


def test_a_draft_has_a_notice_where_a_final_paper_has_room_for_the_seal(store):
    with store.edit("设置") as edit:
        edit.save(OFFICES, Office(name="共青团仁和区委员会", county=store.named(UNITS, "仁和区")))
    hints = []
    for _sealed in (False, True):
        with report_context(store, THIRD, "masked", TODAY) as context:
            block = signature_block(context)
        assert (block.unit, block.date) == ("共青团仁和区委员会", "2026年10月8日")
        hints.append(block.hint)
        seal_unchecked(store, THIRD, TODAY)
    assert hints == ["（草稿　不作报送依据）", "（盖章）"]


def test_an_office_that_is_not_set_is_signed_as_such(store):
    with report_context(store, THIRD, "masked", TODAY) as context:
        assert signature_block(context).unit == "（未设置单位）"
