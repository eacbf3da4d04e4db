"""The card of a package: its checks, the question of a draft, files and texts."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from exports.package import write_package
from gui.sending.sending_view import SendingView
from pages.sending import QUARTER, TO, mail_account, save_account, wait_loaded
from postoffice import USER
from storage.quarter.sealing import seal_unchecked
from windows import click, show, text


def test_the_checks_are_listed_and_a_changed_file_shows_at_once(page, folder, qtbot):
    assert len(page.card.findChildren(QFrame, "check_good")) == 3
    assert len(page.card.findChildren(QFrame, "check_warn")) == 1
    assert text(page, "sending_pill") == "草稿"
    next(folder.glob("*季度报表.xlsx")).write_bytes(b"changed")
    wait_loaded(qtbot, page)
    assert text(page, "sending_pill") == "1 处不行"
    assert not page.findChild(type(page.card._files), "send_files").isEnabled()


def test_a_draft_needs_confirmation_before_it_can_be_sent(page, session, folder, qtbot):
    files = page.findChild(QWidget, "send_files")
    assert page.findChild(QWidget, "draft_question").isVisible()
    assert not files.isVisible()
    with qtbot.waitSignal(page.seal_requested):
        click(qtbot, page, "seal_first")
    click(qtbot, page, "send_as_draft")
    assert files.isVisible()
    assert not page.findChild(QWidget, "draft_question").isVisible()
    wait_loaded(qtbot, page)
    assert files.isVisible()  # she is not asked again of the same files
    write_package(session.store, QUARTER, folder, "summary", on=date(2026, 10, 8))
    wait_loaded(qtbot, page)
    assert not files.isVisible()  # but of others


def test_a_sealed_quarter_needs_no_confirmation_and_a_draft_of_it_cannot_be_sent(
    page, session, folder, qtbot
):
    seal_unchecked(session.store, QUARTER, date(2026, 10, 8))
    wait_loaded(qtbot, page)
    assert text(page, "sending_pill") == "1 处不行"
    assert not page.findChild(QWidget, "draft_question").isVisible()
    assert not page.findChild(QWidget, "send_files").isEnabled()
    write_package(session.store, QUARTER, folder, "masked", on=date(2026, 10, 8))
    wait_loaded(qtbot, page)
    assert text(page, "sending_pill") == "可以报送"
    assert page.findChild(QWidget, "send_files").isVisible()
    shown = [one.text() for one in page.card.findChildren(QLabel) if one.isVisible()]
    assert not any("草稿" in words for words in shown)
    assert "草稿" not in page._state.subject + page._state.text


def test_without_a_package_there_is_nothing_to_send(session, qtbot, tmp_path):
    made = show(qtbot, SendingView(session, lambda: tmp_path), width=352)
    wait_loaded(qtbot, made)
    assert made.card._nothing.isVisible()
    assert not made.card._actions.isVisible()


def test_recipients_subject_and_text_are_copied(page, session, qtbot):
    assert not page.card._copy["recipients"].isEnabled()
    save_account(session, mail_account())
    wait_loaded(qtbot, page)
    click(qtbot, page, "send_as_draft")
    for name, part in (("recipients", TO), ("subject", "【草稿】"), ("text", "附件：\n1. ")):
        click(qtbot, page, f"copy_{name}")
        assert part in QGuiApplication.clipboard().text()


def test_mail_is_offered_only_where_it_was_enabled(page, session, qtbot):
    assert not page.card._mail.isVisible()
    save_account(session, mail_account(enabled=True, sender=USER, host="smtp.qq.com"))
    wait_loaded(qtbot, page)
    click(qtbot, page, "send_as_draft")
    assert page.card._mail.isVisible()
