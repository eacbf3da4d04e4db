"""The pages of the window, in the order of the rail; each is built when it is first shown."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from storage.tables.league_branch import LEAGUE_BRANCHES
from storage.tables.organization import ORGANIZATIONS
from storage.tables.training import TRAININGS
from storage.tables.unit import UNITS
from storage.tables.volunteer import VOLUNTEERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from gui.session import Session
    from storage.schema import Table


@dataclass(frozen=True, slots=True)
class Page:
    """A page; the rail counts the records of its first table, and rules off groups of pages."""

    name: str
    label: str
    icon: str
    factory: Callable[[Session], QWidget]
    shortcut: str
    tables: tuple[Table[Any], ...] = ()
    group: int = 0


def _home(session: Session) -> QWidget:
    from gui.pages.home_page import HomePage

    return HomePage(session)


def _volunteers(session: Session) -> QWidget:
    from gui.pages.ledgers import volunteers_page

    return volunteers_page(session)


def _organizations(session: Session) -> QWidget:
    from gui.pages.organization_page import OrganizationPage

    return OrganizationPage(session)


def _trainings(session: Session) -> QWidget:
    from gui.pages.ledgers import trainings_page

    return trainings_page(session)


def _units(session: Session) -> QWidget:
    from gui.pages.ledgers import units_page

    return units_page(session)


def _import(session: Session) -> QWidget:
    from gui.pages.import_page import ImportPage

    return ImportPage(session)


def _reports(session: Session) -> QWidget:
    from gui.pages.report_page import ReportPage

    return ReportPage(session)


def _settings(session: Session) -> QWidget:
    from gui.pages.settings_page import SettingsPage

    return SettingsPage(session)


_ALL = (
    Page("home", "工作台", "layout-dashboard", _home, "Ctrl+1"),
    Page("volunteers", VOLUNTEERS.label, "users", _volunteers, "Ctrl+2", (VOLUNTEERS,)),
    Page(
        "organizations",
        "组织与团建",
        "network",
        _organizations,
        "Ctrl+3",
        (ORGANIZATIONS, LEAGUE_BRANCHES),
    ),
    Page("trainings", TRAININGS.label, "graduation-cap", _trainings, "Ctrl+4", (TRAININGS,)),
    Page("units", UNITS.label, "building-2", _units, "Ctrl+5", (UNITS,)),
    Page("import", "导入", "file-input", _import, "Ctrl+6", group=1),
    Page("reports", "报表与报送", "send", _reports, "Ctrl+7", group=1),
    Page("settings", "设置", "settings", _settings, "Ctrl+8", group=2),
)
_LATER = {
    "import": "gui.pages.import_page",
    "reports": "gui.pages.report_page",
    "settings": "gui.pages.settings_page",
}
PAGES = tuple(page for page in _ALL if page.name not in _LATER or find_spec(_LATER[page.name]))


def page_of(table: Table[Any]) -> str:
    """The name of the page that keeps a table."""
    return next(page.name for page in PAGES if table in page.tables)
