"""The 授权码 of the mail account, in the system's own keyring and nowhere else.

A back end that writes passwords into a file does not count: without a keyring the program asks
each time. The library is imported when first needed: most ledgers never send a mail.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.errors import UserError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

    from storage.model.tables.mail import MailAccount

SERVICE = "青志台账 邮件"
SAFE = {
    "keyring.backends.Windows",
    "keyring.backends.macOS",
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
}
LONGEST = 256  # characters; Windows takes no more than 1,280
LOCKED = "系统的密码保管打不开，授权码没有存下；每次发送时再输入即可。"


def system_keyring() -> KeyringBackend | None:
    """Return the system's keyring, None where it has no secure one."""
    import keyring
    from keyring.backends.chainer import ChainerBackend

    found = keyring.get_keyring()
    backends = found.backends if isinstance(found, ChainerBackend) else [found]
    return next((one for one in backends if type(one).__module__ in SAFE), None)


def _place(account: MailAccount) -> str:
    return f"{account.login}@{account.host}"


def load_code(account: MailAccount, box: KeyringBackend | None = None) -> str:
    """Return the code stored for the account, or ""."""
    from keyring.errors import KeyringError

    box = box or system_keyring()
    try:
        return (box.get_password(SERVICE, _place(account)) or "") if box else ""
    except KeyringError:
        return ""


def save_code(account: MailAccount, code: str, box: KeyringBackend | None = None) -> bool:
    """Store a code; False where this system has no keyring. Raises `UserError` if it is locked."""
    from keyring.errors import KeyringError

    box = box or system_keyring()
    if box is None:
        return False
    if len(code) > LONGEST:
        raise UserError(f"授权码太长：最多 {LONGEST} 个字符。")
    try:
        box.set_password(SERVICE, _place(account), code)
    except KeyringError:
        raise UserError(LOCKED) from None
    return True


def delete_code(account: MailAccount, box: KeyringBackend | None = None) -> None:
    """Delete the code from the keyring, if it is there. Raises `UserError` if it is locked."""
    from keyring.errors import KeyringError, PasswordDeleteError

    box = box or system_keyring()
    try:
        if box is not None:
            box.delete_password(SERVICE, _place(account))
    except PasswordDeleteError:
        return  # there was none
    except KeyringError:
        raise UserError(LOCKED) from None
