"""Send a package to the city: check it, hand it to the server once, log the dispatch."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from exports.files import sha256_of, write_file
from exports.mail.checklist import checks, refuse_bad
from exports.mail.mail_text import subject_of, text_of
from exports.mail.message import Mail, format_draft, format_sent
from exports.mail.smtp import WAITS, Server, Uncertain, deliver
from storage import clock
from storage.errors import UserError
from storage.model.tables.dispatch import DRAFTED, MAILED
from storage.model.tables.mail import ADDRESS, MAIL_ACCOUNTS, MailAccount
from storage.progress import silent
from storage.sending import dispatch_log, outbox

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from exports.package.package_files import Package
    from storage.progress import Progress
    from storage.store.store import Store


def account_of(store: Store) -> MailAccount | None:
    """Return the mail account, None where none is set up."""
    return next(store.select(MAIL_ACCOUNTS), None)


def server_of(account: MailAccount) -> Server:
    """Return the server settings of the account."""
    return Server(
        account.host or "", account.port, account.security, account.login, account.ca_file or ""
    )


def mail_of(
    store: Store,
    package: Package,
    recipients: Sequence[str],
    account: MailAccount | None,
    at: datetime,
) -> Mail:
    """Build the mail with the package's files; without an account it has no sender."""
    return Mail(
        (account.sender or "") if account else "",
        (account.sender_name or "") if account else "",
        tuple(recipients),
        subject_of(store, package),
        text_of(store, package, at.date()),
        package.files,
    )


def hashes_of(package: Package) -> Mapping[str, str]:
    """Return the SHA-256 of each file to be sent, the list included."""
    return {file.name: sha256_of(file) for file in package.files}


def write_draft(store: Store, package: Package, recipients: Sequence[str], path: Path) -> None:
    """Write the mail as an .eml draft, to be sent by the mail program, and log it."""
    _check_addresses(recipients)
    refuse_bad(checks(store, package))
    at = clock.now()
    raw = format_draft(mail_of(store, package, recipients, account_of(store), at))
    write_file(path, raw)
    log_manual_dispatch(store, package, DRAFTED, recipients or ("（在邮件程序里填）",), at)


def log_manual_dispatch(
    store: Store, package: Package, channel: str, recipients: Sequence[str], at: datetime
) -> None:
    """Log a dispatch that the clerk does by hand."""
    made = dispatch_log.dispatch_of(
        package.quarter, package.version, channel, recipients, hashes_of(package), at
    )
    with store.edit("登记报送") as edit:
        dispatch_log.log_dispatch(edit, made)


def send(
    store: Store,
    package: Package,
    account: MailAccount,
    code: str,
    recipients: Sequence[str],
    *,
    again: bool = False,
    progress: Progress = silent,
    waits: Sequence[float] = WAITS,
) -> None:
    """Send the package and log it.

    Raises `outbox.AlreadySent` for the same files to the same recipients unless `again`, and
    `Uncertain` where the server did not answer after the whole mail was handed over.
    """
    _check_addresses(recipients)
    if not recipients:
        raise UserError("没有收件人：请写明发给谁。")
    refuse_bad(checks(store, package, recipients, account))
    sender = account.sender or account.login
    hashes, at = hashes_of(package), clock.now().astimezone()
    key = outbox.mail_key(recipients, hashes.values())
    number = outbox.begin_mail(store, key, "、".join(recipients), sender, again=again)
    raw = format_sent(mail_of(store, package, recipients, account, at), number, at)
    given = partial(outbox.mark_state, store, key, outbox.UNCONFIRMED)
    server = server_of(account)
    try:
        deliver(server, code, sender, recipients, raw, progress=progress, given=given, waits=waits)
    except Uncertain:
        raise
    except UserError:
        outbox.mark_state(store, key, outbox.BEGUN)  # refused: it certainly did not go out
        raise
    made = dispatch_log.dispatch_of(
        package.quarter, package.version, MAILED, recipients, hashes, at
    )
    with store.edit("登记报送") as edit:
        dispatch_log.log_dispatch(edit, made)
        outbox.mark_state(store, key, outbox.SENT)


def _check_addresses(recipients: Sequence[str]) -> None:
    odd = [one for one in recipients if not ADDRESS.fullmatch(one)]
    if odd:
        raise UserError(f"“{'、'.join(odd)}”不是邮箱地址，应写成 12345678@qq.com。")
