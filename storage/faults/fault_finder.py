"""Finding faults in the data: by rules over all records, and by each record's own check."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from storage import clock
from storage.counting.counting_rules import inline_parameters
from storage.counting.rules.league_branches import UNPROVEN, judge_all
from storage.errors import UserError
from storage.faults.affairs_faults import AFFAIRS_RULES
from storage.faults.fault_rule import SEVERITIES, Fault
from storage.faults.people_faults import PEOPLE_RULES, SUSPECT_VOLUNTEER
from storage.faults.service_faults import SERVICE_RULES, SUSPECT_SERVICE
from storage.ledger.database import sentence
from storage.ledger.driver import DatabaseError
from storage.model import search_text
from storage.model.tables import LEAGUE_BRANCHES, ORGANIZATIONS, SERVICE_RECORDS, TABLES, VOLUNTEERS
from storage.model.tables.attachment import ATTACHMENTS
from storage.seals.row_chunks import rows_in
from storage.seals.seal import contents_of, damages, load_chunk, seals
from storage.store.attachments import load_content
from storage.store.listing import title_sql

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from storage.model.schema import Table
    from storage.model.tables.attachment import Attachment
    from storage.seals.seal import Seal
    from storage.store.store import Store


def sealed_evidence(store: Store, seal: Seal) -> list[Attachment]:
    """Return the attachments as they were sealed; `load_content` loads each file's bytes."""
    pieces = contents_of(store, seal)["pieces"].get(ATTACHMENTS.name, ())
    empty = dict.fromkeys(ATTACHMENTS.names)
    return [
        ATTACHMENTS.from_row({**empty, **row})
        for _span, digest in pieces
        for row in rows_in(load_chunk(store, digest))
    ]


def damaged_evidence(store: Store) -> Iterator[str]:
    """Yield a sentence for every sealed attachment whose bytes are lost or altered."""
    sound: set[str] = set()
    for seal in seals(store):
        for one in sealed_evidence(store, seal):
            if one.sha256 in sound:
                continue
            try:
                load_content(store, one)
                sound.add(one.sha256)
            except UserError as error:
                yield f"{seal.quarter.label}{seal.label}：{error}"


RULES = tuple(
    sorted(
        (*PEOPLE_RULES, *SERVICE_RULES, *AFFAIRS_RULES),
        key=lambda rule: SEVERITIES.index(rule.severity),
    )
)


class FaultKind(NamedTuple):
    """What faults of one kind have in common."""

    code: str
    table: Table[Any]
    message: str


# Only these records can fail their own check; parsing every record would take long
SUSPECT_CONDITIONS = {VOLUNTEERS.name: SUSPECT_VOLUNTEER, SERVICE_RECORDS.name: SUSPECT_SERVICE}


def find_faults(
    store: Store, on: date, today: date | None = None, severities: Collection[str] = SEVERITIES
) -> Iterator[Fault]:
    """Yield every fault: those of rules first, errors before warnings, then those of own checks.

    `on` is the cut-off day; `today` defaults to the clock's.
    """
    values = _days(on, today)
    for rule in RULES:
        if rule.severity not in severities:
            continue
        sql = (
            f"SELECT t.id AS id, {title_sql(rule.table)} AS title"
            f" FROM {rule.table.name} t WHERE {inline_parameters(rule.condition)} ORDER BY t.id"
        )
        for row in store.rows(sql, values):
            title = str(row["title"])
            yield Fault(
                rule.code, rule.table, row["id"], title, rule.column, rule.severity, rule.message
            )
    for fault in _single(store, on):
        if fault.severity in severities:
            yield fault


def count_faults(store: Store, on: date, today: date | None = None) -> Counter[FaultKind]:
    """Count the faults of each kind, without loading those that rules find."""
    values = _days(on, today)
    found: Counter[FaultKind] = Counter()
    for rule in RULES:
        condition = inline_parameters(rule.condition)
        sql = f"SELECT count(*) FROM {rule.table.name} t WHERE {condition}"
        found[FaultKind(rule.code, rule.table, rule.message)] += int(store.value(sql, values))
    found.update(FaultKind(one.code, one.table, one.message) for one in _single(store, on))
    return +found


def _days(on: date, today: date | None) -> dict[str, str]:
    return {"on": on.isoformat(), "today": (today or clock.today()).isoformat()}


def _single(store: Store, on: date) -> Iterator[Fault]:
    """Yield the faults that are found record by record."""
    for table in TABLES:
        yield from _own(store, table)
    yield from _league(store, on)


def _own(store: Store, table: Table[Any]) -> Iterator[Fault]:
    """Yield the faults that each record's own check finds."""
    condition = SUSPECT_CONDITIONS.get(table.name, "1")
    for row in store.rows(f"SELECT t.* FROM {table.name} t WHERE {condition} ORDER BY t.id"):
        record = table.from_row(row)
        for problem in table.check(record):
            severity = "warning" if problem.warning else "error"
            title = store.title_of(table, record)
            yield Fault("W", table, row["id"], title, problem.column, severity, problem.message)


def _league(store: Store, on: date) -> Iterator[Fault]:
    """Yield the warnings on league branches, except the one of an organization's own check."""
    for one in judge_all(store, on):
        for warning in one.warnings:
            if warning == UNPROVEN:
                continue
            branch = one.branch
            table: Table[Any] = LEAGUE_BRANCHES if branch else ORGANIZATIONS
            number = (branch.id if branch else one.organization.id) or 0
            yield Fault("L", table, number, one.organization.name, "", "warning", warning)


def file_check(store: Store) -> Iterator[str]:
    """Yield a sentence for every damage of the file; stop after one that cannot be read."""
    try:
        broken = [row for row in store.rows("PRAGMA integrity_check") if "ok" not in row.values()]
        if broken:  # SQLite's own messages name pages, in English
            yield f"数据文件有损坏：查出 {len(broken)} 处坏的内容。请从备份恢复。"
        yield from _inner_damages(store)
    except DatabaseError as error:
        yield sentence(error, store.path)


def _inner_damages(store: Store) -> Iterator[str]:
    """Yield damages inside the file: altered seals, dangling links, an incomplete search index."""
    unreadable = list(damages(store))
    yield from unreadable or damaged_evidence(store)
    for row in store.rows("PRAGMA foreign_key_check"):
        yield f"{row['table']} 第 {row['rowid']} 条指向一条不存在的 {row['parent']} 记录。"
    for table in TABLES:
        if table.search:
            name = search_text.table_name(table)
            indexed = store.value(f"SELECT count(*) FROM {name}")
            if indexed != store.count(table):
                yield f"{table.label}的搜索索引不完整（{indexed} / {store.count(table)}）。"
