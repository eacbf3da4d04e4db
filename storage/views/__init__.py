"""Views: the named lists behind the chips over a ledger's grid, one file per family of ledgers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.views.affairs_views import AFFAIR_VIEWS, SENDING_VIEWS
from storage.views.organization_views import ORGANIZATION_VIEWS
from storage.views.people_views import PEOPLE_VIEWS
from storage.views.service_views import SERVICE_VIEWS
from storage.views.view import View

if TYPE_CHECKING:
    from storage.model.schema import Table

__all__ = ["VIEWS", "View", "views_of"]

VIEWS = (*PEOPLE_VIEWS, *ORGANIZATION_VIEWS, *SERVICE_VIEWS, *AFFAIR_VIEWS, *SENDING_VIEWS)


def views_of(table: Table[Any]) -> tuple[View, ...]:
    """Return the views of a table, in the order they are offered."""
    return tuple(view for view in VIEWS if view.table is table)
