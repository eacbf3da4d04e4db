"""The city's answer: the differences, decided one at a time."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

from exports.package.encryption import lock
from pages.sending import wait_loaded
from storage.model.tables import CORRECTIONS
from windows import click, text


@pytest.fixture
def returned(folder, tmp_path):
    """The workbook as the city sent it back: one name in the ledger is another."""
    file = tmp_path / "市里退回.xlsx"
    book = load_workbook(next(folder.glob("*季度报表.xlsx")))
    ledger = next(book[name] for name in book.sheetnames if name.startswith("W03 "))
    row = next(row for row in ledger.iter_rows() if row[1].value == "平地镇青年志愿服务队")
    row[1].value, row[10].value = "平地镇青年志愿队", "市里改的人"
    book.save(file)
    return file


def test_what_the_city_changed_is_listed_and_decided_cell_by_cell(page, session, qtbot, returned):
    page.read_answer(returned)
    qtbot.waitUntil(lambda: page.answer.isVisible(), timeout=30_000)
    assert page.answer.title.text() == "市里的回复：2 处不同"
    with qtbot.waitSignal(session.route_requested) as heard:
        click(qtbot, page, "go_0")
    (route,) = heard.args
    assert (route.page, route.record_id) == ("organizations", 1)
    click(qtbot, page, "accept_0")
    assert page.focusWidget().objectName() == "accept_1"
    wait_loaded(qtbot, page)
    click(qtbot, page, "refuse_1")
    made = [(one.decision, one.theirs, one.quarter) for one in session.store.find(CORRECTIONS)]
    assert made == [("接受", "平地镇青年志愿队", "2026Q3"), ("不接受", "市里改的人", "2026Q3")]
    wait_loaded(qtbot, page)
    assert text(page, "corrections_waiting") == "还有 1 处更正要到台账里改好"
    with qtbot.waitSignal(session.route_requested) as heard:
        click(qtbot, page, "corrections_waiting")
    assert (heard.args[0].page, heard.args[0].table) == ("ledgers", "correction")
    click(qtbot, page, "close_answer")
    assert not page.answer.isVisible()


def test_the_password_of_an_encrypted_workbook_is_requested(page, qtbot, returned):
    lock(returned, "k7mq-x3ab-pp2d")
    page.read_answer(returned)
    qtbot.waitUntil(lambda: page.answer.password.isVisible(), timeout=30_000)
    assert "密码" in text(page, "answer_remark")
    page.answer.password.setText("wrong-word")
    click(qtbot, page, "unlock_answer")
    qtbot.waitUntil(lambda: "不对" in text(page, "answer_remark"), timeout=30_000)
    page.answer.password.setText("k7mq-x3ab-pp2d")
    click(qtbot, page, "unlock_answer")
    title = page.answer.title
    qtbot.waitUntil(lambda: title.text() == "市里的回复：2 处不同", timeout=30_000)
    assert not page.answer.password.isVisible()
