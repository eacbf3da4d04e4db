"""Comparison of a quarter with earlier ones: sealed numbers, explanations of decreases."""

from __future__ import annotations

import dataclasses
import re
from datetime import date

import pytest

from counties import QUARTER
from people import volunteer
from storage.counting.indicators import INDICATORS
from storage.model.tables import EXPLANATIONS, TABLES, UNITS, VOLUNTEERS
from storage.model.tables.quarter import Explanation
from storage.quarter.comparison import compare, compare_quarters
from storage.seals.seal import seals

BEFORE = QUARTER.previous
SEALED_ON = date(2026, 7, 9)
REGISTERED = {"registration_status": "已注册", "registered_on": date(2026, 1, 5)}


def change(store, number, reason="修改", **fields):
    with store.edit(reason) as edit:
        edit.save(VOLUNTEERS, dataclasses.replace(store.get(VOLUNTEERS, number), **fields))


def remove(store, number, reason):
    with store.edit(reason) as edit:
        edit.remove(VOLUNTEERS, number)


def line_of(store, code):
    return {line.code: line for line in compare(store, QUARTER).lines}[code]


def test_a_decrease_must_be_explained_and_the_clerk_s_words_replace_the_draft(store, crowd):
    change(store, crowd[0], status="毕业", left_on=date(2026, 7, 1))
    line = line_of(store, "V02")
    assert line.must_explain
    assert not line.written
    with store.edit("写变动说明") as edit:
        words = Explanation(quarter=str(QUARTER), indicator="V02", text="初三毕业离校。")
        edit.save(EXPLANATIONS, words)
    line = line_of(store, "V02")
    assert (line.text, line.written, line.must_explain) == ("初三毕业离校。", True, False)


def test_an_explanation_of_another_quarter_does_not_count(store, crowd):
    change(store, crowd[0], status="毕业", left_on=date(2026, 7, 1))
    with store.edit("写变动说明") as edit:
        words = Explanation(quarter=str(BEFORE), indicator="V02", text="上季的说明。")
        edit.save(EXPLANATIONS, words)
    assert line_of(store, "V02").must_explain


def test_the_previous_quarter_is_compared_as_it_was_sealed(store, crowd):
    remove(store, crowd[0], "删除志愿者 学生0")
    found = compare(store, QUARTER)
    assert {line.code: line.before for line in found.lines}["V02"] == 12
    assert found.basis == "2026 年二季度第 1 版"
    assert "没有封存" in found.year_basis


def test_a_later_quarter_without_a_seal_before_it_is_counted_from_today(store, crowd):
    later = QUARTER.next
    found = compare(store, later)
    line = {one.code: one for one in found.lines}["V02"]
    assert (line.before, line.now, line.year_ago) == (11, 11, None)  # one is 36 by then
    assert "按现在的台账回算" in found.basis


def test_without_any_report_before_it_there_is_nothing_to_compare(store):
    with store.edit("录入") as edit:
        edit.save(VOLUNTEERS, volunteer("甲", "2005-05-05", **REGISTERED))
    found = compare(store, QUARTER)
    line = {one.code: one for one in found.lines}["V02"]
    assert (line.before, line.now, line.year_ago) == (None, 1, None)
    assert found.basis == "首次报送，无上季数"


def test_any_two_quarters_can_be_compared(store, crowd):
    change(store, crowd[0], registration_status="已注销")
    lines = {line.code: line for line in compare_quarters(store, (BEFORE, None), (QUARTER, None))}
    assert (lines["V04"].before, lines["V04"].now, lines["V04"].change_text) == (12, 11, "−1")
    assert lines["V04"].growth == -8.3
    assert len(lines) == len(INDICATORS)
    assert len(seals(store)) == 1


@pytest.mark.parametrize("one", INDICATORS, ids=lambda one: one.code)
def test_a_figure_names_every_table_it_reads_so_that_a_seal_may_be_opened_in_part(one):
    text = " ".join((one.part, one.whole, one.scope, one.amount, str(one.aggregates or "")))
    used = {table for table in TABLES if re.search(rf"(FROM|JOIN)\s+{table.name}\b", text)}
    assert used <= set(one.reads)


def test_a_seal_opened_in_part_leaves_out_only_long_tables_not_needed(store, crowd, monkeypatch):
    from storage.seals import seal as sealing

    made = sealing.last_seal(store, BEFORE)
    monkeypatch.setattr(sealing, "SHORT_TABLE", 0)
    with sealing.open_seal(store, made, {UNITS}) as past:
        assert past.count(UNITS) == store.count(UNITS)
        assert past.count(VOLUNTEERS) == 0
    monkeypatch.setattr(sealing, "SHORT_TABLE", 4)
    with sealing.open_seal(store, made, {UNITS}) as past:
        assert past.count(VOLUNTEERS) == len(crowd)
