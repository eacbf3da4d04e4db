"""The pages of the window in the order of the rail, and the tables that each of them holds."""

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
    from storage.model.schema import Table


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its tables, the table whose records the rail counts, its group and shortcut."""

    name: str
    label: str
    icon: str
    tables: tuple[Table[Any], ...] = ()
    counted: Table[Any] | None = None
    group: int = 0
    shortcut: str = ""


_SERVICE = (PROJECTS, ACTIVITIES, SERVICE_RECORDS, BRANDS)
_SMALL = (
    CONSENTS, MOVEMENTS, STAR_GRANTS, TALENTS, WEST_VOLUNTEERS, CERTIFICATES, AWARDS, INCENTIVES,
    PUBLICITIES, EXCHANGES, SITES, NEEDS, INSURANCE_POLICIES, FUNDS, PURCHASES, INCUBATIONS,
    PARTNERSHIPS, MEETINGS, CHARTERS, POLICY_DOCUMENTS, DISPATCHES, CORRECTIONS,
    STAR_RULES, HOLIDAYS,
)  # fmt: skip
_PLAN = (PLAN_ROWS, PLAN_PROGRESS, WORK_PLANS)
_RAIL = (
    Page("home", "工作台", "layout-dashboard"),
    Page("volunteers", VOLUNTEERS.label, "users", (VOLUNTEERS,), VOLUNTEERS),
    Page(
        "organizations", "组织与团建", "network",
        (ORGANIZATIONS, LEAGUE_BRANCHES), ORGANIZATIONS,
    ),
    Page("trainings", TRAININGS.label, "graduation-cap", (TRAININGS,), TRAININGS),
    Page("service", "项目与时长", "heart-handshake", _SERVICE, PROJECTS),
    Page("ledgers", "其他台账", "table-2", _SMALL),
    Page("plan", WORK_PLANS.label, "list-checks", _PLAN, PLAN_ROWS),
    Page("units", UNITS.label, "building-2", (UNITS,), UNITS),
    Page("import", "导入", "file-input", group=1),
    Page("reports", "报表与报送", "send", group=1),
    Page("settings", "设置", "settings", group=2),
)  # fmt: skip
_KEYS = (*(f"Ctrl+{digit}" for digit in "1234567890"), "Ctrl+,")
PAGES = tuple(replace(page, shortcut=key) for page, key in zip(_RAIL, _KEYS, strict=False))


def page_with_table(table: Table[Any]) -> str:
    """Return the name of the page that holds a table; raises StopIteration where none does."""
    return next(page.name for page in PAGES if table in page.tables)
