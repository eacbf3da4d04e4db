"""Factories of the pages; the modules of a page load when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from gui.session import Session


def build_page(name: str, session: Session) -> QWidget:
    """Build the page of this name; raises KeyError where the catalogue has none."""
    return _FACTORIES[name](session)


def _home(session: Session) -> QWidget:
    from gui.home.home_page import HomePage

    return HomePage(session)


def _volunteers(session: Session) -> QWidget:
    from gui.ledgers.catalogue.roster_ledgers import PEOPLE_LEDGERS
    from gui.ledgers.family_page import FamilyPage

    return FamilyPage(session, PEOPLE_LEDGERS)


def _organizations(session: Session) -> QWidget:
    from gui.ledgers.organization_page import OrganizationPage

    return OrganizationPage(session)


def _trainings(session: Session) -> QWidget:
    from gui.ledgers.catalogue.service_ledgers import TRAINING_LEDGER
    from gui.ledgers.ledger_page import LedgerPage

    return LedgerPage(session, TRAINING_LEDGER)


def _service(session: Session) -> QWidget:
    from gui.ledgers.catalogue.service_ledgers import SERVICE_LEDGERS
    from gui.ledgers.family_page import FamilyPage

    return FamilyPage(session, SERVICE_LEDGERS)


def _small(session: Session) -> QWidget:
    from gui.ledgers.small_ledgers_page import SmallLedgersPage

    return SmallLedgersPage(session)


def _plan(session: Session) -> QWidget:
    from gui.plan.plan_page import PlanPage

    return PlanPage(session)


def _units(session: Session) -> QWidget:
    from gui.ledgers.catalogue.organization_ledgers import UNIT_LEDGER
    from gui.ledgers.ledger_page import LedgerPage

    return LedgerPage(session, UNIT_LEDGER)


def _import(session: Session) -> QWidget:
    from gui.imports.intake_page import IntakePage

    return IntakePage(session)


def _reports(session: Session) -> QWidget:
    from gui.report.report_page import ReportPage

    return ReportPage(session)


def _settings(session: Session) -> QWidget:
    from gui.settings.settings_page import SettingsPage

    return SettingsPage(session)


_FACTORIES: Mapping[str, Callable[[Session], QWidget]] = {
    "home": _home,
    "volunteers": _volunteers,
    "organizations": _organizations,
    "trainings": _trainings,
    "service": _service,
    "ledgers": _small,
    "plan": _plan,
    "units": _units,
    "reports": _reports,
    "settings": _settings,
    "import": _import,
}
