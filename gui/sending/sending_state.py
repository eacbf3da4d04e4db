"""The state of a quarter's sending, loaded in the background."""

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

DEFAULT_CITY = "市里"


@dataclass(frozen=True, slots=True)
class SendingState:
    """The package in the quarter's folder, the text of its letter, and earlier sendings.

    `code` is the stored 授权码, "" if none is stored; `can_store_code` is whether the system has
    a keyring to store one in.
    """

    package: Package | None
    checks: tuple[Check, ...]
    subject: str
    text: str
    city: str
    account: MailAccount | None
    code: str
    can_store_code: bool
    sent: tuple[Dispatch, ...]
    open_corrections: tuple[Correction, ...]

    @property
    def recipients(self) -> tuple[str, ...]:
        """The addresses in the settings."""
        return self.account.allowed if self.account else ()

    @property
    def can_mail(self) -> bool:
        """Whether sending mail is enabled."""
        return self.account is not None and self.account.enabled

    @property
    def ready(self) -> bool:
        """Whether there is a package and no check has failed."""
        return self.package is not None and all(one.tone != "bad" for one in self.checks)


def load_state(store: Store, quarter: Quarter, folder: Path, on: date) -> SendingState:
    """Load the state; the package's files are compared with their list of hashes."""
    found, account, office = package_in(folder), account_of(store), office_of(store)
    package = found if found is not None and found.quarter == quarter else None
    can_mail = bool(account and account.enabled)
    addresses = account.allowed if account is not None and can_mail else ()
    return SendingState(
        package,
        tuple(checks(store, package, addresses, account)) if package else (),
        subject_of(store, package) if package else "",
        text_of(store, package, on) if package else "",
        (office and office.recipient) or DEFAULT_CITY,
        account,
        password_store.load_code(account) if account is not None and can_mail else "",
        can_mail and password_store.system_keyring() is not None,
        tuple(load_dispatches(store, quarter)),
        tuple(open_items(store, str(quarter))),
    )
