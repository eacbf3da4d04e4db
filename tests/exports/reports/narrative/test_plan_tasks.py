"""The chapter on the nine tasks, read back from the report."""

from __future__ import annotations

from collections import Counter

import pytest

from exports.reports.narrative.plan_tasks import one_line, tasks
from exports.reports.report_context import ReportContext
from papers import texts_of_pages
from storage.model.period import Quarter
from storage.model.tables import PLAN_PROGRESS
from storage.plan.year_plan import plan_on, rows_of


@pytest.fixture(scope="module")
def kept(county):
    """The plan's rows by number, and this quarter's progress by row."""
    told = {one.row: one for one in county.find(PLAN_PROGRESS, quarter="2026Q3")}
    return [(row, told.get(row.id)) for row in rows_of(county, plan_on(county, 2026))]


def flat(text: str) -> str:
    return "".join(text.split())


def test_the_report_names_every_row_of_the_plan(package, kept):
    text = flat("".join(texts_of_pages(package["季度报告"].read_bytes())))
    chapter = text[text.index("三、九项任务进展") : text.index("四、组织与团建")]
    for row, progress in kept:
        assert flat(f"{row.measure_number} {row.task}") in chapter
        if progress and progress.problems:
            assert flat(progress.problems) in chapter
    states = Counter(progress.state if progress else "未填" for _row, progress in kept)
    for state, number in states.items():
        assert f"{state}{number}条" in chapter


def test_a_year_without_a_plan_is_stated(store, today):
    head, text = tasks(ReportContext(store, Quarter(2016, 3), "masked", today))
    assert (head.text, text.text) == ("三、九项任务进展", "这一年还没有工作要点。")


@pytest.mark.parametrize(
    ("text", "line"),
    [("已印发", "已印发。"), ("已印发。", "已印发。"), ("好！", "好！"), ("一\n二", "一二。")],
)
def test_a_text_of_several_lines_is_one_sentence(text, line):
    assert one_line(text) == line
