"""The optional mail account; its 授权码 is in the system's keyring, not here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from storage.errors import Problem
from storage.model.kinds import COUNT, NAME, NOTE, TEXT, YES_NO, choice
from storage.model.record import record
from storage.model.schema import Table, column

if TYPE_CHECKING:
    from collections.abc import Iterator

SSL, STARTTLS = "SSL", "STARTTLS"
ADDRESS = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
HOST = re.compile(r"[A-Za-z0-9.-]+")
_BETWEEN = re.compile(r"[\s,;，；、]+")


@record(frozen=True, kw_only=True, slots=True)
class MailAccount:
    """Recipients and, if enabled, the server: at most one record, and none is needed."""

    id: int | None = None
    enabled: bool = column(YES_NO, "启用邮件发送", default=False, hint="不启用时程序从不联网")
    sender: str | None = column(TEXT, "发件邮箱", hint="如 12345678@qq.com")
    sender_name: str | None = column(NAME, "发件人名称")
    host: str | None = column(TEXT, "发件服务器", hint="如 smtp.qq.com、smtp.163.com")
    port: int = column(COUNT, "端口", default=465)
    security: str = column(
        choice(SSL, STARTTLS), "加密方式", default=SSL, hint="465 用 SSL，587 用 STARTTLS"
    )
    user: str | None = column(TEXT, "登录帐号", hint="空着就用发件邮箱")
    recipients: str | None = column(
        NOTE, "收件人名单", hint="市里的邮箱，一行一个；只能发给名单里的"
    )
    ca_file: str | None = column(
        TEXT, "单位证书文件", hint="一般空着；内网邮件服务器用自己的证书时才填"
    )
    size_limit: int = column(COUNT, "附件上限 MB", default=20)

    @property
    def login(self) -> str:
        """The user name to log in with."""
        return self.user or self.sender or ""

    @property
    def allowed(self) -> tuple[str, ...]:
        """The addresses to which mail may be sent."""
        return addresses(self.recipients or "")


def addresses(text: str) -> tuple[str, ...]:
    """Return the addresses listed in a text, whatever separates them."""
    return tuple(dict.fromkeys(part for part in _BETWEEN.split(text.strip()) if part))


def _check(account: MailAccount) -> Iterator[Problem]:
    if account.enabled and not account.sender:
        yield Problem("sender", "启用发送要填发件邮箱")
    elif account.sender and not ADDRESS.fullmatch(account.sender):
        yield Problem("sender", "不是邮箱地址，应写成 12345678@qq.com")
    if account.enabled and not account.host:
        yield Problem("host", "启用发送要填服务器，如 smtp.qq.com")
    elif account.host and not HOST.fullmatch(account.host):
        yield Problem("host", "不是服务器名，应写成 smtp.qq.com")
    if not 0 < account.port < 65536:
        yield Problem("port", "应在 1 到 65535 之间，一般是 465 或 587")
    for one in account.allowed:
        if not ADDRESS.fullmatch(one):
            yield Problem("recipients", f"“{one}”不是邮箱地址")


MAIL_ACCOUNTS = Table(
    MailAccount, name="mail_account", label="邮件设置", title="sender", check=_check
)
