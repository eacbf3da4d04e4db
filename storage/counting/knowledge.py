"""What the ledger knew of a quarter: the one rule by which a past quarter is counted and compared.

The rule: facts have a day since when they hold and a day since when the ledger knows them; a roster
holds *as of* a day; a quarter before the first roster has no data; after a seal there are later
events (nothing to report), 补报 (held before, learnt after) and 更正 (recorded wrongly). Facts have
no periods of their own yet, so that it is kept by what the ledger does know, the day on which a
record was first entered and the record's own date (`storage.dated`):

1. A quarter that is sealed is counted from what was entered by its first seal. What was first
   entered afterwards belongs to the next quarter, unless its own date lies in the quarter or
   before: then it is 补报. What was entered by the seal and counts otherwise now is 更正; that
   somebody registers anew after the cut-off is a later event, and he counts as he was sealed.
2. A quarter that was never sealed is counted from what was entered by the first seal of a later
   one, and from what bears a date of its own as above.
3. Where there is none, it is counted from all the ledger knows: this quarter's roster comes in days
   after its end, and counts for the quarter that is worked on then (`Quarter.reported_on`).
4. Of a quarter that is not sealed, and before the one worked on when the first record of a table
   was entered, nothing is known but what bears a date in it or before: services, trainings,
   projects, the number of organizations by their founding. Where nothing does, and of rosters
   always, the figure is 无数据: neither 0 nor the number of today.

What is left out is left out of every query: the tables are read through views of this connection,
so that no indicator, list or check has a rule of its own.
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
from storage.seals.seal import contents_of, piece, seals
from storage.store.time_travel import journalled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from storage.seals.seal import Seal
    from storage.store.store import Store


@dataclass(frozen=True, slots=True)
class EntryMarks:
    """How far the ledger had got. `numbers` are the highest that belong to the quarter whatever
    their date, by the table's name; `given` are the highest there were; `edit` was the last edit.

    Nothing was known of the tables `unknown`. `told` says that the seal tells all this itself, and
    so holds nothing that was entered too late for the quarter; seals of older programs held
    whatever was in the ledger.
    """

    numbers: Mapping[str, int]
    given: Mapping[str, int]
    edit: int
    unknown: frozenset[str] = frozenset()
    told: bool = True


def entry_marks(store: Store, seal: Seal) -> EntryMarks:
    """What had been entered when the quarter was sealed."""
    key = (EntryMarks, seal.digest)
    if key not in store.remembered:
        contents = contents_of(store, seal)
        kept = contents.get("entered")
        store.remembered[key] = (
            EntryMarks(
                kept["numbers"], kept["given"], kept["edit"], frozenset(kept.get("unknown", ()))
            )
            if kept
            else _from_rows(store, seal, contents)
        )
    found: EntryMarks = store.remembered[key]
    return found


def first_seal(store: Store, versions: Sequence[Seal]) -> Seal:
    """The version from which on nothing entered later belongs to the quarter: the first, or the
    last of those sealed by programs that knew no such rule."""
    older = [one for one in versions if not entry_marks(store, one).told]
    return older[-1] if older else versions[0]


def _from_rows(store: Store, seal: Seal, contents: Mapping[str, Any]) -> EntryMarks:
    """The same from the rows that were sealed: numbers are given in order, none twice."""
    numbers = dict.fromkeys(BY_NAME, 0)
    for name, places in contents["pieces"].items():
        numbers[name] = max(row["id"] for row in rows_in(piece(store, max(places)[1])))
    sql = "SELECT ifnull(max(id), 0) FROM edit WHERE at <= ?"
    edit = int(store.value(sql, (contents["sealed_at"],)))
    return EntryMarks(numbers, numbers, edit, told=False)


# What a change of registration changes: it is taken from before where it is of a later day
_REGISTRATION = ("registration_status", "registered_on", "cancelled_on")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Which records a quarter is counted from: all, unless marked. `marks` give, by table, the
    highest number entered by the first seal and by the last; of the tables `unknown`, or of how
    their records were (`state_of`), nothing was known.

    `edit` is the last edit before the seal, 0 where the quarter has none of its own; with `late`,
    records that were entered later and bear a date of the quarter are seen as well.
    """

    quarter: Quarter
    marks: tuple[tuple[str, int, int], ...] = ()
    unknown: frozenset[str] = frozenset()
    edit: int = 0
    late: bool = True

    @property
    def whole(self) -> bool:
        """Whether it is all that the ledger holds."""
        return not self.marks and not self.unknown

    def as_sealed(self) -> dict[str, object]:
        """What is left out, as a seal keeps it beside how far the ledger has got."""
        if self.whole:
            return {}
        numbers = {name: first for name, first, _last in self.marks}
        return {"numbers": numbers, "unknown": sorted(self.unknown)}


