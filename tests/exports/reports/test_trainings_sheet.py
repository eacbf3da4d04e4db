"""W09: the year's trainings with those of the county who came, and their sums by category."""

from __future__ import annotations

from datetime import date

import pytest

from exports.reports import trainings_sheet
from exports.reports.report_context import ReportContext
from people import volunteer
from rows_by_hand import count_trainings
from sheets import rows_by_heading
from storage.model.period import Quarter
from storage.model.tables import ATTENDANCES, TRAININGS, VOLUNTEERS
from storage.model.tables.training import Attendance, Training


@pytest.fixture
def context(store):
    """Two trainings of a category, one in the quarter; one more after the cut-off."""
    facts = {"category": "骨干", "content": "条例", "organiser": "团区委"}
    with store.edit("培训") as edit:
        people = [edit.save(VOLUNTEERS, volunteer(name)) for name in ("甲", "乙")]
        for name, day, hours, came in (
            ("春季班", date(2026, 3, 5), 120, people),
            ("秋季班", date(2026, 9, 30), 90, people[:1]),
            ("冬季班", date(2026, 10, 1), 60, people),
        ):
            number = edit.save(TRAININGS, Training(name=name, held_on=day, hours=hours, **facts))
            for person in came:
                edit.save(ATTENDANCES, Attendance(training=number, volunteer=person))
    return ReportContext(store, Quarter(2026, 3), "masked", date(2026, 10, 8))


def test_figures_are_what_the_written_rows_come_to(book, summary):
    recounted = count_trainings(book)
    assert {code: summary[code]["数值"] for code in recounted} == recounted


def test_people_are_never_more_than_attendances(book):
    for row in book.rows("W09.1 培训分类", "培训类别"):
        assert row["本季人数"] <= row["本季人次"]
        assert row["累计人数"] <= row["累计人次"]


def test_the_year_s_trainings_are_listed_to_the_cut_off_with_who_came(context):
    spring, autumn, total = rows_by_heading(trainings_sheet.ledger(context))
    labels = ("序号", "培训名称", "学时", "参训人数", "属本季")
    assert [spring[label] for label in labels] == [1, "春季班", 2.0, 2, "否"]
    assert [autumn[label] for label in labels] == [2, "秋季班", 1.5, 1, "是"]
    assert [total[label] for label in labels] == ["", "合计 2 场", 3.5, 3, "1 场"]


def test_a_person_who_came_twice_is_one_person_and_two_attendances(context):
    rows = {row["培训类别"]: row for row in rows_by_heading(trainings_sheet.categories(context))}
    row = rows["骨干"]
    assert [row[f"本季{what}"] for what in trainings_sheet.SUMS] == [1, 1, 1, 1.5]
    assert [row[f"累计{what}"] for what in trainings_sheet.SUMS] == [2, 2, 3, 3.5]
    assert [rows["应急"][f"累计{what}"] for what in trainings_sheet.SUMS] == [0, 0, 0, 0.0]
    assert {**rows["合计"], "培训类别": "骨干"} == row
