"""A quarter's figures, kept current: after an edit only what it touched is counted again.

The journal tells which records changed since the last look. Those, and the records they concern,
are counted as they are and as they were; what differs is added to what was known. Indicators that
an edit may change as a whole, and all after many changes, are counted from the beginning.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from storage.counting.effective_dates import REFERENCED_BY
from storage.counting.figures.count import (
    CountingContext,
    build_measured,
    count,
    counting_sql,
    group_indicators,
    measure,
    pair_counts,
)
from storage.counting.indicators.registry import INDICATORS
from storage.counting.indicators.service import for_few_records
from storage.counting.knowledge import as_known
from storage.ledger.driver import OperationalError
from storage.model.tables import BY_NAME
from storage.model.tables.dispatch import DISPATCHES
from storage.model.tables.governance_record import CHARTERS
from storage.model.tables.organization import ORGANIZATIONS
from storage.model.tables.paper import CERTIFICATES
from storage.model.tables.person import CONSENTS, MOVEMENTS
from storage.model.tables.project import ACTIVITIES, PROJECTS
from storage.model.tables.recognition import AWARDS, INCENTIVES
from storage.model.tables.service_record import SERVICE_RECORDS
from storage.model.tables.setting import TARGETS
from storage.model.tables.star import STAR_GRANTS
from storage.model.tables.training import ATTENDANCES, TRAININGS
from storage.model.tables.unit import UNITS
from storage.model.tables.volunteer import VOLUNTEERS
from storage.store.time_travel import (
    changes_after,
    has_journal,
    last_edit,
    restore_rows,
    rolled_back,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from storage.counting.figures.count import PartAndWhole, PassGroup
    from storage.counting.indicators.indicator import Indicator, MeasuredIndicator
    from storage.model.period import Quarter
    from storage.model.schema import Table
    from storage.store.store import Store

# By the table that is counted and the one that changed: what gives the numbers of the records
# concerned, from the numbers of those changed; a record concerns itself anyhow
_TOUCHES: dict[tuple[Table[Any], Table[Any]], str] = {
    (VOLUNTEERS, SERVICE_RECORDS): "SELECT volunteer FROM service_record WHERE id IN ({ids})",
    (VOLUNTEERS, CONSENTS): "SELECT volunteer FROM consent WHERE id IN ({ids})",
    (VOLUNTEERS, MOVEMENTS): "SELECT volunteer FROM movement WHERE id IN ({ids})",
    (VOLUNTEERS, STAR_GRANTS): "SELECT volunteer FROM star_grant WHERE id IN ({ids})",
    (VOLUNTEERS, ATTENDANCES): "SELECT volunteer FROM attendance WHERE id IN ({ids})",
    (VOLUNTEERS, TRAININGS): "SELECT volunteer FROM attendance WHERE training IN ({ids})",
    (VOLUNTEERS, UNITS): "SELECT id FROM volunteer WHERE school IN ({ids})",
    (SERVICE_RECORDS, VOLUNTEERS): "SELECT id FROM service_record WHERE volunteer IN ({ids})",
    (SERVICE_RECORDS, UNITS): (
        "SELECT s.id FROM volunteer v CROSS JOIN service_record s ON s.volunteer = v.id"
        " WHERE v.school IN ({ids})"
    ),
    (ACTIVITIES, SERVICE_RECORDS): "SELECT activity FROM service_record WHERE id IN ({ids})",
    (ACTIVITIES, VOLUNTEERS): "SELECT activity FROM service_record WHERE volunteer IN ({ids})",
    (ACTIVITIES, ORGANIZATIONS): "SELECT id FROM activity WHERE organization IN ({ids})",
    (ACTIVITIES, UNITS): (
        "SELECT a.id FROM organization o CROSS JOIN activity a ON a.organization = o.id"
        " WHERE o.unit IN ({ids})"
    ),
    (ACTIVITIES, PROJECTS): "SELECT id FROM activity WHERE project IN ({ids})",
    (SERVICE_RECORDS, ACTIVITIES): "SELECT id FROM service_record WHERE activity IN ({ids})",
    (SERVICE_RECORDS, PROJECTS): (
        "SELECT s.id FROM activity a CROSS JOIN service_record s ON s.activity = a.id"
        " WHERE a.project IN ({ids})"
    ),
    (ATTENDANCES, TRAININGS): "SELECT id FROM attendance WHERE training IN ({ids})",
    (ATTENDANCES, UNITS): (
        "SELECT a.id FROM volunteer v CROSS JOIN attendance a ON a.volunteer = v.id"
        " WHERE v.school IN ({ids})"
    ),
    **{
        (table, VOLUNTEERS): f"SELECT id FROM {table.name} WHERE volunteer IN ({{ids}})"
        for table in (ATTENDANCES, STAR_GRANTS, CERTIFICATES, AWARDS, INCENTIVES)
    },
}
# Where a table is looked into for nothing but whose its records are (`storage.attribution`): the
# column that decides, without a change of which nothing counts differently
_DECISIVE: dict[tuple[Table[Any], Table[Any]], str] = {
    **{
        (table, VOLUNTEERS): "school"
        for table in (SERVICE_RECORDS, ATTENDANCES, CERTIFICATES, AWARDS, INCENTIVES)
    },
    **{
        (table, UNITS): "counted_by"
        for table in (VOLUNTEERS, SERVICE_RECORDS, ATTENDANCES, ACTIVITIES)
    },
}
# Tables of which a record may count differently because another of the same table changed
_AMONG_THEMSELVES = {
    SERVICE_RECORDS: "SELECT corrects FROM service_record WHERE id IN ({ids}) AND corrects > 0",
    STAR_GRANTS: (
        "SELECT o.id FROM star_grant t JOIN star_grant o ON o.volunteer = t.volunteer"
        " WHERE t.id IN ({ids})"
    ),
}
_ONLY_ITSELF = "SELECT id FROM volunteer WHERE 0"
# Tables of which any may, by a rule that looks at all of them; they are short
_ANY_OF_THEM = (ORGANIZATIONS, CHARTERS, PROJECTS, DISPATCHES)


def affected_records_sql(counted: Table[Any], changed: Table[Any]) -> str | None:
    """SQL for the numbers of the records to count anew, over `{ids}`; None where it is all."""
    if counted is not changed:
        return _TOUCHES.get((counted, changed))
    return None if counted in _ANY_OF_THEM else _AMONG_THEMSELVES.get(counted, _ONLY_ITSELF)


def deciding_column(counted: Table[Any], changed: Table[Any]) -> str:
    """The one column by whose change a record concerns others, "" where any may."""
    return _DECISIVE.get((counted, changed), "")


ChangedColumns = dict["Table[Any]", dict[int, set[str]]]

MAX_CHANGES = 200
MAX_QUARTERS = 9  # looks at a quarter whose figures a store remembers
MAX_RECORDS = 5_000  # concerned by them, beyond which counting all is as quick


def figures(store: Store, quarter: Quarter) -> list[MeasuredIndicator]:
    """Every indicator's figure in the quarter, from what was known of it (`storage.known`).

    What is half written is counted, but nothing is built upon it.
    """
    with as_known(store, quarter) as found:
        if store.in_transaction or not has_journal(store):
            return measure(CountingContext(store, quarter), INDICATORS)
        held = store.cache.setdefault(QuarterCache, {})
        key = (quarter, found)
        while len(held) >= MAX_QUARTERS and key not in held:
            held.pop(next(iter(held)))
        return list(held.setdefault(key, QuarterCache(quarter)).figures(store))


class QuarterCache:
    """The figures of one quarter, for one thread at a time."""

    def __init__(self, quarter: Quarter) -> None:
        self.quarter = quarter
        self._counted: dict[str, PartAndWhole] = {}
        self._edit = 0

    def figures(self, store: Store) -> list[MeasuredIndicator]:
        """Every indicator's figure as the ledger is now."""
        if self._counted and last_edit(store) != self._edit:
            self._follow(store)
        if not self._counted:
            self._edit = last_edit(store)  # an edit from here on is followed next time
        counting = CountingContext(store, self.quarter)
        missing = [one for one in INDICATORS if one.code not in self._counted]
        self._counted.update(count(counting, missing))
        return [build_measured(counting, one, self._counted[one.code]) for one in INDICATORS]

    def _follow(self, store: Store) -> None:
        """Take in the edits since the last look."""
        try:
            with rolled_back(store):
                now = last_edit(store)
                changes = changes_after(store, self._edit, MAX_CHANGES)
                if changes is None or now < self._edit:
                    self._counted.clear()
                else:
                    self._apply(store, changes)
                    self._edit = now
        except OperationalError:  # somebody writes for long, or the folder cannot be written to
            self._counted.clear()

    def _apply(self, store: Store, changes: Sequence[tuple[Any, ...]]) -> None:
        touched = _touched(store, changes)
        parameters = CountingContext(store, self.quarter).parameters
        passes = list(_passes(touched, past=bool(store.known and store.known.marks)))
        for one in passes:
            one.note_owners(store, touched)
        store.execute("SAVEPOINT as_it_was")
        restore_rows(store, changes)
        for one in passes:
            one.note_owners(store, touched)
        were = [one.count(store, parameters) for one in passes]
        store.execute("ROLLBACK TO as_it_was")
        for one, was in zip(passes, were, strict=True):
            for code, now in one.count(store, parameters).items():
                known = zip(self._counted[code], now, was[code], strict=True)
                part, whole = (before + new - old for before, new, old in known)
                self._counted[code] = (part, whole)
            if one.concerns_all:
                for indicator in one.indicators:
                    del self._counted[indicator.code]


