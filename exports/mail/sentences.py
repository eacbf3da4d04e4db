"""What a mail server says, as sentences with the next step."""

from __future__ import annotations

import re

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


def said(text: bytes | str) -> str:
    """The server's own words, short and in one line; what is not text is left out."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
    return re.sub(r"[\s\x00-\x1f\ufffd]+", " ", words).strip()[:SHOWN]


def reason(error: Exception) -> str:
    """Why a connection failed, in a word or two."""
    if isinstance(error, TimeoutError) or "timed out" in str(error):
        return "等了很久没有回应"
    if isinstance(error, ConnectionRefusedError):
        return "对方拒绝连接"
    if isinstance(error, ConnectionResetError | BrokenPipeError):
        return "连接被切断"
    return said(str(error)) or "连接中断"
