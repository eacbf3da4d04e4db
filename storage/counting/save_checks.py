"""Checks before a record is saved that involve other records: a day's hours, the star before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from storage import clock
from storage.counting.policy import policy_on
from storage.counting.rules.daily_hours import Stint, judge_day, judge_stint
from storage.counting.rules.star_levels import rules_on, star_status
from storage.errors import Invalid, Problem
from storage.model.kinds.times import minutes_of
from storage.model.tables.service_record import SERVICE_RECORDS, ServiceRecord
from storage.model.tables.star import STAR_GRANTS, StarGrant
from storage.model.tables.volunteer import VOLUNTEERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from storage.model.schema import Table
    from storage.store.store import Store

R = TypeVar("R")


def parse_and_check(
    store: Store, table: Table[R], draft: Mapping[str, object], record_id: int | None = None
) -> R:
    """Parse a draft; raise `Invalid` for its own faults and for conflicts with other records.

    A stored record of an append-only table is not refused again for an old conflict.
    """
    record = store.parse(table, draft, record_id)
    already_stored = table.append_only and record_id is not None
    faults = [one for one in objections(store, table, record) if not one.warning]
    if faults and not already_stored:
        raise Invalid(faults)
    return record


def objections(store: Store, table: Table[Any], record: Any) -> tuple[Problem, ...]:
    """Return the conflicts of a record with other records: faults and warnings."""
    check = _CHECKS.get(table.name)
    return tuple(check(store, record)) if check else ()


def _check_service(store: Store, record: ServiceRecord) -> Iterator[Problem]:
    """Check the volunteer's whole day: overlaps, too many hours, a second confirmer; future days."""
    policy = policy_on(store, record.served_on.year)
    person = store.get(VOLUNTEERS, record.volunteer)
    others = (record.volunteer, record.served_on.isoformat(), record.id or 0)
    same_day = "volunteer = ? AND served_on = ? AND id <> ?"
    day = list(store.select(SERVICE_RECORDS, same_day, others))
    if record.corrects:
        yield from _check_correction(store, record)
    else:
        own = judge_stint(
            _stint(record), record.served_on, clock.today(), person.registered_on, policy
        )
        for objection in own:
            yield Problem("served_on", objection.message, warning=not objection.error)
    for objection in judge_day([*map(_stint, day), _stint(record)], policy):
        column = "confirmer" if "复核" in objection.message else "hours"
        yield Problem(column, objection.message, warning=not objection.error)


def _check_correction(store: Store, record: ServiceRecord) -> Iterator[Problem]:
    """Check that a correction names an original of the same person, activity and day."""
    original = store.get(SERVICE_RECORDS, record.corrects or 0)
    same = ("volunteer", "activity", "served_on")
    if original.corrects:
        yield Problem("corrects", "更正要加在原来的记录上，不能加在另一条更正上")
    elif any(getattr(original, name) != getattr(record, name) for name in same):
        yield Problem("corrects", "更正的人、活动和日期要与原来的记录相同")


def _stint(record: ServiceRecord) -> Stint:
    begun, ended = record.from_time, record.to_time
    return Stint(
        record.hours,
        minutes_of(begun) if begun else None,
        minutes_of(ended) if ended else None,
        confirmed=bool(record.confirmer),
    )


def _check_grant(store: Store, grant: StarGrant) -> Iterator[Problem]:
    """Check a grant by 中国注册志愿者管理办法 §16: the star before it, the hours since registration."""
    on = grant.granted_on or clock.today()
    status = star_status(store, grant.volunteer, on)
    rule = next((one for one in rules_on(store, on) if one.star == grant.star), None)
    if rule is None or grant.historical:
        return
    if rule.needs_previous and status.held < grant.star - 1:
        yield Problem("star", f"没有先认定前一星，不能认定（{rule.rule_set}）")
    elif status.reached < grant.star:
        message = f"注册以后的时长不足 {rule.hours_needed} 小时，还没有达到这一星"
        yield Problem("star", message, warning=True)


_CHECKS: dict[str, Callable[[Store, Any], Iterator[Problem]]] = {
    SERVICE_RECORDS.name: _check_service,
    STAR_GRANTS.name: _check_grant,
}
