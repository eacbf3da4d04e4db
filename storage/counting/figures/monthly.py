"""Registrations by month of the year, for the chart on the first page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.counting.counting_rules import REGISTERED_THIS_YEAR, ROSTER, parameters
from storage.counting.knowledge import as_known
from storage.counting.policy import policy_on
from storage.model.tables.volunteer import VOLUNTEERS

if TYPE_CHECKING:
    from storage.model.period import Quarter
    from storage.store.store import Store


@dataclass(frozen=True, slots=True)
class MonthCount:
    """A month of the year and the number counted in it."""

    number: int
    count: int

    @property
    def label(self) -> str:
        """The month as it is shown: 7 月."""
        return f"{self.number} 月"


def registrations_by_month(store: Store, quarter: Quarter) -> tuple[MonthCount, ...]:
    """Return the volunteers registered in each month, from January to the quarter's last.

    Empty where there was no roster yet.
    """
    with as_known(store, quarter) as known:
        return () if VOLUNTEERS.name in known.unknown else _registrations(store, quarter)


def _registrations(store: Store, quarter: Quarter) -> tuple[MonthCount, ...]:
    values = parameters(policy_on(store, quarter.year), quarter)
    sql = (
        "SELECT CAST(substr(t.registered_on, 6, 2) AS INTEGER) AS month, count(*) AS number"
        f" FROM volunteer t WHERE {ROSTER} AND {REGISTERED_THIS_YEAR} GROUP BY 1"
    )
    counts = {row["month"]: row["number"] for row in store.rows(sql, values)}
    return tuple(MonthCount(one, counts.get(one, 0)) for one in range(1, quarter.cut_off.month + 1))
