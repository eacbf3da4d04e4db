"""Sending from the window: what is looked at first, what is copied, mailed, noted, answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from exports.package import write_package
from exports.package.encryption import lock
from gui import notice
from gui.sending.sending_view import Sending
from postoffice import CODE, USER, post_office
from storage.model.period import Quarter
from storage.model.tables import CORRECTIONS, DISPATCHES, MAIL_ACCOUNTS, ORGANIZATIONS
from storage.model.tables.mail import MailAccount
from storage.model.tables.organization import Organization
from storage.quarter.sealing import seal_unchecked
from storage.sending.dispatch_log import last_dispatch, load_dispatches
from windows import click, show, text

TO = "zhiyuan@city.example.com"
QUARTER = Quarter(2026, 3)


@pytest.fixture
def folder(session, tmp_path):
    """Where a package lies."""
    with session.store.edit("录入") as edit:
        edit.save(
            ORGANIZATIONS,
            Organization(
                name="平地镇青年志愿服务队", kind="志愿服务队", founded_on=date(2025, 3, 5)
            ),
        )
    session.choose_quarter(QUARTER)
    out = tmp_path / "报送"
    write_package(session.store, QUARTER, out, "masked", on=date(2026, 10, 8))
    return out


@pytest.fixture
def page(session, folder, qtbot):
    made = show(qtbot, Sending(session, lambda: folder), width=352)
    looked(qtbot, made)
    return made


def looked(qtbot, page) -> None:
    """Wait until the page has looked at what is there now."""
    page._state = None
    page.refresh()
    qtbot.waitUntil(lambda: page._state is not None, timeout=20_000)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # rows that are gone


def idle(qtbot, page) -> None:
    qtbot.waitUntil(lambda: page._session.writing is None, timeout=30_000)
    looked(qtbot, page)


def notices_of(session) -> list:
    heard: list = []
    session.notice_posted.connect(heard.append)
    return heard


def account(address=None, **facts) -> MailAccount:
    made = MailAccount(recipients=TO, **facts)
    if address is None:
        return made
    return replace(
        made, enabled=True, sender=USER, host=address.host, port=address.port,
        security=address.security, ca_file=str(address.certificate),
    )  # fmt: skip


def keep(session, made: MailAccount) -> None:
    with session.store.edit("设置") as edit:
        edit.save(MAIL_ACCOUNTS, made)


def test_what_is_looked_at_is_listed_and_a_change_shows_at_once(page, folder, qtbot):
    assert len(page.card.findChildren(QFrame, "check_good")) == 3
    assert len(page.card.findChildren(QFrame, "check_warn")) == 1
    assert text(page, "sending_pill") == "草稿"
    next(folder.glob("*季度报表.xlsx")).write_bytes(b"changed")
    looked(qtbot, page)
    assert text(page, "sending_pill") == "1 处不行"
    assert not page.findChild(type(page.card._files), "send_files").isEnabled()


def test_a_draft_is_asked_about_before_it_can_go_out(page, session, folder, qtbot):
    files = page.findChild(QWidget, "send_files")
    assert page.findChild(QWidget, "draft_question").isVisible()
    assert not files.isVisible()
    with qtbot.waitSignal(page.seal_requested):
        click(qtbot, page, "seal_first")
    click(qtbot, page, "send_as_draft")
    assert files.isVisible()
    assert not page.findChild(QWidget, "draft_question").isVisible()
    looked(qtbot, page)
    assert files.isVisible()  # she is not asked again of the same files
    write_package(session.store, QUARTER, folder, "summary", on=date(2026, 10, 8))
    looked(qtbot, page)
    assert not files.isVisible()  # but of others


def test_a_sealed_quarter_is_not_asked_about_and_a_draft_of_it_does_not_go_out(
    page, session, folder, qtbot
):
    seal_unchecked(session.store, QUARTER, date(2026, 10, 8))
    looked(qtbot, page)
    assert text(page, "sending_pill") == "1 处不行"
    assert not page.findChild(QWidget, "draft_question").isVisible()
    assert not page.findChild(QWidget, "send_files").isEnabled()
    write_package(session.store, QUARTER, folder, "masked", on=date(2026, 10, 8))
    looked(qtbot, page)
    assert text(page, "sending_pill") == "可以报送"
    assert page.findChild(QWidget, "send_files").isVisible()
    shown = [one.text() for one in page.card.findChildren(QLabel) if one.isVisible()]
    assert not any("草稿" in words for words in shown)
    assert "草稿" not in page._state.subject + page._state.text


def test_a_drafted_mail_is_a_report_once_she_says_that_it_went_out(page, session, folder, qtbot):
    seal_unchecked(session.store, QUARTER, date(2026, 10, 8))
    write_package(session.store, QUARTER, folder, "masked", on=date(2026, 10, 8))
    looked(qtbot, page)
    click(qtbot, page, "send_draft")
    idle(qtbot, page)
    (noted,) = load_dispatches(session.store, QUARTER)
    assert last_dispatch(session.store) is None
    click(qtbot, page, f"posted_{noted.id}")
    looked(qtbot, page)
    assert last_dispatch(session.store).channel == "邮件发送"
    qtbot.waitUntil(lambda: page.findChild(QWidget, f"posted_{noted.id}") is None, timeout=20_000)


def test_without_a_package_there_is_nothing_to_send(session, qtbot, tmp_path):
    made = show(qtbot, Sending(session, lambda: tmp_path), width=352)
    looked(qtbot, made)
    assert made.card._nothing.isVisible()
    assert not made.card._actions.isVisible()


def test_the_files_are_copied_and_the_sending_noted_when_she_says_so(page, session, folder, qtbot):
    heard = notices_of(session)
    click(qtbot, page, "send_as_draft")
    click(qtbot, page, "send_files")
    urls = QGuiApplication.clipboard().mimeData().urls()
    assert {url.toLocalFile() for url in urls} == {str(file) for file in folder.iterdir()}
    assert session.store.count(DISPATCHES) == 0
    heard[-1].do()
    idle(qtbot, page)
    (noted,) = load_dispatches(session.store, QUARTER)
    assert (noted.channel, len(noted.files.splitlines())) == ("复制文件", 5)
    heard[-1].do()  # 撤销
    assert session.store.count(DISPATCHES) == 0


def test_recipients_subject_and_text_are_copied(page, session, qtbot):
    assert not page.card._copy["recipients"].isEnabled()
    keep(session, account())
    looked(qtbot, page)
    click(qtbot, page, "send_as_draft")
    for name, said in (("recipients", TO), ("subject", "【草稿】"), ("text", "附件：\n1. ")):
        click(qtbot, page, f"copy_{name}")
        assert said in QGuiApplication.clipboard().text()


def test_a_draft_lies_beside_the_package_and_is_noted(page, session, folder, qtbot):
    keep(session, account())
    looked(qtbot, page)
    click(qtbot, page, "send_as_draft")
    click(qtbot, page, "send_draft")
    idle(qtbot, page)
    draft = folder / "2026Q3_草稿_报送邮件.eml"
    assert f"To: {TO}".encode() in draft.read_bytes()
    assert [one.channel for one in load_dispatches(session.store, QUARTER)] == ["邮件草稿"]


def test_mail_is_offered_only_where_it_was_enabled(page, session, qtbot):
    assert not page.card._mail.isVisible()
    keep(session, account(enabled=True, sender=USER, host="smtp.qq.com"))
    looked(qtbot, page)
    click(qtbot, page, "send_as_draft")
    assert page.card._mail.isVisible()


def test_a_mail_is_sent_once_with_the_code_that_is_asked_for(
    page, session, qtbot, tmp_path, monkeypatch
):
    asked: list[tuple[object, ...]] = []
    monkeypatch.setattr(notice, "confirm", lambda *words: bool(asked.append(words)) or True)
    heard = notices_of(session)
    with post_office(tmp_path, "SSL") as (box, address):
        keep(session, account(address))
        looked(qtbot, page)
        click(qtbot, page, "send_as_draft")
        for _ in range(2):
            click(qtbot, page, "send_mail")
            qtbot.keyClicks(page.card.code, CODE)
            click(qtbot, page, "send_now")
            idle(qtbot, page)
            qtbot.wait(50)
        assert len(box.letters) == 1
        assert page.focusWidget().objectName() == "send_folder"  # the field of the code is gone
        assert TO in asked[0][1]
        assert heard[-1].action == "再发一次"
        heard[-1].do()
        idle(qtbot, page)
        assert len(box.letters) == 2
    assert [one.channel for one in load_dispatches(session.store, QUARTER)] == ["邮件发送"] * 2
    assert page.card.code.text() == ""


def test_a_wrong_code_is_asked_for_again(page, session, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(notice, "confirm", lambda *_words: True)
    heard = notices_of(session)
    with post_office(tmp_path, "STARTTLS") as (box, address):
        keep(session, account(address))
        looked(qtbot, page)
        click(qtbot, page, "send_as_draft")
        click(qtbot, page, "send_mail")
        qtbot.keyClicks(page.card.code, "wrong")
        click(qtbot, page, "send_now")
        idle(qtbot, page)
        assert box.letters == []
    assert any("授权码" in one.text for one in heard)
    assert page.card.code.isVisible()
    assert load_dispatches(session.store, QUARTER) == []


def test_a_receipt_is_noted_with_its_sending(page, session, qtbot):
    click(qtbot, page, "send_as_draft")
    click(qtbot, page, "send_files")
    page._note(page._state.package)
    idle(qtbot, page)
    (noted,) = load_dispatches(session.store, QUARTER)
    click(qtbot, page, f"open_dispatch_{noted.id}")
    page.sent.form.field_widget("receipt").setPlainText("收到")
    click(qtbot, page, "save_dispatch")
    assert load_dispatches(session.store, QUARTER)[0].receipt == "收到"
    assert page.sent._listed.isVisible()
    looked(qtbot, page)
    assert page.focusWidget().objectName() == f"open_dispatch_{noted.id}"


def test_a_receipt_before_the_sending_is_told_under_its_field(page, session, qtbot):
    page._note(page._state.package)
    idle(qtbot, page)
    (noted,) = load_dispatches(session.store, QUARTER)
    page.sent.open(noted.id)
    draft = {**page.sent.form.draft(), "received_on": "2020-01-01"}
    with pytest.raises(Exception, match="早于报送那天"):
        session.store.parse(DISPATCHES, draft, noted.id)


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


def test_what_the_city_changed_is_listed_and_decided_place_by_place(page, session, qtbot, returned):
    page.read_answer(returned)
    qtbot.waitUntil(lambda: page.answer.isVisible(), timeout=30_000)
    assert page.answer.title.text() == "市里的回复：2 处不同"
    with qtbot.waitSignal(session.route_requested) as heard:
        click(qtbot, page, "go_0")
    (route,) = heard.args
    assert (route.page, route.record_id) == ("organizations", 1)
    click(qtbot, page, "accept_0")
    assert page.focusWidget().objectName() == "accept_1"
    looked(qtbot, page)
    click(qtbot, page, "refuse_1")
    made = [(one.decision, one.theirs, one.quarter) for one in session.store.find(CORRECTIONS)]
    assert made == [("接受", "平地镇青年志愿队", "2026Q3"), ("不接受", "市里改的人", "2026Q3")]
    looked(qtbot, page)
    assert text(page, "corrections_waiting") == "还有 1 处更正要到台账里改好"
    with qtbot.waitSignal(session.route_requested) as heard:
        click(qtbot, page, "corrections_waiting")
    assert (heard.args[0].page, heard.args[0].table) == ("ledgers", "correction")
    click(qtbot, page, "close_answer")
    assert not page.answer.isVisible()


def test_a_workbook_with_a_password_is_asked_for_it(page, qtbot, returned):
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
