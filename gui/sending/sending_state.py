"""How the sending of a quarter stands, looked at off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from exports.mail import password_store
from exports.mail.checklist import checks
from exports.mail.delivery import account_of
from exports.mail.mail_text import subject_of, text_of
from exports.package.package_files import package_in
from storage.counting.policy import office_of
from storage.sending.answer_decision import open_items
from storage.sending.dispatch_log import load_dispatches

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from exports.mail.checklist import Check
    from exports.package.package_files import Package
    from storage.model.period import Quarter
    from storage.model.tables.dispatch import Correction, Dispatch
    from storage.model.tables.mail import MailAccount
    from storage.store.store import Store

CITY = "市里"


@dataclass(frozen=True, slots=True)
class SendingState:
    """The package in the quarter's folder, what is to be said with it, and what was sent before.

    `code` is the kept 授权码, "" where none is kept; `keeps` says this system can keep one.
    """

    package: Package | None
    checks: tuple[Check, ...]
    subject: str
    text: str
    city: str
    account: MailAccount | None
    code: str
    keeps: bool
    sent: tuple[Dispatch, ...]
    waiting: tuple[Correction, ...]

    @property
    def recipients(self) -> tuple[str, ...]:
        """The addresses that the settings name."""
        return self.account.allowed if self.account else ()

    @property
    def mails(self) -> bool:
        """Whether mail can be sent from here."""
        return self.account is not None and self.account.enabled

    @property
    def ready(self) -> bool:
        """Whether there is a package and nothing stands in its way."""
        return self.package is not None and all(one.tone != "bad" for one in self.checks)


def load_state(store: Store, quarter: Quarter, folder: Path, on: date) -> SendingState:
    """Look at everything; files are read to be compared with their list."""
    found, account, office = package_in(folder), account_of(store), office_of(store)
    package = found if found is not None and found.quarter == quarter else None
    mails = bool(account and account.enabled)
    addresses = account.allowed if account is not None and mails else ()
    return SendingState(
        package,
        tuple(checks(store, package, addresses, account)) if package else (),
        subject_of(store, package) if package else "",
        text_of(store, package, on) if package else "",
        (office and office.recipient) or CITY,
        account,
        password_store.load_code(account) if account is not None and mails else "",
        mails and password_store.system_keyring() is not None,
        tuple(load_dispatches(store, quarter)),
        tuple(open_items(store, str(quarter))),
    )
