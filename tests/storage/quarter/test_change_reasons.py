"""Why a figure changed: each record that joined or left has one cause, and they sum to it."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from counties import QUARTER, counties, held
from people import volunteer
from storage.counting.counting_rules import ROSTER
from storage.counting.figures import CountingContext
from storage.counting.indicators import INDICATORS
from storage.ledger.database import open_in_memory
from storage.model.tables import VOLUNTEERS
from storage.quarter.change_reasons import (
    LEAVING_CAUSES,
    MERGED,
    NEW,
    REMOVED,
    CountChanges,
    ReasonDrafter,
    cause_case_sql,
    matching_causes,
)
from storage.quarter.comparison import compare
from storage.store.store import Store

BEFORE = QUARTER.previous
REGISTERED = {"registration_status": "已注册", "registered_on": date(2026, 1, 5)}


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
    with ReasonDrafter.open_for(store, QUARTER) as drafter:
        changes = drafter.changes("V02")
    assert changes.added == {NEW: 1}
    assert changes.removed == {
        "毕业": 2, "转出": 1, "注销注册": 1, MERGED: 1, REMOVED: 1, "超过 35 周岁": 1,
        "注册状态更正": 1,
    }  # fmt: skip
    line = line_of(store, "V02")
    assert (line.before, line.now, line.change) == (12, 5, -7)
    assert changes.net == line.change
    assert line.text.startswith("由 12 变为 5（−7）：增加 1 人（新录入 1），减少 8 人（毕业 2、")


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
def test_the_causes_always_sum_to_the_change(two_stores, first, second):
    before, now = two_stores
    with held(before, first), held(now, second):
        drafter = ReasonDrafter(CountingContext(now, QUARTER), CountingContext(before, BEFORE))
        for code in COUNTS:
            changes = drafter.changes(code)
            change = int(drafter._now[code].value) - int(drafter._before[code].value)
            assert changes.net == change, code
            assert all(count > 0 for count in (*changes.added.values(), *changes.removed.values()))


def test_a_draft_states_the_change_and_its_causes(store, crowd):
    change(store, crowd[0], status="毕业", left_on=date(2026, 7, 1))
    with ReasonDrafter.open_for(store, QUARTER) as drafter:
        assert drafter.draft("V01", 12, 11) == "由 12 变为 11（−1）：减少 1 人（毕业 1）。"
        assert drafter.draft("T01", 2, 1) == "由 2 变为 1（−1）。"  # of the quarter: no causes


def test_changes_are_listed_from_the_most_frequent_cause():
    changes = CountChanges({"新录入": 20, "新注册": 100}, {"毕业": 1200})
    assert changes.net == -1080
    assert changes.text("人") == "增加 120 人（新注册 100、新录入 20），减少 1,200 人（毕业 1,200）"
    assert CountChanges({}, {}).text("人") == ""


def test_a_figure_on_people_of_all_ages_knows_no_cause_of_age():
    words = [one.label for one in matching_causes(LEAVING_CAUSES, VOLUNTEERS, ROSTER)]
    assert words == ["毕业", "转出", "退出", "改由市里统计"]
    assert cause_case_sql(iter(())) == "'情况变化'"
