"""Deliver a mail by SMTP: always encrypted, with a verified certificate, and never twice."""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.errors import UserError
from storage.model.tables.mail import MAIL_ACCOUNTS, SSL
from storage.progress import silent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from storage.progress import Progress

CODE = "授权码"
PLAIN = (
    "服务器 {host} 不支持加密，已停下，没有登录，也没有发送。请在设置里改用 SSL（端口 465），"
    "或向单位网管要加密的地址。"
)
CERTIFICATE = (
    "核对不了服务器 {host} 的证书（{why}），可能连到了假的服务器，已停下，没有登录，也没有发送。"
    "内网邮箱请向网管要证书文件，填到设置的“{field}”。"
)
NO_TLS = (
    "与服务器 {host} 谈不成加密（{why}）。多半是端口和加密方式不配：465 配 SSL，587 配 STARTTLS。"
)
NO_SUCH_HOST = "找不到服务器“{host}”：请检查名称是否写对、电脑是否连着外网。"
NO_ANSWER = (
    "连不上 {host}:{port}（{why}）：请检查网络，或单位网络是否不许发邮件；"
    "不行就用“复制附件”，到网页邮箱里粘贴。"
)
LOGIN = (
    "邮箱没有接受登录（{code}）：请检查帐号；密码处要填“授权码”，不是登录密码。"
    "授权码在网页邮箱的“设置—帐户—POP3/SMTP 服务”里开启后得到。"
)
SENDER = "服务器不接受发件人 {who}（{code} {said}）：发件邮箱要和登录的帐号一致。"
RECIPIENT = (
    "收件地址 {who} 被拒绝（{code} {said}）：请核对地址，对方邮箱可能不存在或已满。没有发送。"
)
TOO_BIG = (
    "附件太大，服务器不收（{code} {said}）：这封信约 {size:.0f} MB。"
    "可以只报汇总，或用网盘、政务网传。没有发送。"
)
CONTENT = "服务器拒收这封信（{code} {said}）：可能被当成垃圾邮件。请改用“复制附件”从网页邮箱发。"
LATER = "服务器现在不收信（{code} {said}）。"
DROPPED = "{when}连接断了（{why}）。"
TRIED = "{why}试了 {times} 次，没有发出去。请过一会儿再试。"
UNKNOWN = (
    "信已经交给服务器，但没有等到它的回话（{why}）：可能已经寄到，也可能没有。"
    "请先看邮箱的“已发送”或问市里；确认没有收到，再选“再发一次”。"
)
OTHER = "邮件没有发出去（{code} {said}）。"
CA_FILE = "单位证书文件“{path}”打不开或不是证书（PEM 格式）。请重新选择，或把这一栏清空。"

SHOWN = 80  # characters of what a server says


