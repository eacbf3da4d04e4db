"""Routes to records, views and findings; None where no page holds what is meant."""

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


def find_page(table: Table[Any]) -> str:
    """Return the name of the page that holds a table, "" where none does."""
    return next((page.name for page in PAGES if table in page.tables), "")


def records_route(one: MeasuredIndicator) -> Route | None:
    """Return the route to the records counted in a figure."""
    table = one.indicator.table
    page = find_page(table)
    if not page:
        return None
    return Route(page, table=table.name, selection=one.part, words=one.label)


def finding_route(finding: Finding) -> Route | None:
    """Return the route to where a finding is corrected: its records, or the page that can."""
    if finding.act in (EXPLAIN, ZERO):
        return Route("reports", view=finding.act)
    if finding.act == PLAN:
        known = any(page.name == "plan" for page in PAGES)
        return Route("plan", view=finding.view) if known else None
    if finding.selection is None:
        return None
    table = finding.selection.table
    page = find_page(table)
    if not page:
        return None
    return Route(page, table=table.name, selection=finding.selection, words=finding.text)


def view_route(view: View) -> Route | None:
    """Return the route to a named view of its ledger."""
    page = find_page(view.table)
    return Route(page, table=view.table.name, view=view.name) if page else None


def record_route(table: Table[Any], number: int) -> Route | None:
    """Return the route to one record."""
    page = find_page(table)
    return Route(page, table=table.name, record_id=number) if page else None
