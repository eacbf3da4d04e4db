"""今天就报 on the report page: what blocks, explanations, 零报告, sealing, versions."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPlainTextEdit

from gui import notice
from gui.report.check_list import CheckRow
from gui.report.report_page import ReportPage
from gui.session import Route
from gui.widgets.elided import ElidedLabel
from storage.counting.figures import one_figure
from storage.demo import make_county
from storage.model.tables import EXPLANATIONS, PLAN_PROGRESS, VOLUNTEERS, ZERO_REPORTS
from storage.model.tables.plan import PlanProgress
from storage.model.tables.quarter import Explanation
from storage.plan.year_plan import plan_on, rows_of
from storage.quarter.readiness import check_readiness
from storage.quarter.sealing import seal_unchecked
from storage.seals.seal import contents_of, seals
from storage.store.listing import every
from windows import click, show, text


@pytest.fixture
def county(session):
    """A sample county with the quarter before sealed."""
    quarter = make_county(session.store, date.today())
    seal_unchecked(session.store, quarter.previous, quarter.first)
    return session.store


@pytest.fixture
def mended(county, session):
    """The same with nothing left that blocks, and one person whose status will change."""
    from storage.model.tables import UNITS
    from storage.quarter.check import CheckContext
    from storage.quarter.comparison import compare
    from storage.quarter.coverage import MISSING_UNITS, save_zero_reports

    quarter, today = session.quarter, date.today()
    silent = CheckContext(county, quarter, today).select(UNITS, MISSING_UNITS)
    with county.edit("补齐") as edit:
        save_zero_reports(edit, quarter, [one.record.id for one in every(county, silent.query(quarter))],
                  today, "周嘉诚")  # fmt: skip
        told = {one.row for one in county.find(PLAN_PROGRESS, quarter=str(quarter))}
        for row in rows_of(county, plan_on(county, quarter.year)):
            if row.id not in told:
                edit.save(
                    PLAN_PROGRESS, PlanProgress(row=row.id, quarter=str(quarter), state="未启动")
                )
        for line in compare(county, quarter).decreased:
            words = Explanation(quarter=str(quarter), indicator=line.code, text="毕业离校。")
            edit.save(EXPLANATIONS, words)
    assert check_readiness(county, quarter, today).blockers == ()
    return county


def page_of(qtbot, session):
    page = show(qtbot, ReportPage(session))
    settled(qtbot, page)
    return page


def settled(qtbot, page):
    qtbot.waitUntil(
        lambda: (
            page._state is not None
            and page.paper.making is None
            and not page._timer.isActive()
            and page._session.writing is None
        ),
        timeout=60_000,
    )


def rows(page):
    return [row.findChild(ElidedLabel).full_text() for row in page.findChildren(CheckRow)]


def test_what_blocks_stands_first_and_the_seal_is_closed(qtbot, session, county):
    page = page_of(qtbot, session)
    listed = [row for row in rows(page) if row]
    assert listed[0].startswith("C16")
    assert any(row.startswith("C19") for row in listed)
    assert listed[-1].startswith("其余")
    assert "处挡住封存" in text(page, "page_sentence")
    assert page.pill.text() == "未封存"
    assert not page.findChild(QAbstractButton, "seal").isEnabled()


def test_a_reminder_leads_to_its_records(qtbot, session, county):
    page = page_of(qtbot, session)
    with qtbot.waitSignal(session.route_requested) as heard:
        page.findChild(QAbstractButton, "mend_C3_remind").click()
    route = heard.args[0]
    assert route.page == "volunteers"
    assert route.selection.table is VOLUNTEERS


def test_explanations_are_drafted_and_kept_as_she_leaves_them(qtbot, session, county):
    page = page_of(qtbot, session)
    page.findChild(QAbstractButton, "mend_C16_block").click()
    field = page.findChild(QPlainTextEdit, "explain_V01")
    draft = field.toPlainText()
    assert "毕业" in draft
    field.setPlainText("初三、高三学生毕业离校。")
    page.findChild(QAbstractButton, "save_explanations").click()
    kept = {
        one.indicator: one for one in session.store.find(EXPLANATIONS, quarter=str(session.quarter))
    }
    assert kept["V01"].text == "初三、高三学生毕业离校。"
    assert kept["V01"].drafted == draft
    settled(qtbot, page)
    assert not [row for row in rows(page) if row.startswith("C16")]


def test_a_zero_report_needs_a_tick_and_a_name(qtbot, session, county):
    page = page_of(qtbot, session)
    before = session.store.count(ZERO_REPORTS)
    page.findChild(QAbstractButton, "mend_C19_block").click()
    card = page.standing.silence
    assert card.isVisible()
    assert not page.findChild(QAbstractButton, "note_zero").isEnabled()
    for at in range(card.units.count()):
        card.units.item(at).setCheckState(Qt.CheckState.Checked)
    click(qtbot, page, "note_zero")
    assert "谁确认" in text(page, "zero_fault")
    assert session.store.count(ZERO_REPORTS) == before
    card.by.setText("李芳")
    click(qtbot, page, "note_zero")
    assert session.store.count(ZERO_REPORTS) == before + 1
    settled(qtbot, page)
    assert not [row for row in rows(page) if row.startswith("C19")]


def test_what_was_begun_for_one_quarter_is_not_kept_in_another(qtbot, session, county):
    page = page_of(qtbot, session)
    page.findChild(QAbstractButton, "mend_C19_block").click()
    card = page.standing.silence
    card.units.item(0).setCheckState(Qt.CheckState.Checked)
    card.by.setText("李芳")
    session.choose_quarter(session.quarter.previous)
    settled(qtbot, page)
    assert not card.isVisible()
    assert not card._ticked
    assert card.by.text() == ""


def test_another_page_may_ask_for_the_zero_reports(qtbot, session, county):
    page = ReportPage(session)
    page.show_route(Route("reports", view="zero"))
    show(qtbot, page)
    settled(qtbot, page)
    assert page.standing.silence.isVisible()


def test_sealing_asks_first_and_then_holds(qtbot, session, mended, monkeypatch):
    page = page_of(qtbot, session)
    answers = [False, True]
    asked = []

    def answer(_parent, question, detail, yes):
        asked.append((question, detail, yes))
        return answers.pop(0)

    monkeypatch.setattr(notice, "confirm", answer)
    click(qtbot, page, "seal")
    assert seals(session.store, session.quarter) == []
    click(qtbot, page, "seal")
    qtbot.waitUntil(lambda: "第 1 版" in page.pill.text(), timeout=60_000)
    settled(qtbot, page)
    assert "不能解封" in asked[0][1]
    assert page.pill.text() == "已封存第 1 版"
    assert not page.findChild(QAbstractButton, "seal").isEnabled()


def test_edits_show_as_corrections_and_are_sealed_as_a_version_of_their_own(
    qtbot, session, mended, monkeypatch
):
    monkeypatch.setattr(notice, "confirm", lambda *_facts: True)
    first = seal_unchecked(session.store, session.quarter, date.today())
    page = page_of(qtbot, session)
    figure = page.findChild(QAbstractButton, "figure_V02").accessibleName()
    content = page.paper.view.file.content
    counted = one_figure(session.store, session.quarter, "V02").part
    person = next(every(session.store, counted.query(session.quarter))).record
    with session.edit("注销一人") as edit:
        edit.save(VOLUNTEERS, dataclasses.replace(person, registration_status="已注销"))
    settled(qtbot, page)
    assert page.pill.text() == "已封存第 1 版，有更正"
    assert "改了 1 条记录" in text(page, "page_sentence")
    # the sealed figures and paper stay as they were
    assert page.findChild(QAbstractButton, "figure_V02").accessibleName() == figure
    assert page.paper.view.file.content == content
    page.standing.choose("versions")
    told = [label.full_text() for label in page.standing.versions.findChildren(ElidedLabel)]
    assert any(person.name in words for words in told)
    assert not page.findChild(QAbstractButton, "seal_correction").isEnabled()
    page.standing.explain()
    drafted = page.findChild(QPlainTextEdit, "explain_V02·第2版").toPlainText()
    assert "减少 1 人（注销注册 1）" in drafted
    click(qtbot, page, "save_explanations")
    assert page.standing.focusWidget() is page.findChild(QAbstractButton, "segment_versions")
    settled(qtbot, page)
    page.standing.versions.reason.setText("学校漏报一人注销")
    page.standing.versions.corrected.emit("学校漏报一人注销")
    qtbot.waitUntil(lambda: "第 2 版" in page.pill.text(), timeout=60_000)
    settled(qtbot, page)
    assert len(seals(session.store, session.quarter)) == 2
    assert page.pill.text() == "已封存第 2 版（更正）"
    said = [label.text() for label in page.standing.versions.findChildren(QLabel)]
    assert any("比第 1 版改了 1 条记录：注册青年志愿者数" in words for words in said)
    assert said[0] == "封存以后没有改动。"  # of the last version, and so above it
    assert page.standing.checks.pill.text() == "已封存"
    page.findChild(QAbstractButton, "open_version_1").click()
    assert page.standing.focusWidget() is page.findChild(QAbstractButton, "segment_versions")
    settled(qtbot, page)
    assert "正在看第 1 版" in page.pill.text()
    assert page.paper.view.file.content == content
    assert page.giving.version == 1
    assert contents_of(session.store, first)["version"] == 1


def test_a_correction_needs_its_reason(qtbot, session, mended, monkeypatch):
    monkeypatch.setattr(notice, "confirm", lambda *_facts: True)
    seal_unchecked(session.store, session.quarter, date.today())
    page = page_of(qtbot, session)
    with qtbot.waitSignal(session.notice_posted) as heard:
        page.standing.versions.corrected.emit("")
    assert "写明更正的原因" in heard.args[0].text
    assert len(seals(session.store, session.quarter)) == 1


def test_what_is_to_be_explained_is_shown_from_the_top(qtbot, session, county):
    page = page_of(qtbot, session)
    page.standing.explain()
    bar = page.standing.explaining._area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    page.standing.explain()
    assert bar.value() == 0
    first = next(iter(page.standing.explaining._texts.values()))
    assert first.hasFocus()
