"""Two quarters of the work plan, the zero reports, and what nobody wrote."""

from datetime import timedelta

from storage.demo.sample_progress import PEOPLE, SILENT, STATES, WRITTEN, add_progress
from storage.model.period import Quarter
from storage.model.tables import EXPLANATIONS, PLAN_PROGRESS, PLAN_ROWS, UNITS, ZERO_REPORTS
from storage.model.tables.quarter import REPORT_TEXTS
from storage.model.tables.unit import TOWNSHIP


def test_each_measure_has_its_states_of_both_quarters(county, quarter):
    numbers = {one.id: one.measure_number for one in county.find(PLAN_ROWS)}
    kept = {(numbers[one.row], one.quarter): one.state for one in county.find(PLAN_PROGRESS)}
    for number, before, now in STATES:
        assert kept.get((number, str(quarter.previous))) == before, number
        assert kept.get((number, str(quarter))) == now, number


def test_every_row_has_somebody_and_three_are_overdue(county, quarter):
    rows = county.find(PLAN_ROWS)
    assert {one.responsible for one in rows} == set(PEOPLE)
    days = {one.measure_number: one.deadline for one in rows if one.deadline}
    overdue = {number for number, day in days.items() if day < quarter.cut_off}
    assert overdue == {"1.3c", "8.1", "9.2b"}
    assert set(days.values()) == {
        quarter.cut_off - timedelta(days=10),
        quarter.cut_off + timedelta(days=60),
    }


def test_progress_is_written_for_some_measures_only(county, quarter):
    numbers = {one.id: one.measure_number for one in county.find(PLAN_ROWS)}
    written = {
        numbers[one.row]: one.progress
        for one in county.find(PLAN_PROGRESS, quarter=str(quarter))
        if one.progress
    }
    assert written == WRITTEN


def test_one_township_is_silent_this_quarter_and_none_was_before(county, quarter):
    townships = county.find(UNITS, kind=TOWNSHIP, parent=county.named(UNITS, "仁和区"))
    silent = {}
    for period in (quarter.previous, quarter):
        reported = {one.unit for one in county.find(ZERO_REPORTS, quarter=str(period))}
        silent[period] = [one.name for one in townships if one.id not in reported]
    assert silent == {quarter.previous: [], quarter: [SILENT]}


def test_the_quarter_before_has_an_explanation_and_a_text(county, quarter):
    before = str(quarter.previous)
    explained = [(one.quarter, one.indicator) for one in county.find(EXPLANATIONS)]
    assert explained == [(before, "T01")]
    texts = [(one.quarter, one.paragraph) for one in county.find(REPORT_TEXTS)]
    assert texts == [(before, "教育培训")]


def test_a_year_without_a_plan_gets_no_progress(store):
    with store.edit("录入") as edit:
        add_progress(store, edit, Quarter(2019, 1))
    assert store.count(PLAN_PROGRESS) == 0