@dataclass
class _Pass:
    """Indicators that one pass counts and the same changes touch, and the records concerned."""

    group: PassGroup
    indicators: list[Indicator]
    changed: frozenset[Table[Any]]
    concerned: set[int] = field(default_factory=set)
    concerns_all: bool = False

    def note_owners(self, store: Store, touched: ChangedColumns) -> None:
        """Note whom the changes concern, as the ledger is at the moment."""
        counted = self.group[0]
        for table in self.changed:
            if table is counted:
                self.concerned |= touched[table].keys()
            sql, column = affected_records_sql(counted, table), deciding_column(counted, table)
            if sql is None:
                self.concerns_all = True
            else:
                concern = (
                    n for n, names in touched[table].items() if not column or column in names
                )
                numbers = ", ".join(map(str, concern))
                found = store.execute(sql.format(ids=numbers))
                self.concerned.update(number for (number,) in found)
        if len(self.concerned) > MAX_RECORDS:
            self.concerns_all = True

    def count(self, store: Store, parameters: Mapping[str, object]) -> dict[str, PartAndWhole]:
        """Part and whole among those concerned; nothing where all are to be counted."""
        if self.concerns_all:
            return {}
        if not self.concerned:
            return {one.code: (0, 0) for one in self.indicators}
        among = f"t.id IN ({', '.join(map(str, self.concerned))})"
        sql = for_few_records(counting_sql(self.group, self.indicators, among))
        return pair_counts(self.indicators, store.execute(sql, parameters).fetchone())


