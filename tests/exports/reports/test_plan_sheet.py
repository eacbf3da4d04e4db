"""W02 and the chapter on the nine tasks, read back from the files and recounted."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from storage.counting.figures import figures
from storage.model.period import Quarter
from storage.model.tables import PLAN_PROGRESS, PLAN_ROWS
from storage.plan.year_plan import plan_on, rows_of

NAME = "W02 工作要点进展"
NUMBER, TASK = (PLAN_ROWS.by_name[name].label for name in ("measure_number", "task"))
STATE, PROGRESS = (PLAN_PROGRESS.by_name[name].label for name in ("state", "progress"))


@pytest.fixture(scope="module")
def rows(book):
    return [row for row in book.rows(NAME, NUMBER) if row[TASK]]


@pytest.fixture(scope="module")
def kept(county):
    """The plan's rows by number, and this quarter's progress by row."""
    told = {one.row: one for one in county.find(PLAN_PROGRESS, quarter="2026Q3")}
    return [(row, told.get(row.id)) for row in rows_of(county, plan_on(county, 2026))]


def test_the_sheet_has_the_notices_29_rows_in_nine_sections(book, rows):
    assert len(rows) == 29
    bands = [row[NUMBER] for row in book.rows(NAME, NUMBER) if not row[TASK]]
    assert bands[0] == "一、健全组织领导体制"
    assert [band[0] for band in bands if "、" in str(band)[:2]] == list("一二三四五六七八九")


def test_each_row_agrees_with_the_plan(rows, kept):
    for found, (row, _progress) in zip(rows, kept, strict=True):
        assert (found[NUMBER], found[TASK]) == (row.measure_number, row.task)
        for name in (
            "lead_units",
            "part_units",
            "target",
            "role",
            "responsible",
            "our_share",
            "wording",
        ):
            assert found[PLAN_ROWS.by_name[name].label] == getattr(row, name)
        day = found[PLAN_ROWS.by_name["deadline"].label]
        assert (day.date() if day else None) == row.deadline


def test_states_progress_and_drafts_are_those_stored(rows, kept):
    for found, (row, progress) in zip(rows, kept, strict=True):
        late = row.deadline is not None and row.deadline < date(2026, 9, 30)
        open_ = progress is None or progress.state not in ("已完成", "长期坚持")
        state = progress.state if progress else "未填"
        assert found[STATE] == state + ("（逾期）" if late and open_ else "")
        if progress and progress.progress:
            assert found[PROGRESS] == progress.progress
        else:
            assert str(found[PROGRESS]).startswith(("［草稿］", "（未填）"))
    assert Counter(str(found[STATE]).removesuffix("（逾期）") for found in rows)["滞后"] == 2


def test_drafted_numbers_are_those_of_the_summary(county, book, rows):
    found = next(row for row in rows if row[NUMBER] == "5.2a")
    for one in figures(county, Quarter(2026, 3)):
        if one.indicator.measure == "5.2a":
            assert one.label in found[PROGRESS]
            assert f"{one.value:,}" in found[PROGRESS]
