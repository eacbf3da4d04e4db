"""The work plan: the marks of the county's part, and one line of progress in a quarter."""

import pytest

from storage.errors import Invalid
from storage.model.tables.plan import (
    CITY,
    HELPS,
    LEADS,
    PLAN_PROGRESS,
    PLAN_ROWS,
    WORK_PLANS,
)

ROW = {
    "plan": 1, "ordering": "1", "section_number": "1", "section": "组织建设", "measure_number": "1.1a",
    "task": "建队",
}  # fmt: skip


@pytest.mark.parametrize(("typed", "role"), [
    ("●", LEADS), ("本县负责", LEADS), ("○", HELPS), ("配合提供", HELPS), ("◇", CITY), ("市级事项", CITY),
    ("", HELPS),
])  # fmt: skip
def test_the_county_s_part_is_a_mark_or_its_meaning(typed, role):
    assert PLAN_ROWS.parse({**ROW, "role": typed}).role == role


def test_a_row_has_one_line_of_progress_in_a_quarter(store):
    with store.edit("录入") as edit:
        plan = edit.save(WORK_PLANS, WORK_PLANS.parse({"year": "2031", "title": "要点"}))
        row = edit.save(PLAN_ROWS, PLAN_ROWS.parse({**ROW, "plan": plan}))
        line = {"row": row, "quarter": "2031Q1", "state": "推进中"}
        edit.save(PLAN_PROGRESS, PLAN_PROGRESS.parse(line))
        edit.save(PLAN_PROGRESS, PLAN_PROGRESS.parse({**line, "quarter": "2031Q2"}))
    with pytest.raises(Invalid), store.edit("录入") as edit:
        edit.save(PLAN_PROGRESS, PLAN_PROGRESS.parse({**line, "state": "滞后"}))