def _touched(store: Store, changes: Sequence[tuple[Any, ...]]) -> ChangedColumns:
    """The records that changed, each with the columns by which it differs from what it was."""
    touched: ChangedColumns = defaultdict(lambda: defaultdict(set))
    for name, number, before in changes:
        table = BY_NAME[name]
        columns = ", ".join(table.names)
        sql = f"SELECT {columns} FROM {name} WHERE id = ?"
        now = store.execute(sql, (number,)).fetchone()
        row = dict(zip(table.names, now, strict=True)) if now else {}
        was = json.loads(before) if before else {}
        whole = not (row and was)
        touched[table][number] |= {n for n in table.names if whole or row[n] != was.get(n)}
    return touched


def _passes(touched: ChangedColumns, *, past: bool) -> Iterator[_Pass]:
    """The passes that count what the changes touch; a target is read, not counted.

    In the past a record is seen because another names it, so that this one touches it too.
    """
    for group, indicators in group_indicators(INDICATORS).items():
        alike: dict[frozenset[Table[Any]], list[Indicator]] = defaultdict(list)
        for one in indicators:
            reads = set(one.reads) - {TARGETS}
            if past:
                reads |= {by for by, _link in REFERENCED_BY.get(one.table.name, ())}
            alike[frozenset(touched.keys() & reads)].append(one)
        for changed, together in alike.items():
            if changed:
                yield _Pass(group, together, changed)
