"""The mail account: addresses in any list, and what sending needs."""

import pytest

from drafts import refusals
from storage.model.tables import MAIL_ACCOUNTS
from storage.model.tables.mail import MailAccount, addresses

ACCOUNT = {"enabled": "是", "sender": "12345678@qq.com", "host": "smtp.qq.com"}


@pytest.mark.parametrize("text", [
    "a@b.cn c@d.cn", "a@b.cn\nc@d.cn", " a@b.cn；c@d.cn ", "a@b.cn、c@d.cn，a@b.cn", "a@b.cn;,c@d.cn",
])  # fmt: skip
def test_addresses_are_found_however_they_are_listed(text):
    assert addresses(text) == ("a@b.cn", "c@d.cn")
    assert MailAccount(recipients=text).allowed == ("a@b.cn", "c@d.cn")


def test_no_text_lists_no_address():
    assert addresses(" \n") == ()
    assert MailAccount().allowed == ()


@pytest.mark.parametrize(("changed", "column", "sentence"), [
    ({"sender": ""}, "sender", "启用发送要填发件邮箱"),
    ({"sender": "12345678"}, "sender", "不是邮箱地址，应写成 12345678@qq.com"),
    ({"host": ""}, "host", "启用发送要填服务器，如 smtp.qq.com"),
    ({"host": "smtp qq"}, "host", "不是服务器名，应写成 smtp.qq.com"),
    ({"port": "0"}, "port", "应在 1 到 65535 之间，一般是 465 或 587"),
    ({"port": "65536"}, "port", "应在 1 到 65535 之间，一般是 465 或 587"),
    ({"recipients": "a@b.cn 市里"}, "recipients", "“市里”不是邮箱地址"),
])  # fmt: skip
def test_an_account_that_cannot_send_is_refused(changed, column, sentence):
    assert refusals(MAIL_ACCOUNTS, {**ACCOUNT, **changed}) == [(column, sentence)]


def test_an_account_that_does_not_send_needs_nothing():
    assert refusals(MAIL_ACCOUNTS, {"enabled": "否"}) == []
    assert refusals(MAIL_ACCOUNTS, ACCOUNT) == []
    assert refusals(MAIL_ACCOUNTS, {**ACCOUNT, "port": "65535"}) == []


def test_the_login_is_the_sender_unless_another_is_set():
    assert MailAccount(sender="a@b.cn").login == "a@b.cn"
    assert MailAccount(sender="a@b.cn", user="clerk").login == "clerk"
    assert MailAccount().login == ""
