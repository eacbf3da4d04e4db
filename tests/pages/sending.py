"""Waits for the view of a sending and makes its accounts in tests."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent

from postoffice import USER
from storage.model.period import Quarter
from storage.model.tables import MAIL_ACCOUNTS
from storage.model.tables.mail import MailAccount

TO = "zhiyuan@city.example.com"
QUARTER = Quarter(2026, 3)


def wait_loaded(qtbot, page) -> None:
    """Load the view's state again and wait until it is shown."""
    page._state = None
    page.refresh()
    qtbot.waitUntil(lambda: page._state is not None, timeout=20_000)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # rows that are gone


def wait_idle(qtbot, page) -> None:
    """Wait until nothing is being written, then load the state again."""
    qtbot.waitUntil(lambda: page._session.writing is None, timeout=30_000)
    wait_loaded(qtbot, page)


def mail_account(address=None, **facts) -> MailAccount:
    made = MailAccount(recipients=TO, **facts)
    if address is None:
        return made
    return replace(
        made, enabled=True, sender=USER, host=address.host, port=address.port,
        security=address.security, ca_file=str(address.certificate),
    )  # fmt: skip


def save_account(session, made: MailAccount) -> None:
    with session.store.edit("设置") as edit:
        edit.save(MAIL_ACCOUNTS, made)
