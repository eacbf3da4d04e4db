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

from storage.dated import NAMED_BY
from storage.driver import OperationalError
from storage.earlier import changes_since, journalled, latest, only_looking, put_back
from storage.indicators.counting import Scene, count, grouped, measure, measured, paired, statement
from storage.indicators.registry import INDICATORS
from storage.indicators.service import of_few
from storage.indicators.touches import concerned, decisive
from storage.known import looking
from storage.tables import BY_NAME
from storage.tables.setting import TARGETS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from storage.indicators.counting import Counted, Group
    from storage.indicators.indicator import Indicator, Measured
    from storage.period import Quarter
    from storage.schema import Table
    from storage.store import Store

Touched = dict["Table[Any]", dict[int, set[str]]]

MOST_CHANGES = 200
QUARTERS = 9  # looks at a quarter whose figures a store remembers
MOST_RECORDS = 5_000  # concerned by them, beyond which counting all is as quick


def figures(store: Store, quarter: Quarter) -> list[Measured]:
    """Every indicator's figure in the quarter, from what was known of it (`storage.known`).

    What is half written is counted, but nothing is built upon it.
    """
    connection = store.connection
    with looking(store, quarter) as found:
        if connection.in_transaction or not journalled(connection):
            return measure(Scene(store, quarter), INDICATORS)
        held = store.remembered.setdefault(Kept, {})
        key = (quarter, found)
        while len(held) >= QUARTERS and key not in held:
            held.pop(next(iter(held)))
        return list(held.setdefault(key, Kept(quarter)).figures(store))


class Kept:
    """The figures of one quarter, for one thread at a time."""

    def __init__(self, quarter: Quarter) -> None:
        self.quarter = quarter
        self._counted: dict[str, Counted] = {}
        self._edit = 0

    def figures(self, store: Store) -> list[Measured]:
        """Every indicator's figure as the ledger is now."""
        if self._counted and latest(store.connection) != self._edit:
            self._follow(store)
        if not self._counted:
            self._edit = latest(store.connection)  # an edit from here on is followed next time
        scene = Scene(store, self.quarter)
        missing = [one for one in INDICATORS if one.code not in self._counted]
        self._counted.update(count(scene, missing))
        return [measured(scene, one, self._counted[one.code]) for one in INDICATORS]

    def _follow(self, store: Store) -> None:
        """Take in the edits since the last look."""
        connection = store.connection
        try:
            with only_looking(connection):
                now = latest(connection)
                changes = changes_since(connection, self._edit, MOST_CHANGES)
                if changes is None or now < self._edit:
                    self._counted.clear()
                else:
                    self._apply(store, changes)
                    self._edit = now
        except OperationalError:  # somebody writes for long, or the folder cannot be written to
            self._counted.clear()

    def _apply(self, store: Store, changes: Sequence[tuple[Any, ...]]) -> None:
        touched = _touched(store.connection, changes)
        connection, parameters = store.connection, Scene(store, self.quarter).parameters
        passes = list(_passes(touched, past=bool(store.known and store.known.marks)))
        for one in passes:
            one.look(connection, touched)
        connection.execute("SAVEPOINT as_it_was")
        put_back(connection, changes)
        for one in passes:
            one.look(connection, touched)
        were = [one.count(connection, parameters) for one in passes]
        connection.execute("ROLLBACK TO as_it_was")
        for one, was in zip(passes, were, strict=True):
            for code, now in one.count(connection, parameters).items():
                known = zip(self._counted[code], now, was[code], strict=True)
                part, whole = (before + new - old for before, new, old in known)
                self._counted[code] = (part, whole)
            if one.concerns_all:
                for indicator in one.indicators:
                    del self._counted[indicator.code]


@dataclass
class _Pass:
    """Indicators that one pass counts and the same changes touch, and the records concerned."""

    group: Group
    indicators: list[Indicator]
    changed: frozenset[Table[Any]]
    concerned: set[int] = field(default_factory=set)
    concerns_all: bool = False

    def look(self, connection: Any, touched: Touched) -> None:
        """Note whom the changes concern, as the ledger is at the moment."""
        counted = self.group[0]
        for table in self.changed:
            if table is counted:
                self.concerned |= touched[table].keys()
            sql, column = concerned(counted, table), decisive(counted, table)
            if sql is None:
                self.concerns_all = True
            else:
                concern = (
                    n for n, names in touched[table].items() if not column or column in names
                )
                numbers = ", ".join(map(str, concern))
                found = connection.execute(sql.format(ids=numbers))
                self.concerned.update(number for (number,) in found)
        if len(self.concerned) > MOST_RECORDS:
            self.concerns_all = True

    def count(self, connection: Any, parameters: Mapping[str, object]) -> dict[str, Counted]:
        """Part and whole among those concerned; nothing where all are to be counted."""
        if self.concerns_all:
            return {}
        if not self.concerned:
            return {one.code: (0, 0) for one in self.indicators}
        among = f"t.id IN ({', '.join(map(str, self.concerned))})"
        sql = of_few(statement(self.group, self.indicators, among))
        return paired(self.indicators, connection.execute(sql, parameters).fetchone())


def _touched(connection: Any, changes: Sequence[tuple[Any, ...]]) -> Touched:
    """The records that changed, each with the columns by which it differs from what it was."""
    touched: Touched = defaultdict(lambda: defaultdict(set))
    for name, number, before in changes:
        table = BY_NAME[name]
        columns = ", ".join(table.names)
        sql = f"SELECT {columns} FROM {name} WHERE id = ?"
        now = connection.execute(sql, (number,)).fetchone()
        row = dict(zip(table.names, now, strict=True)) if now else {}
        was = json.loads(before) if before else {}
        whole = not (row and was)
        touched[table][number] |= {n for n in table.names if whole or row[n] != was.get(n)}
    return touched


def _passes(touched: Touched, *, past: bool) -> Iterator[_Pass]:
    """The passes that count what the changes touch; a target is read, not counted.

    In the past a record is seen because another names it, so that this one touches it too.
    """
    for group, indicators in grouped(INDICATORS).items():
        alike: dict[frozenset[Table[Any]], list[Indicator]] = defaultdict(list)
        for one in indicators:
            reads = set(one.reads) - {TARGETS}
            if past:
                reads |= {by for by, _link in NAMED_BY.get(one.table.name, ())}
            alike[frozenset(touched.keys() & reads)].append(one)
        for changed, together in alike.items():
            if changed:
                yield _Pass(group, together, changed)
