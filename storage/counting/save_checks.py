"""What stands against keeping a record beside its own faults: the records it must agree with."""

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
    """As `Store.parse`, and `Invalid` too where other records stand against it."""
    record = store.parse(table, draft, record_id)
    settled = table.append_only and record_id is not None  # what stands against it stood before
    faults = [one for one in objections(store, table, record) if not one.warning]
    if faults and not settled:
        raise Invalid(faults)
    return record


def objections(store: Store, table: Table[Any], record: Any) -> tuple[Problem, ...]:
    """What the ledger has against the record, faults and warnings."""
    ask = _ASKED.get(table.name)
    return tuple(ask(store, record)) if ask else ()


def _of_service(store: Store, record: ServiceRecord) -> Iterator[Problem]:
    """The person's day as a whole: overlaps, too many hours, a second name; days to come."""
    policy = policy_on(store, record.served_on.year)
    person = store.get(VOLUNTEERS, record.volunteer)
    others = (record.volunteer, record.served_on.isoformat(), record.id or 0)
    same_day = "volunteer = ? AND served_on = ? AND id <> ?"
    day = list(store.select(SERVICE_RECORDS, same_day, others))
    if record.corrects:
        yield from _of_correction(store, record)
    else:
        own = judge_stint(
            _stint(record), record.served_on, clock.today(), person.registered_on, policy
        )
        for objection in own:
            yield Problem("served_on", objection.message, warning=not objection.error)
    for objection in judge_day([*map(_stint, day), _stint(record)], policy):
        column = "confirmer" if "复核" in objection.message else "hours"
        yield Problem(column, objection.message, warning=not objection.error)


def _of_correction(store: Store, record: ServiceRecord) -> Iterator[Problem]:
    """A correction is of a record of the same person, activity and day, and of no correction."""
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


def _of_grant(store: Store, grant: StarGrant) -> Iterator[Problem]:
    """A star follows the one before where the rules say so, and the hours since registration."""
    on = grant.granted_on or clock.today()
    found = star_status(store, grant.volunteer, on)
    rule = next((one for one in rules_on(store, on) if one.star == grant.star), None)
    if rule is None or grant.historical:
        return
    if rule.needs_previous and found.held < grant.star - 1:
        yield Problem("star", f"没有先认定前一星，不能认定（{rule.rule_set}）")
    elif found.reached < grant.star:
        message = f"注册以后的时长不足 {rule.hours_needed} 小时，还没有达到这一星"
        yield Problem("star", message, warning=True)


_ASKED: dict[str, Callable[[Store, Any], Iterator[Problem]]] = {
    SERVICE_RECORDS.name: _of_service,
    STAR_GRANTS.name: _of_grant,
}
