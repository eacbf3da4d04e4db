"""The small ledgers: every record by the cut-off, ticked for each figure that counts it."""

from __future__ import annotations

from datetime import date

import pytest

from exports.reports import ledger_sheets
from exports.reports.ledger_sheets import BY_TABLE, LEDGERS, TICK
from exports.reports.report_context import ReportContext
from exports.sheet import Proof
from sheets import rows_by_heading
from storage.model.tables import AWARDS, FUNDS, POLICY_DOCUMENTS, PUBLICITIES
from storage.model.tables.recognition import Award


def award(name, **facts):
    return Award(name=name, **{"granter": "团市委", "level": "市", "holder": "王雨欣", **facts})


@pytest.fixture
def context(store, quarter, today):
    """Awards of last year, of the year, of after the cut-off, and one whose day is the last."""
    with store.edit("录入") as edit:
        for name, day, level in (
            ("去年", date(2025, 12, 31), "市"),
            ("今年", date(2026, 3, 1), "省"),
            ("季末", date(2026, 9, 30), "县"),
            ("季后", date(2026, 10, 1), "省"),
        ):
            edit.save(AWARDS, award(name, awarded_on=day, level=level, note="内部"))
    return ReportContext(store, quarter, "masked", today)


def test_records_are_listed_by_day_to_the_cut_off_and_ticked_where_they_count(context):
    sheet = ledger_sheets.sheet(context, BY_TABLE["award"])
    rows = rows_by_heading(sheet)
    assert [row["序号"] for row in rows] == [1, 2, 3]
    names = [row[AWARDS.by_name["name"].label] for row in rows]
    assert names == ["去年", "今年", "季末"]
    assert [row["A01"] for row in rows] == [None, TICK, TICK]  # of the year
    assert [row["A02"] for row in rows] == [None, TICK, None]  # of a province or the state
    assert sheet.size == 3


def test_what_is_for_the_office_alone_is_no_column(context):
    labels = [one.label for one in ledger_sheets.sheet(context, BY_TABLE["award"]).headings]
    assert AWARDS.by_name["note"].label not in labels
    for ledger in LEDGERS:
        headings = [one.label for one in ledger_sheets.sheet(context, ledger).headings]
        left_out = {ledger.table.by_name[name].label for name in ledger_sheets.LEFT_OUT
                    if name in ledger.table.by_name}  # fmt: skip
        assert not left_out & set(headings)
        assert len(set(headings)) == len(headings)


def test_the_note_explains_every_tick_and_the_base_of_a_share(context):
    funds = ledger_sheets.sheet(context, BY_TABLE[FUNDS.name])
    (note,) = funds.notes
    assert note.startswith(f"画“{TICK}”的计入该项指标：")
    for code in ("F01", "F02"):
        assert f"{code} {context.measured[code].label}" in note
    assert note.endswith("编号后带“母”的是该比率的分母。")
    (note,) = ledger_sheets.sheet(context, BY_TABLE[POLICY_DOCUMENTS.name]).notes
    assert "母" not in note


def test_a_count_is_proved_by_its_ticks_and_an_amount_by_its_column(context):
    awards = ledger_sheets.sheet(context, BY_TABLE["award"]).proofs
    assert Proof("A01", "A01", TICK) in awards
    publicity = {one.code: one for one in
                 ledger_sheets.sheet(context, BY_TABLE[PUBLICITIES.name]).proofs}  # fmt: skip
    amounts = {one.amount for one in publicity.values()}
    labels = {column.label for column in PUBLICITIES.shown.values()}
    assert amounts - {""} <= labels


def test_a_family_s_first_ledger_stays_without_records_and_its_others_do_not(context):
    assert [one.name for one in ledger_sheets.sheets(context, "W06")] == ["W06 项目活动"]
    assert [one.name for one in ledger_sheets.sheets(context, "W13")] == ["W13.1 表彰奖励"]
    assert list(ledger_sheets.sheets(context, "W99")) == []


def test_every_ledger_has_a_code_and_a_table_of_its_own():
    codes = [one.name.partition(" ")[0] for one in LEDGERS]
    assert codes == sorted(codes, key=lambda code: [int(n) for n in code[1:].split(".")])
    assert len(BY_TABLE) == len(LEDGERS) == len(set(codes))
    for one in LEDGERS:
        assert not one.day or one.day in one.table.by_name
