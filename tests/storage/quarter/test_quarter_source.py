"""What papers are made from: the sealed version of a quarter, else the ledger."""

from __future__ import annotations

import dataclasses
from datetime import date

from counties import QUARTER
from storage.counting.figures import figures
from storage.counting.indicators import Figure
from storage.model.tables import EXPLANATIONS, VOLUNTEERS
from storage.model.tables.quarter import Explanation
from storage.quarter.comparison import compare
from storage.quarter.quarter_source import open_source
from storage.quarter.sealing import seal_unchecked

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


def test_a_sealed_comparison_stays_as_it_was_sealed(store, crowd):
    change(store, crowd[0], status="毕业", left_on=date(2026, 7, 1))
    before = compare(store, QUARTER)
    seal_unchecked(store, QUARTER, date(2026, 10, 8))
    change(store, crowd[1], registration_status="已注销")
    with store.edit("写变动说明") as edit:
        words = Explanation(quarter=str(QUARTER), indicator="V02", text="后来写的。")
        edit.save(EXPLANATIONS, words)
    with open_source(store, QUARTER, date(2027, 1, 1)) as source:
        assert source.sealed.comparison == before


def test_the_source_of_an_open_quarter_is_the_ledger_on_that_day(store, crowd):
    with open_source(store, QUARTER, date(2026, 10, 8)) as source:
        assert (source.store, source.made_on, source.sealed) == (store, date(2026, 10, 8), None)


def test_the_source_of_a_sealed_quarter_is_its_last_version_or_the_one_requested(store, crowd):
    change(store, crowd[0], registration_status="已注销")
    seal_unchecked(store, BEFORE, date(2026, 7, 20), "一人已注销")
    with open_source(store, BEFORE, date(2027, 1, 1)) as source:
        assert (source.sealed.seal.version, source.made_on) == (2, date(2026, 7, 20))
        assert source.store.get(VOLUNTEERS, crowd[0]).registration_status == "已注销"
    with open_source(store, BEFORE, date(2027, 1, 1), 1) as source:
        assert source.sealed.seal.version == 1
        assert source.store.get(VOLUNTEERS, crowd[0]).registration_status == "已注册"


def test_sealed_figures_replace_those_a_newer_program_would_count(store, crowd):
    with open_source(store, BEFORE, date(2027, 1, 1)) as source:
        counted = [
            dataclasses.replace(one, figure=Figure(99), rule="新规则")
            for one in figures(source.store, BEFORE)
        ]
        sealed = {one.code: one for one in source.sealed.measured(counted)}
    assert (sealed["V01"].value, sealed["V01"].rule == "新规则") == (12, False)
    assert len(sealed) == len(counted)
