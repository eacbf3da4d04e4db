"""What the ledger knew of a quarter: the one rule by which a past quarter is counted and compared.

A fact has a day from which it holds and a day from which the ledger knows it. A roster holds *as of*
a day. A quarter before the first roster has no data. After a seal there are later events (nothing to
report), 补报 (held before, entered after) and 更正 (recorded wrongly). Facts have no periods of their
own, so the rule uses what the ledger does record: the order of first entry (record numbers), and
the record's own date (`effective_dates`).

1. A sealed quarter is counted from what was entered by its first seal. A record first entered
   afterwards belongs to the next quarter, unless its own date lies in the quarter or before: then
   it is 补报. A record entered by the seal that counts differently now is 更正; a registration after
   the cut-off is a later event, and the person counts as sealed.
2. A quarter that was never sealed is counted from what was entered by the first seal of a later
   one, and from records with a date of their own as above.
3. Without a later seal it is counted from all the ledger holds: a quarter's roster arrives in the
   days after its end, and counts for the quarter that is reported then (`Quarter.reported_on`).
4. Of an unsealed quarter before the one reported when the first record of a table was entered, only
   records dated in it or before are known: services, trainings, projects, the number of
   organizations by their founding. Where there are none, and for rosters always, the figure is
   无数据: neither 0 nor today's number.

Records that are left out are left out of every query: the tables are read through temporary views
of the connection, so that no indicator, list or check needs a rule of its own.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from storage.counting.effective_dates import (
    CORRECTION_LINKS,
    EFFECTIVE_DAYS,
    LASTING_TABLES,
    REFERENCE_TABLES,
    REFERENCED_BY,
    ROSTER_TABLES,
    state_key,
)
from storage.model.period import Quarter
from storage.model.tables import BY_NAME
from storage.model.tables.volunteer import VOLUNTEERS
from storage.seals.row_chunks import rows_in
from storage.seals.seal import contents_of, load_chunk, seals
from storage.store.time_travel import has_journal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from storage.seals.seal import Seal
    from storage.store.store import Store


@dataclass(frozen=True, slots=True)
class EntryMarks:
    """How far entry had got when a quarter was sealed.

    By table name, `numbers` are the highest record numbers that belong to the quarter whatever their
    date, and `given` the highest ones assigned; `edit` is the last edit. Nothing was known of the
    tables `unknown`. `explicit` is false for seals of older programs, which do not contain the marks
    and hold whatever was in the ledger.
    """

    numbers: Mapping[str, int]
    given: Mapping[str, int]
    edit: int
    unknown: frozenset[str] = frozenset()
    explicit: bool = True


def entry_marks(store: Store, seal: Seal) -> EntryMarks:
    """Return how far entry had got at a seal, from its contents or, for old seals, from its rows."""
    key = (EntryMarks, seal.digest)
    if key not in store.cache:
        contents = contents_of(store, seal)
        marks = contents.get("entered")
        store.cache[key] = (
            EntryMarks(
                marks["numbers"], marks["given"], marks["edit"], frozenset(marks.get("unknown", ()))
            )
            if marks
            else _from_rows(store, seal, contents)
        )
    result: EntryMarks = store.cache[key]
    return result


def first_seal(store: Store, versions: Sequence[Seal]) -> Seal:
    """Return the version after which nothing entered belongs to the quarter.

    It is the first, or the last of those sealed by programs that did not know the rule.
    """
    older = [one for one in versions if not entry_marks(store, one).explicit]
    return older[-1] if older else versions[0]


def _from_rows(store: Store, seal: Seal, contents: Mapping[str, Any]) -> EntryMarks:
    """Derive the marks from the sealed rows: numbers are assigned in order and never reused."""
    numbers = dict.fromkeys(BY_NAME, 0)
    for name, places in contents["pieces"].items():
        numbers[name] = max(row["id"] for row in rows_in(load_chunk(store, max(places)[1])))
    sql = "SELECT ifnull(max(id), 0) FROM edit WHERE at <= ?"
    edit = int(store.value(sql, (contents["sealed_at"],)))
    return EntryMarks(numbers, numbers, edit, explicit=False)


# Fields of a registration: for one after the cut-off their former values count
_REGISTRATION = ("registration_status", "registered_on", "cancelled_on")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Which records a quarter is counted from: all, unless marked.

    `marks` are table name, highest number entered by the first seal, and by the last. `unknown` are
    tables, or states of tables (`state_key`), of which nothing was known. `edit` is the last edit
    before the quarter's own seal, 0 without one. With `late`, records entered later that bear a date
    of the quarter are visible as well.
    """

    quarter: Quarter
    marks: tuple[tuple[str, int, int], ...] = ()
    unknown: frozenset[str] = frozenset()
    edit: int = 0
    late: bool = True

    @property
    def whole(self) -> bool:
        """Whether every record of the ledger is visible."""
        return not self.marks and not self.unknown

    def as_sealed(self) -> dict[str, object]:
        """Return what is left out, as a seal stores it; empty where nothing is."""
        if self.whole:
            return {}
        numbers = {name: first for name, first, _last in self.marks}
        return {"numbers": numbers, "unknown": sorted(self.unknown)}


