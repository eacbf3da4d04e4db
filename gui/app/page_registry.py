"""The pages of the window, in the order of the rail; each is built when it is first shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from storage.model.tables import (
    ACTIVITIES,
    AWARDS,
    BRANDS,
    CERTIFICATES,
    CHARTERS,
    CONSENTS,
    CORRECTIONS,
    DISPATCHES,
    EXCHANGES,
    FUNDS,
    HOLIDAYS,
    INCENTIVES,
    INCUBATIONS,
    INSURANCE_POLICIES,
    LEAGUE_BRANCHES,
    MEETINGS,
    MOVEMENTS,
    NEEDS,
    ORGANIZATIONS,
    PARTNERSHIPS,
    PLAN_PROGRESS,
    PLAN_ROWS,
    POLICY_DOCUMENTS,
    PROJECTS,
    PUBLICITIES,
    PURCHASES,
    SERVICE_RECORDS,
    SITES,
    STAR_GRANTS,
    STAR_RULES,
    TALENTS,
    TRAININGS,
    UNITS,
    VOLUNTEERS,
    WEST_VOLUNTEERS,
    WORK_PLANS,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from gui.session import Session
    from storage.model.schema import Table


@dataclass(frozen=True, slots=True)
class Page:
    """A page; the rail counts the records of the `counted` table, and rules off groups of pages."""

    name: str
    label: str
    icon: str
    factory: Callable[[Session], QWidget]
    tables: tuple[Table[Any], ...] = ()
    counted: Table[Any] | None = None
    group: int = 0
    shortcut: str = ""


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


_SERVICE = (PROJECTS, ACTIVITIES, SERVICE_RECORDS, BRANDS)
_SMALL = (
    CONSENTS, MOVEMENTS, STAR_GRANTS, TALENTS, WEST_VOLUNTEERS, CERTIFICATES, AWARDS, INCENTIVES,
    PUBLICITIES, EXCHANGES, SITES, NEEDS, INSURANCE_POLICIES, FUNDS, PURCHASES, INCUBATIONS,
    PARTNERSHIPS, MEETINGS, CHARTERS, POLICY_DOCUMENTS, DISPATCHES, CORRECTIONS,
    STAR_RULES, HOLIDAYS,
)  # fmt: skip
_PLAN = (PLAN_ROWS, PLAN_PROGRESS, WORK_PLANS)
_RAIL = (
    Page("home", "工作台", "layout-dashboard", _home),
    Page("volunteers", VOLUNTEERS.label, "users", _volunteers, (VOLUNTEERS,), VOLUNTEERS),
    Page(
        "organizations", "组织与团建", "network", _organizations,
        (ORGANIZATIONS, LEAGUE_BRANCHES), ORGANIZATIONS,
    ),
    Page("trainings", TRAININGS.label, "graduation-cap", _trainings, (TRAININGS,), TRAININGS),
    Page("service", "项目与时长", "heart-handshake", _service, _SERVICE, PROJECTS),
    Page("ledgers", "其他台账", "table-2", _small, _SMALL),
    Page("plan", WORK_PLANS.label, "list-checks", _plan, _PLAN, PLAN_ROWS),
    Page("units", UNITS.label, "building-2", _units, (UNITS,), UNITS),
    Page("import", "导入", "file-input", _import, group=1),
    Page("reports", "报表与报送", "send", _reports, group=1),
    Page("settings", "设置", "settings", _settings, group=2),
)  # fmt: skip
_KEYS = (*(f"Ctrl+{digit}" for digit in "1234567890"), "Ctrl+,")
PAGES = tuple(replace(page, shortcut=key) for page, key in zip(_RAIL, _KEYS, strict=False))


def page_of(table: Table[Any]) -> str:
    """The name of the page that keeps a table."""
    return next(page.name for page in PAGES if table in page.tables)
