"""The annex: the people behind the figures, as far as the papers' privacy shows them."""

from __future__ import annotations

from datetime import date

import pytest

from exports.reports import roster_sheet
from exports.reports.report_context import ReportContext, report_context
from people import volunteer
from rows_by_hand import count_people
from sheets import rows_by_heading
from storage.model.period import Quarter
from storage.model.tables import VOLUNTEERS
from storage.quarter.sealing import seal_unchecked

THIRD, TODAY = Quarter(2026, 3), date(2026, 10, 8)


@pytest.fixture
def people(store):
    """One on the roster, and one who left before the cut-off."""
    with store.edit("录入") as edit:
        one = volunteer("王雨欣", "2005-05-05", phone="13812345678")
        edit.save(VOLUNTEERS, one)
        edit.save(VOLUNTEERS, volunteer("李芳", status="毕业", left_on=date(2026, 8, 1)))
    return one


def test_figures_are_what_the_roster_s_rows_come_to(roster, summary):
    recounted = count_people(roster)
    assert {code: summary[code]["数值"] for code in recounted} == recounted


def test_those_on_the_roster_at_the_cut_off_are_listed_with_numbers_as_far_as_shown(store, people):
    shown = {}
    for privacy in ("masked", "full"):
        sheet = roster_sheet.sheet(ReportContext(store, THIRD, privacy, TODAY))
        assert sheet.size == 1
        (shown[privacy],) = rows_by_heading(sheet)
    assert {row["台账编号"] for row in shown.values()} == {"V000001"}
    assert (shown["full"]["身份证号"], shown["full"]["联系电话"]) == (
        people.id_number, "13812345678",
    )  # fmt: skip
    assert (shown["masked"]["身份证号"], shown["masked"]["联系电话"]) == ("******", "138****")


@pytest.mark.usefixtures("people")
def test_title_and_note_state_the_privacy_of_the_file(store):
    for privacy, word, hides in (("masked", "脱敏", True), ("full", "全量", False)):
        sheet = roster_sheet.sheet(ReportContext(store, THIRD, privacy, TODAY))
        assert f"（{word}）" in sheet.title
        (note,) = sheet.notes
        assert ("不列证件号码" in note) is hides
        assert note.startswith("截至9月30日在册的志愿者。")


@pytest.mark.usefixtures("people")
def test_the_title_of_an_open_quarter_is_a_drafts(store):
    titles = []
    for _sealed in (False, True):
        with report_context(store, THIRD, "masked", TODAY) as context:
            titles.append(roster_sheet.sheet(context).title)
        seal_unchecked(store, THIRD, TODAY)
    assert [one.endswith("（草稿）") for one in titles] == [True, False]