def server_text(text: bytes | str) -> str:
    """Return a server's reply as one short line, without undecodable bytes."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
    return re.sub(r"[\s\x00-\x1f\ufffd]+", " ", words).strip()[:SHOWN]


def reason(error: Exception) -> str:
    """Describe a connection error in a few words for the clerk."""
    if isinstance(error, TimeoutError) or "timed out" in str(error):
        return "等了很久没有回应"
    if isinstance(error, ConnectionRefusedError):
        return "对方拒绝连接"
    if isinstance(error, ConnectionResetError | BrokenPipeError):
        return "连接被切断"
    return server_text(str(error)) or "连接中断"


WAITS = (2.0, 8.0)  # seconds before another try, where a server says "later"
HELLO = "localhost"  # instead of the computer's name, which is private and may not be ASCII
POLL_INTERVAL = 0.1  # seconds between two checks for a cancel while waiting
BLOCK = 1 << 16
_DOTS = re.compile(rb"(?m)^\.")
_TOO_BIG, _NOT_LOGGED_IN = (552, 523), (530, 534, 535, 538, 454)


@dataclass(frozen=True, slots=True)
class Server:
    """A submission server with the login name; `timeout` in seconds."""

    host: str
    port: int
    security: str
    user: str
    ca_file: str = ""
    timeout: float = 30.0


class Later(Exception):
    """A temporary failure; nothing was sent."""


class Uncertain(UserError):
    """The whole mail was transmitted, and the server did not confirm it."""


def deliver(
    server: Server,
    code: str,
    sender: str,
    recipients: Sequence[str],
    raw: bytes,
    *,
    progress: Progress = silent,
    given: Callable[[], object] = lambda: None,
    waits: Sequence[float] = WAITS,
) -> None:
    """Transmit a mail, retrying temporary failures after each of `waits` seconds.

    `given` is called just before the final dot: from then on the server may deliver the mail even
    if no reply arrives, and it must not be sent again. Raises `UserError` for a refusal, and
    `Uncertain` where the reply is missing.
    """
    context = _context(server)
    for wait in (*waits, None):
        try:
            with closing(_connect(server, context)) as smtp:
                _log_in(smtp, server, code)
                _transmit(smtp, sender, recipients, raw, progress, given)
        except Later as error:
            if wait is None:
                tried = TRIED.format(why=error, times=len(waits) + 1)
                raise UserError(tried) from None
            _pause(wait, progress, len(raw))
        else:
            return


def try_login(server: Server, code: str) -> None:
    """Log in and disconnect, to test the settings; raises `UserError` where that fails."""
    try:
        with closing(_connect(server, _context(server))) as smtp:
            _log_in(smtp, server, code)
    except Later as error:
        raise UserError(str(error)) from None


def _context(server: Server) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=server.ca_file or None)
    except (OSError, ssl.SSLError):
        raise UserError(CA_FILE.format(path=server.ca_file)) from None


def _connect(server: Server, context: ssl.SSLContext) -> smtplib.SMTP:
    """Connect with TLS and a verified certificate; raises `UserError` or `Later`."""
    host, port, timeout = server.host, server.port, server.timeout
    facts = {"host": host, "port": port}
    try:
        if server.security == SSL:
            return smtplib.SMTP_SSL(host, port, HELLO, timeout=timeout, context=context)
        return _start_tls(smtplib.SMTP(host, port, HELLO, timeout), server, context)
    except ssl.SSLCertVerificationError as error:
        field = MAIL_ACCOUNTS.by_name["ca_file"].label
        why = server_text(error.verify_message)
        raise UserError(CERTIFICATE.format(**facts, why=why, field=field)) from None
    except ssl.SSLError as error:
        why = server_text(error.reason or str(error))
        raise UserError(NO_TLS.format(**facts, why=why)) from None
    except socket.gaierror:
        raise UserError(NO_SUCH_HOST.format(**facts)) from None
    except smtplib.SMTPResponseException as error:
        raise _refusal(error.smtp_code, error.smtp_error) from None
    except OSError as error:
        raise Later(NO_ANSWER.format(**facts, why=reason(error))) from None


def _start_tls(smtp: smtplib.SMTP, server: Server, context: ssl.SSLContext) -> smtplib.SMTP:
    try:
        smtp.ehlo()
        if not smtp.has_extn("starttls"):
            raise UserError(PLAIN.format(host=server.host))
        smtp.starttls(context=context)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _log_in(smtp: smtplib.SMTP, server: Server, code: str) -> None:
    try:
        smtp.login(server.user, code)
    except smtplib.SMTPAuthenticationError as error:
        raise UserError(LOGIN.format(code=error.smtp_code)) from None
    except smtplib.SMTPNotSupportedError:
        raise UserError(LOGIN.format(code="不支持登录")) from None
    except UnicodeEncodeError:
        raise UserError(LOGIN.format(code="含有中文或全角字符")) from None
    except smtplib.SMTPResponseException as error:
        raise _refusal(error.smtp_code, error.smtp_error) from None
    except OSError as error:
        raise _connection_lost("登录时", error) from None


def _transmit(
    smtp: smtplib.SMTP,
    sender: str,
    recipients: Sequence[str],
    raw: bytes,
    progress: Progress,
    given: Callable[[], object],
) -> None:
    try:
        _envelope(smtp, sender, recipients, len(raw))
        _send(smtp, raw, progress)
    except smtplib.SMTPResponseException as error:
        raise _refusal(error.smtp_code, error.smtp_error, size=len(raw)) from None
    except OSError as error:
        raise _connection_lost("发送时", error) from None
    except BaseException:
        smtp.close()  # without the final dot the server discards what it has received
        raise
    given()
    try:
        smtp.send(b".\r\n")
        code, text = smtp.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise Uncertain(UNKNOWN.format(why=reason(error))) from None
    if code != 250:
        raise _refusal(code, text, size=len(raw))
    with suppress(OSError, smtplib.SMTPException):
        smtp.quit()


def _envelope(smtp: smtplib.SMTP, sender: str, recipients: Sequence[str], size: int) -> None:
    smtp.ehlo_or_helo_if_needed()
    most = int(smtp.esmtp_features.get("size") or 0)
    if most and size > most:
        raise _refusal(552, f"上限 {most / 1e6:.0f} MB", size=size)
    code, text = smtp.mail(sender, [f"size={size}"] if smtp.has_extn("size") else [])
    if code != 250:
        raise _refusal(code, text, who=sender, size=size)
    for one in recipients:
        code, text = smtp.rcpt(one)
        if code not in (250, 251):
            raise _refusal(code, text, who=one, recipient=True, size=size)
    code, text = smtp.docmd("DATA")
    if code != 354:
        raise _refusal(code, text, size=size)


def _send(smtp: smtplib.SMTP, raw: bytes, progress: Progress) -> None:
    body = _DOTS.sub(b"..", raw)
    for at in range(0, len(body), BLOCK):
        progress(at, len(body))
        smtp.send(body[at : at + BLOCK])
    if not body.endswith(b"\r\n"):
        smtp.send(b"\r\n")
    progress(len(body), len(body))


def _refusal(
    code: int, text: bytes | str, who: str = "", size: int = 0, *, recipient: bool = False
) -> Exception:
    """Return the exception for a reply: `Later` for a 4xx code, else a `UserError`."""
    facts = {"code": code, "said": server_text(text), "who": who, "size": size / 1e6}
    if code in _NOT_LOGGED_IN:
        return UserError(LOGIN.format(**facts))
    if 400 <= code < 500:
        return Later(LATER.format(**facts))
    if code in _TOO_BIG:
        return UserError(TOO_BIG.format(**facts))
    if who:
        return UserError((RECIPIENT if recipient else SENDER).format(**facts))
    return UserError((CONTENT if code in (550, 554) else OTHER).format(**facts))


def _connection_lost(when: str, error: Exception) -> Later:
    return Later(DROPPED.format(when=when, why=reason(error)))


def _pause(seconds: float, progress: Progress, size: int) -> None:
    """Wait, reporting progress, so that the clerk can cancel."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        progress(0, size)
        time.sleep(min(left, POLL_INTERVAL))
