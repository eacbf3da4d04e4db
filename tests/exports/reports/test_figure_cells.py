"""Figures, their parts, targets and completion as cells of a workbook."""

from __future__ import annotations

from dataclasses import replace

import pytest

from exports.reports.figure_cells import completion_cell, figure_cell, part_cell, target_cell
from exports.reports.report_context import ReportContext
from exports.sheet import Count, Money, Share
from storage.model.tables.setting import TARGETS, Target


@pytest.mark.parametrize(
    ("value", "unit", "cell"),
    [
        (None, "人", "无数据"),
        (None, "%", "无数据"),
        (66.5, "%", Share(0.665)),
        (100.0, "%", Share(1.0)),
        (1, "是否", "是"),
        (0, "是否", "否"),
        (1234.5, "元", Money(1234.5)),
        (2.5, "小时", 2.5),
        (717, "人", Count(717)),
    ],
)
def test_a_figure_has_the_cell_of_its_unit(value, unit, cell):
    made = figure_cell(value, unit)
    assert (made, type(made)) == (cell, type(cell))


@pytest.fixture
def measured(store, quarter, today):
    with store.edit("目标") as edit:
        for code, value in (("V02", 400), ("V08", 90)):
            edit.save(TARGETS, Target(year=2026, indicator=code, value=value))
    return ReportContext(store, quarter, "masked", today).measured


def test_a_target_is_a_cell_of_the_figures_unit_or_the_word_for_none(measured):
    assert (target_cell(measured["V02"]), type(target_cell(measured["V02"]))) == (400, Count)
    assert (target_cell(measured["V08"]), type(target_cell(measured["V08"]))) == (0.9, Share)
    unset = [one for one in measured.values() if one.indicator.has_target and one.target is None]
    assert unset
    assert {target_cell(one) for one in unset} == {"未下达"}
    assert target_cell(measured["V01"]) == "—"


def changed(one, **facts):
    """The same indicator with another figure."""
    return replace(one, figure=replace(one.figure, **facts))


def test_completion_is_the_share_of_the_target(measured):
    made = completion_cell(changed(measured["V02"], value=299))
    assert (made, type(made)) == (0.748, Share)  # 299 / 400 = 74.75 %, half up
    assert completion_cell(changed(measured["V02"], value=None)) == "—"
    assert completion_cell(changed(measured["V01"], value=12)) == "—"  # no target


def test_a_share_is_completed_only_where_all_are_the_target(measured):
    assert completion_cell(changed(measured["V08"], value=45.0)) == "—"
    whole = changed(measured["V03"], value=74.8)
    assert (whole.target, completion_cell(whole)) == (100, 0.748)


def test_what_a_share_is_counted_from_is_people_or_yuan(measured):
    people = changed(measured["V08"], numerator=5, denominator=6)
    assert [part_cell(people, part) for part in ("numerator", "denominator")] == [5, 6]
    money = changed(measured["F02"], numerator=8_000_000, denominator=None)
    assert part_cell(money, "numerator") == Money(80_000)
    assert isinstance(part_cell(money, "numerator"), Money)
    assert part_cell(money, "denominator") is None