def knowledge_of(
    store: Store, quarter: Quarter, *, late: bool = True, on: date | None = None
) -> Knowledge:
    """Return what is known of a quarter on the day `on`, by default today."""
    if not has_journal(store):
        return Knowledge(quarter)
    versions = seals(store, quarter)
    if versions:
        first, last = first_seal(store, versions), versions[-1]
        return _sealed(entry_marks(store, first), entry_marks(store, last), quarter, late)
    following = [one for one in seals(store) if one.quarter > quarter]
    day = on or store.now().astimezone().date()
    if not following and quarter >= Quarter.reported_on(day):
        return Knowledge(quarter)
    return _unsealed(store, quarter, entry_marks(store, following[0]).numbers if following else {})


def _sealed(first: EntryMarks, last: EntryMarks, quarter: Quarter, late: bool) -> Knowledge:
    marks = tuple(
        (name, first.numbers[name], last.given.get(name, 0))
        for name in EFFECTIVE_DAYS
        if name in first.numbers
    )
    return Knowledge(quarter, marks, first.unknown, first.edit, late)


def _unsealed(store: Store, quarter: Quarter, numbers: Mapping[str, int]) -> Knowledge:
    """Return what is known of a past, unsealed quarter; `numbers` are the marks of the next seal."""
    marks = dict(numbers)
    unknown = set()
    for name in EFFECTIVE_DAYS:
        if _first_reported(store, name) <= quarter:
            continue
        if name not in REFERENCE_TABLES:
            marks[name] = 0
        if name in ROSTER_TABLES or not _has_dated_record(store, name, quarter):
            unknown.add(name)
        if name in LASTING_TABLES:
            unknown.add(state_key(name))
    dated = tuple((name, mark, mark) for name, mark in marks.items() if name in EFFECTIVE_DAYS)
    return Knowledge(quarter, dated, frozenset(unknown))


def _first_reported(store: Store, name: str) -> Quarter:
    """Return the quarter that was reported when a table's first record was entered.

    For an empty table it is the quarter in which the ledger was begun. Records older than the
    journal have always been known.
    """
    at = store.value("SELECT at FROM edit ORDER BY id LIMIT 1")
    first = store.value(f"SELECT min(id) FROM main.{name}")
    if first is not None:
        sql = (
            "SELECT e.at FROM change c JOIN edit e ON e.id = c.edit"
            " WHERE c.record_id = ? AND c.table_name = ? ORDER BY c.id LIMIT 1"
        )
        at = store.value(sql, (first, name))
    if at is None:
        return Quarter(1, 1)
    return Quarter.reported_on(datetime.fromisoformat(at).astimezone().date())


