"""What changed after a quarter was sealed, by figure and by record."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from counties import QUARTER
from people import volunteer
from storage.model.tables import VOLUNTEERS
from storage.quarter.seal_diff import (
    ADDED,
    CHANGED,
    REMOVED,
    FigureDifference,
    corrections_since_seal,
    figure_differences,
    format_change,
    is_unchanged,
    record_differences,
    version_differences,
    version_figure_differences,
)
from storage.quarter.sealing import seal_unchecked
from storage.seals.seal import last_seal

BEFORE = QUARTER.previous


def change(store, number, **fields):
    with store.edit("修改") as edit:
        edit.save(VOLUNTEERS, dataclasses.replace(store.get(VOLUNTEERS, number), **fields))


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (12, "人", "+12"),
        (-1234, "人", "−1,234"),
        (0, "", "±0"),
        (1.5, "%", "+1.5 个百分点"),
        (-2.0, "小时", "−2.0"),
    ],
)
def test_a_change_has_a_sign_separators_and_points_for_shares(value, unit, text):
    assert format_change(value, unit) == text


def test_a_difference_of_figures_states_both_values_and_the_change():
    assert FigureDifference("V01", "在册", "人", 7812, 7815).text == "7,812 → 7,815（+3）"
    assert FigureDifference("V01", "在册", "人", None, 3).text == "无数据 → 3"


def test_a_cancelled_registration_shows_in_the_figures_and_its_record(store, crowd):
    seal = last_seal(store, BEFORE)
    assert is_unchanged(store, seal)
    change(store, crowd[0], registration_status="已注销")
    assert not is_unchanged(store, seal)
    found = {one.code: (one.sealed, one.now) for one in figure_differences(store, seal)}
    assert found["V04"] == (12, 11)
    assert "V01" not in found
    (record,) = record_differences(store, seal)
    assert (record.record_id, record.title, record.kind) == (crowd[0], "学生0", CHANGED)
    assert record.as_json() == {
        "table": "volunteer",
        "number": VOLUNTEERS.number(crowd[0]),
        "kind": "更正",
        "fields": ["registration_status"],
    }


def test_who_is_entered_after_the_seal_belongs_to_the_next_quarter(store, crowd):
    with store.edit("录入") as edit:
        edit.save(VOLUNTEERS, volunteer("后来的人"))
    assert list(record_differences(store, last_seal(store, BEFORE))) == []


def test_corrections_and_late_reports_of_the_quarter_before_are_listed_apart(store, crowd):
    registered = {"registration_status": "已注册", "registered_on": date(2026, 6, 1)}
    with store.edit("补报") as edit:
        edit.save(VOLUNTEERS, volunteer("补报的人", "2005-05-05", **registered))
    change(store, crowd[0], registration_status="已注销")
    found = [
        (one.kind, one.sealed, one.now)
        for one in corrections_since_seal(store, QUARTER)
        if one.code == "V04"
    ]
    assert found == [(CHANGED, 12, 11), (ADDED, 11, 12)]
    assert corrections_since_seal(store, BEFORE) == []  # nothing was sealed before it


def test_two_versions_differ_by_what_was_corrected_between_them(store, crowd):
    first = last_seal(store, BEFORE)
    change(store, crowd[0], registration_status="已注销")
    with store.edit("删除") as edit:
        edit.remove(VOLUNTEERS, crowd[1])
    second = seal_unchecked(store, BEFORE, date(2026, 7, 20), "更正两人")
    kinds = {one.record_id: one.kind for one in version_differences(store, first, second)}
    assert kinds == {crowd[0]: CHANGED, crowd[1]: REMOVED}
    figures = {one.code: one.text for one in version_figure_differences(store, first, second)}
    assert figures["V01"] == "12 → 11（−1）"
    assert figures["V04"] == "12 → 10（−2）"
