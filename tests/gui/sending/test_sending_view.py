from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from gui import notice
from pages.sending import QUARTER, TO, mail_account, save_account, wait_idle, wait_loaded
from postoffice import CODE, post_office
from storage.model.tables import DISPATCHES
from storage.sending.dispatch_log import load_dispatches
from windows import click


def notices_of(session) -> list:
    heard: list = []
    session.notice_posted.connect(heard.append)
    return heard


def test_the_files_are_copied_and_the_sending_is_logged_on_confirmation(
    page, session, folder, qtbot
):
    heard = notices_of(session)
    click(qtbot, page, "send_as_draft")
    click(qtbot, page, "send_files")
    urls = QGuiApplication.clipboard().mimeData().urls()
    assert {url.toLocalFile() for url in urls} == {str(file) for file in folder.iterdir()}
    assert session.store.count(DISPATCHES) == 0
    heard[-1].do()
    wait_idle(qtbot, page)
    (noted,) = load_dispatches(session.store, QUARTER)
    assert (noted.channel, len(noted.files.splitlines())) == ("复制文件", 5)
    heard[-1].do()  # 撤销
    assert session.store.count(DISPATCHES) == 0


def test_a_draft_is_written_next_to_the_package_and_logged(page, session, folder, qtbot):
    save_account(session, mail_account())
    wait_loaded(qtbot, page)
    click(qtbot, page, "send_as_draft")
    click(qtbot, page, "send_draft")
    wait_idle(qtbot, page)
    draft = folder / "2026Q3_草稿_报送邮件.eml"
    assert f"To: {TO}".encode() in draft.read_bytes()
    assert [one.channel for one in load_dispatches(session.store, QUARTER)] == ["邮件草稿"]


def test_a_mail_is_sent_once_with_the_code_that_is_typed(
    page, session, qtbot, tmp_path, monkeypatch
):
    asked: list[tuple[object, ...]] = []
    monkeypatch.setattr(notice, "confirm", lambda *words: bool(asked.append(words)) or True)
    heard = notices_of(session)
    with post_office(tmp_path, "SSL") as (box, address):
        save_account(session, mail_account(address))
        wait_loaded(qtbot, page)
        click(qtbot, page, "send_as_draft")
        for _ in range(2):
            click(qtbot, page, "send_mail")
            qtbot.keyClicks(page.card.code, CODE)
            click(qtbot, page, "send_now")
            wait_idle(qtbot, page)
            qtbot.wait(50)
        assert len(box.letters) == 1
        assert page.focusWidget().objectName() == "send_folder"  # the field of the code is gone
        assert TO in asked[0][1]
        assert heard[-1].action == "再发一次"
        heard[-1].do()
        wait_idle(qtbot, page)
        assert len(box.letters) == 2
    assert [one.channel for one in load_dispatches(session.store, QUARTER)] == ["邮件发送"] * 2
    assert page.card.code.text() == ""


def test_a_wrong_code_is_requested_again(page, session, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(notice, "confirm", lambda *_words: True)
    heard = notices_of(session)
    with post_office(tmp_path, "STARTTLS") as (box, address):
        save_account(session, mail_account(address))
        wait_loaded(qtbot, page)
        click(qtbot, page, "send_as_draft")
        click(qtbot, page, "send_mail")
        qtbot.keyClicks(page.card.code, "wrong")
        click(qtbot, page, "send_now")
        wait_idle(qtbot, page)
        assert box.letters == []
    assert any("授权码" in one.text for one in heard)
    assert page.card.code.isVisible()
    assert load_dispatches(session.store, QUARTER) == []
