"""A quarter beside earlier ones: sealed numbers win, decreases are drafted, and it all sums up."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from counties import QUARTER, counties, held
from people import volunteer
from storage.counting.figures import CountingContext
from storage.counting.indicators import INDICATORS
from storage.ledger.database import open_in_memory
from storage.model.tables import EXPLANATIONS, TABLES, UNITS, VOLUNTEERS
from storage.model.tables.quarter import Explanation
from storage.quarter.change_reasons import MERGED, NEW, REMOVED, ReasonDrafter
from storage.quarter.comparison import compare, compare_quarters
from storage.quarter.quarter_source import open_source
from storage.quarter.sealing import seal_unchecked
from storage.seals.seal import seals
from storage.store.store import Store

BEFORE = QUARTER.previous
SEALED_ON = date(2026, 7, 9)
REGISTERED = {"registration_status": "已注册", "registered_on": date(2026, 1, 5)}


@pytest.fixture
def crowd(store):
    """Twelve registered, one of whom turns 36 in the quarter; the quarter before is sealed."""
    born = ["2005-05-05"] * 11 + ["1990-08-01"]
    school = store.named(UNITS, "平地镇")
    with store.edit("录入") as edit:
        made = [
            edit.save(VOLUNTEERS, volunteer(f"学生{at}", day, school=school, **REGISTERED))
            for at, day in enumerate(born)
        ]
    seal_unchecked(store, BEFORE, SEALED_ON)
    return made


def change(store, number, reason="修改", **fields):
    with store.edit(reason) as edit:
        edit.save(VOLUNTEERS, dataclasses.replace(store.get(VOLUNTEERS, number), **fields))


def remove(store, number, reason):
    with store.edit(reason) as edit:
        edit.remove(VOLUNTEERS, number)


def line_of(store, code):
    return {line.code: line for line in compare(store, QUARTER).lines}[code]


def test_each_cause_of_a_decrease_is_counted_once_and_they_sum_to_it(store, crowd):
    change(store, crowd[0], status="毕业", left_on=date(2026, 7, 1))
    change(store, crowd[1], status="毕业", left_on=date(2026, 7, 1), registration_status="已注销")
    change(store, crowd[2], status="转出", left_on=date(2026, 8, 1))
    change(store, crowd[3], registration_status="已注销")
    remove(store, crowd[4], "合并重复的志愿者 学生4")
    remove(store, crowd[5], "删除志愿者 学生5")
    change(store, crowd[6], birth_date="2020-01-01")
    with store.edit("录入") as edit:
        edit.save(VOLUNTEERS, volunteer("新来的", "2006-06-06", **REGISTERED))
    with ReasonDrafter.over(store, QUARTER) as drafter:
        moves = drafter.moves("V02")
    assert moves.added == {NEW: 1}
    assert moves.removed == {
        "毕业": 2, "转出": 1, "注销注册": 1, MERGED: 1, REMOVED: 1, "超过 35 周岁": 1,
        "注册状态更正": 1,
    }  # fmt: skip
    line = line_of(store, "V02")
    assert (line.before, line.now, line.change) == (12, 5, -7)
    assert moves.net == line.change
    assert line.text.startswith("由 12 变为 5（−7）：增加 1 人（新录入 1），减少 8 人（毕业 2、")


def test_a_decrease_must_be_explained_and_the_clerks_words_win(store, crowd):
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


def test_the_quarter_before_is_taken_as_it_was_sealed(store, crowd):
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


def test_what_is_sealed_of_the_comparison_stays(store, crowd):
    change(store, crowd[0], status="毕业", left_on=date(2026, 7, 1))
    before = compare(store, QUARTER)
    seal_unchecked(store, QUARTER, date(2026, 10, 8))
    change(store, crowd[1], registration_status="已注销")
    with store.edit("写变动说明") as edit:
        words = Explanation(quarter=str(QUARTER), indicator="V02", text="后来写的。")
        edit.save(EXPLANATIONS, words)
    with open_source(store, QUARTER, date(2027, 1, 1)) as source:
        assert source.sealed.comparison == before


def test_any_two_quarters_can_be_compared(store, crowd):
    change(store, crowd[0], registration_status="已注销")
    lines = {line.code: line for line in compare_quarters(store, (BEFORE, None), (QUARTER, None))}
    assert (lines["V04"].before, lines["V04"].now, lines["V04"].change_text) == (12, 11, "−1")
    assert lines["V04"].growth == -8.3
    assert len(lines) == len(INDICATORS)
    assert len(seals(store)) == 1


@pytest.fixture(scope="module")
def two_stores(tmp_path_factory):
    """Two empty ledgers: one for the quarter before, as a seal is opened, one for now."""
    now_at = tmp_path_factory.mktemp("now") / "ledger.db"
    with Store(Path("before.db"), open_in_memory()) as before, Store(now_at) as now:
        yield before, now


COUNTS = [
    one.code
    for one in INDICATORS
    if not one.whole and not one.amount and not one.share_of_target and one.unit != "是否"
]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(first=counties(), second=counties())
def test_whatever_happens_the_causes_sum_to_the_change(two_stores, first, second):
    before, now = two_stores
    with held(before, first), held(now, second):
        drafter = ReasonDrafter(CountingContext(now, QUARTER), CountingContext(before, BEFORE))
        for code in COUNTS:
            moves = drafter.moves(code)
            change = int(drafter._now[code].value) - int(drafter._before[code].value)
            assert moves.net == change, code
            assert all(count > 0 for count in (*moves.added.values(), *moves.removed.values()))


@pytest.mark.parametrize("one", INDICATORS, ids=lambda one: one.code)
def test_a_figure_names_every_table_it_rests_on_so_that_a_seal_may_be_opened_in_part(one):
    text = " ".join((one.part, one.whole, one.scope, one.amount, str(one.aggregates or "")))
    used = {table for table in TABLES if re.search(rf"(FROM|JOIN)\s+{table.name}\b", text)}
    assert used <= set(one.reads)


def test_a_seal_opened_in_part_leaves_out_only_what_is_long_and_not_needed(
    store, crowd, monkeypatch
):
    from storage.seals import seal as sealing

    made = sealing.last_seal(store, BEFORE)
    monkeypatch.setattr(sealing, "SHORT_TABLE", 0)
    with sealing.open_seal(store, made, {UNITS}) as past:
        assert past.count(UNITS) == store.count(UNITS)
        assert past.count(VOLUNTEERS) == 0
    monkeypatch.setattr(sealing, "SHORT_TABLE", 4)
    with sealing.open_seal(store, made, {UNITS}) as past:
        assert past.count(VOLUNTEERS) == len(crowd)
