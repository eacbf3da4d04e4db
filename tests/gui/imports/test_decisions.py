"""Decisions of the clerk, by file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt

from gui.imports.check.preview_lines import PlanLines
from gui.imports.choose.chosen_files import FileChoice
from gui.imports.decisions import Decisions
from gui.imports.preparation import Preparation
from import_steps import set_current, type_over
from people import id_number
from storage.intake.choices import NO_DECISION
from storage.intake.pipeline import plan_import
from storage.intake.saved_draft import load
from storage.intake.sources import Pasted
from windows import click


def test_two_files_of_one_name_keep_their_decisions_apart(page, qtbot, read, planned, tmp_path):
    for school, name in (("甲校", "王雨欣"), ("乙校", "李静")):
        (tmp_path / school).mkdir()
        (tmp_path / school / "名册.csv").write_text(
            f"姓名,身份证号,班级\n{name},{id_number()},高一1班\n赵一诺,{id_number()},高一1班\n",
            "utf-8-sig",
        )
    read(tmp_path / "甲校", tmp_path / "乙校")
    names = [row.parsed.name for row in page._work.lines.rows]
    assert names == ["王雨欣", "赵一诺", "李静", "赵一诺"]
    assert page.check.model.index(2, 0).data() == "乙校/名册!2"
    set_current(page, 2, "class_name")
    planned(type_over, qtbot, page.check.grid, "高三9班")
    classes = [row.parsed.class_name for row in page._work.lines.rows]
    assert classes == ["高一1班", "高一1班", "高三9班", "高一1班"]
    set_current(page, 0, "name")
    planned(qtbot.keyClick, page.check.grid, Qt.Key.Key_Delete)
    assert [row.parsed.name for row in page._work.lines.rows] == ["赵一诺", "李静", "赵一诺"]
    page._work.save()
    draft = load(page._session.store)
    assert len(draft.choices.sheets) == 2
    click(qtbot, page, "step_2")
    headings = [page.sheets._list.item(at).text() for at in (0, 2)]
    assert headings == ["甲校/名册.csv", "乙校/名册.csv"]


@pytest.fixture
def work(session, held, qapp):
    """A plan of two known people with other phones, and the preparation that holds it."""
    owner = QObject(qapp)
    work = Preparation(session, owner)
    rows = [f"{one.name}\t{one.id_number}\t1390013900{at}" for at, one in enumerate(held)]
    source = Pasted("\n".join(("姓名\t身份证号\t联系电话", *rows)) + "\n")
    work.lines = PlanLines(plan_import(session.store, [source], "平地镇"))
    yield work
    owner.deleteLater()


@pytest.fixture
def decisions(work):
    return Decisions(work, work)


def choice(work):
    (only,) = work.draft.choices.sheets.values()
    return only


def test_each_decision_is_a_step_that_can_be_undone_by_its_name(work, decisions, qtbot):
    with qtbot.waitSignal(decisions.replan_requested):
        decisions.write_cell(1, "phone", "13700137000")
    assert choice(work).cells == {(3, 2): "13700137000"}
    assert work.last_step == "改一格"
    decisions.set_field_policy("phone", "update")
    assert [work.step_back(), work.step_back(), work.step_back()] == [
        "换这一项怎么办",
        "改一格",
        "",
    ]
    assert work.draft.choices.sheets == {}


def test_a_decision_that_changes_nothing_is_not_planned_again(work, decisions, qtbot):
    with qtbot.assertNotEmitted(decisions.replan_requested):
        decisions.set_policy(work.draft.policy)
        decisions.write_cell(0, "ethnicity", "汉族")  # no column of the sheet
    assert work.last_step == ""


def test_columns_are_mapped_without_a_plan(work, decisions, qtbot):
    with qtbot.assertNotEmitted(decisions.replan_requested):
        decisions.map_columns([work.lines.key(0)[0]], {2: "note"})
    assert choice(work).columns == {2: "note"}
    assert work.stale


def test_accepted_offers_are_recorded_by_row_and_field(work, decisions):
    offers = [one for one in work.lines.offers if one.change.name == "phone"]
    decisions.accept_offers(offers, included=True)
    assert {row: one.take for row, one in choice(work).decisions.items()} == {
        2: {"phone": True}, 3: {"phone": True},
    }  # fmt: skip
    assert work.last_step == "采用 2 处"
    decisions.decide_row(0, {"different": True})
    assert choice(work).decisions[2].different
    assert choice(work).decisions[3].different is NO_DECISION.different


def test_other_files_discard_the_plan_and_the_same_files_keep_it(work, decisions):
    files = FileChoice((Pasted("姓名\n"),), "平地镇", "volunteer", {}, frozenset())
    assert decisions.set_files(files)
    assert work.lines is None
    assert (work.draft.sources, work.draft.unit_name) == (files.sources, "平地镇")
    assert not decisions.set_files(files)
    assert work.last_step == ""
