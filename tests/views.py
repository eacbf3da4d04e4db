"""The records that a view lists, by table and name."""

from __future__ import annotations

from counties import QUARTER
from storage.store.listing import every
from storage.views import VIEWS

ON = QUARTER.cut_off
BY_KEY = {(view.table.name, view.name): view for view in VIEWS}


def listed(store, table, name, on=ON):
    """Return the records of a view on a day."""
    return [row.record for row in every(store, BY_KEY[table, name].query(on))]
