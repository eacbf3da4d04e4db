"""邮箱: recipients, the account and its login."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from exports.mail import password_store
from postoffice import CODE, USER, post_office
from storage.model.tables.mail import MAIL_ACCOUNTS, MailAccount
from windows import click, text


def test_recipients_are_saved_without_an_account_or_the_keyring(page, session, qtbot):
    page.list.choose("mail")
    part = page._parts["mail"]
    part.form.field_widget("recipients").setPlainText("zhiyuan@city.example.com")
    click(qtbot, page, "save_mail")
    (saved,) = session.store.find(MAIL_ACCOUNTS)
    assert (saved.allowed, saved.enabled) == (("zhiyuan@city.example.com",), False)
    assert not part.code.isVisible()


def test_an_invalid_address_is_reported_under_its_field(page, session, qtbot):
    page.list.choose("mail")
    part = page._parts["mail"]
    part.form.field_widget("recipients").setPlainText("zhiyuan")
    click(qtbot, page, "save_mail")
    assert "不是邮箱地址" in part.form.findChild(QLabel, "recipients_problem").text()
    assert session.store.find(MAIL_ACCOUNTS) == []


def test_without_a_keyring_the_code_is_requested_each_time(page, session, qtbot):
    with session.store.edit("设置") as edit:
        edit.save(MAIL_ACCOUNTS, MailAccount(enabled=True, sender="1@qq.com", host="smtp.qq.com"))
    page.list.choose("mail")
    part = page._parts["mail"]
    assert part.code.isVisible()
    if password_store.system_keyring() is None:
        assert "没有可靠的密码保管" in text(page, "code_state")
        assert not part._save.isVisible()


def test_the_login_is_tried_and_its_outcome_reported(page, session, qtbot, tmp_path):
    heard = []
    session.notice_posted.connect(heard.append)
    with post_office(tmp_path, "SSL") as (box, address):
        facts = {"host": address.host, "port": address.port, "ca_file": str(address.certificate)}
        with session.store.edit("设置") as edit:
            edit.save(MAIL_ACCOUNTS, MailAccount(enabled=True, sender=USER, **facts))
        page.list.choose("mail")
        part = page._parts["mail"]
        for code, expected in ((CODE, "登录成功"), ("wrong", "授权码")):
            part.code.setText(code)
            click(qtbot, page, "try_login")
            qtbot.waitUntil(
                lambda expected=expected: any(expected in one.text for one in heard), timeout=20_000
            )
            heard.clear()
        assert box.letters == []