def knowledge_of(
    store: Store, quarter: Quarter, *, late: bool = True, on: date | None = None
) -> Knowledge:
    """What is known of the quarter. `on` is the day that it is worked on, today unless given."""
    if not journalled(store):
        return Knowledge(quarter)
    mine = seals(store, quarter)
    if mine:
        first, last = first_seal(store, mine), mine[-1]
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
    """The same of a quarter that is past and not sealed; `numbers` are those of the next seal."""
    marks = dict(numbers)
    unknown = set()
    for name in EFFECTIVE_DAYS:
        if _worked_on(store, name) <= quarter:
            continue
        if name not in REFERENCE_TABLES:
            marks[name] = 0
        if name in ROSTER_TABLES or not _dated(store, name, quarter):
            unknown.add(name)
        if name in LASTING_TABLES:
            unknown.add(state_key(name))
    kept = tuple((name, mark, mark) for name, mark in marks.items() if name in EFFECTIVE_DAYS)
    return Knowledge(quarter, kept, frozenset(unknown))


def _worked_on(store: Store, name: str) -> Quarter:
    """The quarter worked on when the first record of a table was entered, or, where it has none,
    when the ledger was begun; what is older than the journal has always been known."""
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


def _dated(store: Store, name: str, quarter: Quarter) -> bool:
    """Whether a record of the table bears a date of the quarter or before."""
    if not EFFECTIVE_DAYS[name]:
        return False
    day = EFFECTIVE_DAYS[name].format(row="t")
    sql = f"SELECT 1 FROM main.{name} t WHERE {day} <= ? LIMIT 1"
    return store.value(sql, (quarter.cut_off.isoformat(),)) is not None


@contextmanager
def as_known(
    store: Store, quarter: Quarter, *, late: bool | None = None, on: date | None = None
) -> Iterator[Knowledge]:
    """Read the ledger as it was known of the quarter, by whatever query.

    Within a look at the same quarter it is that one, unless `late` asks for another.
    """
    now: Knowledge | None = store.known
    if late is None and now is not None and now.quarter == quarter:
        yield now
        return
    found = knowledge_of(store, quarter, late=late is not False, on=on)
    with store.seeing(found, dict(_views(store, found))):
        yield found


def _views(store: Store, found: Knowledge) -> Iterator[tuple[str, str]]:
    """The tables of which something is left out or told as it was, each with its SELECT."""
    for name, first, _last in found.marks:
        told = _registered_before(store, found, first) if name == VOLUNTEERS.name else "*"
        later = store.value(f"SELECT 1 FROM main.{name} WHERE id > ? LIMIT 1", (first,))
        if later or told != "*":
            yield name, f"SELECT {told} FROM main.{name} t WHERE {_seen(found, name)}"


def _seen(found: Knowledge, name: str, row: str = "t") -> str:
    """The condition that a record belongs to what was known, or is named by one that does."""
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
    """The same by the record's own number and date."""
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
    """The columns of a volunteer, those of a registration after the cut-off as they were sealed."""
    day = found.quarter.cut_off.isoformat()
    anew = f"t.id <= {first} AND t.registered_on > '{day}'"
    if not found.edit or not store.value(f"SELECT 1 FROM main.volunteer t WHERE {anew} LIMIT 1"):
        return "*"
    was = (
        "(SELECT json_extract(c.before, '$.{}') FROM main.change c WHERE c.record_id = t.id"
        f" AND c.table_name = 'volunteer' AND c.edit > {found.edit} ORDER BY c.id LIMIT 1)"
    )
    registered = f"({anew} AND {was.format('registered_on')} <= '{day}')"
    told = (
        f"CASE WHEN {registered} THEN {was.format(one)} ELSE t.{one} END AS {one}"
        if one in _REGISTRATION
        else f"t.{one}"
        for one in VOLUNTEERS.names
    )
    return ", ".join(told)
