"""The parts of the import page: when they show a plan, and where their requests go."""

import pytest

from gui.imports.check.preview_lines import PlanLines
from gui.imports.decisions import Decisions
from gui.imports.import_state import STEP_NAMES
from gui.imports.preparation import Preparation
from gui.imports.step_pages import StepPages
from people import id_number
from storage.intake.pipeline import plan_import
from storage.intake.sources import Pasted


@pytest.fixture
def pages(session, qtbot):
    pages = StepPages(session)
    for part in pages.in_order():
        qtbot.addWidget(part)
    return pages


@pytest.fixture
def lines(store):
    source = Pasted(f"姓名\t身份证号\n王雨欣\t{id_number()}\n李静\t{id_number()}\n")
    return PlanLines(plan_import(store, [source], "平地镇"))


def test_there_is_a_part_for_each_step(pages):
    assert len(set(pages.in_order())) == len(STEP_NAMES)


def test_a_part_shows_a_plan_when_it_is_opened_and_only_once(pages, lines):
    pages.show_lines(lines, lambda _key: None)
    assert pages.check.model.rowCount() == 0
    resets = []
    pages.check.model.modelReset.connect(lambda: resets.append(1))
    pages.refresh(pages.check)
    assert pages.check.model.rowCount() == 2
    shown = len(resets)
    pages.refresh(pages.check)
    assert len(resets) == shown
    assert pages.compare.rows.rowCount() == 0


def test_the_requests_of_the_parts_become_decisions(pages, lines, session, qtbot):
    work = Preparation(session, pages.check)
    work.lines = lines
    decisions = Decisions(work, pages.check)
    pages.connect(decisions)
    with qtbot.waitSignal(decisions.replan_requested):
        pages.check.exclude_requested.emit([1])
    (choice,) = work.draft.choices.sheets.values()
    assert choice.left_out == {3}
    with qtbot.waitSignal(decisions.replan_requested):
        pages.compare.policy_requested.emit("update")
    assert work.draft.policy == "update"
    assert work.last_step == "换已有的人怎么办"
