"""Where a figure or a finding leads: the page that keeps its records, if there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gui.page_catalogue import PAGES
from gui.session import Route
from storage.quarter.check import EXPLAIN, PLAN, ZERO

if TYPE_CHECKING:
    from storage.counting.indicators import MeasuredIndicator
    from storage.model.schema import Table
    from storage.quarter.check import Finding
    from storage.views import View


def page_holding(table: Table[Any]) -> str:
    """The name of the page that keeps a table, "" where none does."""
    return next((page.name for page in PAGES if table in page.tables), "")


def records_behind(one: MeasuredIndicator) -> Route | None:
    """The records behind a figure."""
    table = one.indicator.table
    page = page_holding(table)
    if not page:
        return None
    return Route(page, table=table.name, selection=one.part, words=one.label)


def place_of(finding: Finding) -> Route | None:
    """Where a finding is mended: its records, or the page that has what it takes."""
    if finding.act in (EXPLAIN, ZERO):
        return Route("reports", view=finding.act)
    if finding.act == PLAN:
        known = any(page.name == "plan" for page in PAGES)
        return Route("plan", view=finding.view) if known else None
    if finding.selection is None:
        return None
    table = finding.selection.table
    page = page_holding(table)
    if not page:
        return None
    return Route(page, table=table.name, selection=finding.selection, words=finding.text)


def listed(view: View) -> Route | None:
    """A named list on its page."""
    page = page_holding(view.table)
    return Route(page, table=view.table.name, view=view.name) if page else None


def record(table: Table[Any], number: int) -> Route | None:
    """One record on its page."""
    page = page_holding(table)
    return Route(page, table=table.name, record_id=number) if page else None