def _has_dated_record(store: Store, name: str, quarter: Quarter) -> bool:
    """Return whether a record of the table bears a date of the quarter or before."""
    if not EFFECTIVE_DAYS[name]:
        return False
    day = EFFECTIVE_DAYS[name].format(row="t")
    sql = f"SELECT 1 FROM main.{name} t WHERE {day} <= ? LIMIT 1"
    return store.value(sql, (quarter.cut_off.isoformat(),)) is not None


@contextmanager
def as_known(
    store: Store, quarter: Quarter, *, late: bool | None = None, on: date | None = None
) -> Iterator[Knowledge]:
    """Let every query within the context read the ledger as it was known of the quarter.

    Nested within a context of the same quarter nothing changes, unless `late` is passed.
    """
    now: Knowledge | None = store.known
    if late is None and now is not None and now.quarter == quarter:
        yield now
        return
    known = knowledge_of(store, quarter, late=late is not False, on=on)
    with store.with_views(known, dict(_views(store, known))):
        yield known


def _views(store: Store, found: Knowledge) -> Iterator[tuple[str, str]]:
    """The tables of which something is left out or told as it was, each with its SELECT."""
    for name, first, _last in found.marks:
        told = _registered_before(store, found, first) if name == VOLUNTEERS.name else "*"
        later = store.value(f"SELECT 1 FROM main.{name} WHERE id > ? LIMIT 1", (first,))
        if later or told != "*":
            yield name, f"SELECT {told} FROM main.{name} t WHERE {_seen(found, name)}"


def _seen(found: Knowledge, name: str, row: str = "t") -> str:
    """Return the condition that a record was known itself or is linked by a record that was."""
    if name in ROSTER_TABLES and name in found.unknown:
        return "0"
    by = f"{row}y"
    named = (
        f"EXISTS (SELECT 1 FROM main.{table.name} {by} WHERE {by}.{link} = {row}.id"
        f" AND ({_seen(found, table.name, by)}))"
        for table, link in REFERENCED_BY.get(name, ())
    )
    return " OR ".join((_own(found, name, row), *named))


def _own(found: Knowledge, name: str, row: str) -> str:
    """Return the condition that a record was known by its own number or date."""
    marks = {one: (first, last) for one, first, last in found.marks}
    if name not in marks:
        return "1"
    first, last = marks[name]
    parts = [f"{row}.id <= {first}"]
    if EFFECTIVE_DAYS[name]:
        day = f"{EFFECTIVE_DAYS[name].format(row=row)} <= '{found.quarter.cut_off.isoformat()}'"
        parts.append(day if found.late else f"({row}.id <= {last} AND {day})")
    if name in CORRECTION_LINKS:
        parts.append(f"{row}.{CORRECTION_LINKS[name]} <= {first}")
    return " OR ".join(parts)


def _registered_before(store: Store, found: Knowledge, first: int) -> str:
    """Return the columns of a volunteer; a registration after the cut-off shows its former values."""
    day = found.quarter.cut_off.isoformat()
    anew = f"t.id <= {first} AND t.registered_on > '{day}'"
    if not found.edit or not store.value(f"SELECT 1 FROM main.volunteer t WHERE {anew} LIMIT 1"):
        return "*"
    was = (
        "(SELECT json_extract(c.before, '$.{}') FROM main.change c WHERE c.record_id = t.id"
        f" AND c.table_name = 'volunteer' AND c.edit > {found.edit} ORDER BY c.id LIMIT 1)"
    )
    registered = f"({anew} AND {was.format('registered_on')} <= '{day}')"
    columns = (
        f"CASE WHEN {registered} THEN {was.format(one)} ELSE t.{one} END AS {one}"
        if one in _REGISTRATION
        else f"t.{one}"
        for one in VOLUNTEERS.names
    )
    return ", ".join(columns)
