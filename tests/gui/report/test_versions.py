"""The versions of a sealed quarter: corrections, their reason, and opening one."""

from __future__ import annotations

import dataclasses
from datetime import date

from PySide6.QtWidgets import QAbstractButton, QLabel, QPlainTextEdit

from gui import notice
from gui.widgets.elided import ElidedLabel
from pages.report import open_page, wait_settled
from storage.counting.figures import one_figure
from storage.model.tables import VOLUNTEERS
from storage.quarter.sealing import seal_unchecked
from storage.seals.seal import contents_of, seals
from storage.store.listing import every
from windows import click, text


def test_edits_show_as_corrections_and_are_sealed_as_a_version_of_their_own(
    qtbot, session, ready_county, monkeypatch
):
    monkeypatch.setattr(notice, "confirm", lambda *_facts: True)
    first = seal_unchecked(session.store, session.quarter, date.today())
    page = open_page(qtbot, session)
    figure = page.findChild(QAbstractButton, "figure_V02").accessibleName()
    content = page.preview.view.file.content
    counted = one_figure(session.store, session.quarter, "V02").part
    person = next(every(session.store, counted.query(session.quarter))).record
    with session.edit("注销一人") as edit:
        edit.save(VOLUNTEERS, dataclasses.replace(person, registration_status="已注销"))
    wait_settled(qtbot, page)
    assert page.pill.text() == "已封存第 1 版，有更正"
    assert "改了 1 条记录" in text(page, "page_sentence")
    # the sealed figures and paper stay as they were
    assert page.findChild(QAbstractButton, "figure_V02").accessibleName() == figure
    assert page.preview.view.file.content == content
    page.side.choose("versions")
    changed_names = [label.full_text() for label in page.side.versions.findChildren(ElidedLabel)]
    assert any(person.name in words for words in changed_names)
    assert not page.findChild(QAbstractButton, "seal_correction").isEnabled()
    page.side.explain()
    drafted = page.findChild(QPlainTextEdit, "explain_V02·第2版").toPlainText()
    assert "减少 1 人（注销注册 1）" in drafted
    click(qtbot, page, "save_explanations")
    assert page.side.focusWidget() is page.findChild(QAbstractButton, "segment_versions")
    wait_settled(qtbot, page)
    page.side.versions.reason.setText("学校漏报一人注销")
    page.side.versions.correction_requested.emit("学校漏报一人注销")
    qtbot.waitUntil(lambda: "第 2 版" in page.pill.text(), timeout=60_000)
    wait_settled(qtbot, page)
    assert len(seals(session.store, session.quarter)) == 2
    assert page.pill.text() == "已封存第 2 版（更正）"
    labels = [label.text() for label in page.side.versions.findChildren(QLabel)]
    assert any("比第 1 版改了 1 条记录：注册青年志愿者数" in words for words in labels)
    assert labels[0] == "封存以后没有改动。"  # of the last version, and so above it
    assert page.side.checks.pill.text() == "已封存"
    page.findChild(QAbstractButton, "open_version_1").click()
    assert page.side.focusWidget() is page.findChild(QAbstractButton, "segment_versions")
    wait_settled(qtbot, page)
    assert "正在看第 1 版" in page.pill.text()
    assert page.preview.view.file.content == content
    assert page.export_side.version == 1
    assert contents_of(session.store, first)["version"] == 1


def test_a_correction_needs_its_reason(qtbot, session, ready_county, monkeypatch):
    monkeypatch.setattr(notice, "confirm", lambda *_facts: True)
    seal_unchecked(session.store, session.quarter, date.today())
    page = open_page(qtbot, session)
    with qtbot.waitSignal(session.notice_posted) as heard:
        page.side.versions.correction_requested.emit("")
    assert "写明更正的原因" in heard.args[0].text
    assert len(seals(session.store, session.quarter)) == 1
