"""Agenda: ages at which a rule changes, meetings, terms, theme days, records and policies due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any

from storage.counting.counting_rules import (
    ADULT_FROM,
    LEAGUE_TO,
    REGISTRABLE_FROM,
    ROSTER,
    STUDENT_FROM,
)
from storage.counting.counting_rules import parameters as parameters_of
from storage.counting.indicators.indicator import Selection
from storage.counting.policy import policy_on
from storage.counting.rules.meeting_frequency import meeting_duties
from storage.counting.rules.workdays import calendar_of
from storage.model.ages import age_sql
from storage.model.period import Quarter
from storage.model.tables import (
    ACTIVITIES,
    CHARTERS,
    INSURANCE_POLICIES,
    LEAGUE_BRANCHES,
    ORGANIZATIONS,
    VOLUNTEERS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.model.schema import Table
    from storage.store.store import Store

NAMED = 3  # records named in one line
THEME_DAYS = ((3, 5, "中国青年志愿者服务日"), (12, 5, "国际志愿者日"))  # 中国注册志愿者管理办法 §6
# What a birthday changes; the last two hold of the years the policy and the league's rules set
AGE_RULES = (
    (STUDENT_FROM, "可以作为学生志愿者参加服务，须监护人同意"),
    (REGISTRABLE_FROM, "可以注册，须监护人同意；14 周岁以下的专门规定不再适用"),
    (ADULT_FROM, "不再须监护人同意；在校大学生计入应全部注册"),
    (LEAGUE_TO, "没有团内职务的，办理离团"),
)


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item due on a day; `selection` or `record_id` are the records it is about."""

    day: date
    text: str
    detail: str
    table: Table[Any] | None = None
    record_id: int | None = None
    selection: Selection | None = None

    def as_json(self) -> dict[str, object]:
        """Return the item as plain data for scripts."""
        table = self.table.name if self.table else None
        return {"day": self.day.isoformat(), "text": self.text, "detail": self.detail,
                "table": table, "record": self.record_id}  # fmt: skip


def agenda(store: Store, first: date, last: date) -> list[AgendaItem]:
    """Return the items of these days, the soonest first."""
    found = chain(
        _theme_days(store, first, last),
        _meetings(store, first, last),
        _terms(store, first, last),
        _records(store, first, last),
        _insurance(store, first, last),
    )
    return sorted(found, key=lambda one: (one.day, one.text))


def upcoming(store: Store, day: date, ahead: int) -> tuple[AgendaItem, ...]:
    """Return the items of the next `ahead` days and the ages reached in the next quarter."""
    birthdays = age_milestones(store, Quarter.of(day).next)
    due = [*agenda(store, day, day + timedelta(ahead)), *birthdays]
    return tuple(sorted(due, key=lambda one: one.day))


def age_milestones(store: Store, quarter: Quarter) -> list[AgendaItem]:
    """Return an item for each age of a rule that volunteers reach in the quarter."""
    policy = policy_on(store, quarter.year)
    ages = (*AGE_RULES, (policy.youth_to, f"注册青年计到 {policy.youth_to} 周岁，满一年后不再计入"))
    before = quarter.first - timedelta(1)
    found = []
    for age, words in ages:
        condition = (
            f"{ROSTER} AND {age_sql()} >= {int(age)} AND {age_sql(day=':before')} < {int(age)}"
        )
        values = {**parameters_of(policy, quarter), "before": before.isoformat()}
        needed = {name: value for name, value in values.items() if f":{name}" in condition}
        selection = Selection(VOLUNTEERS, condition, needed)
        count = _count(store, condition, {**needed, "on": quarter.cut_off.isoformat()})
        if count:
            text = f"{count:,} 人在 {quarter.label}满 {age} 周岁"
            found.append(AgendaItem(quarter.first, text, words, VOLUNTEERS, selection=selection))
    return found


def _count(store: Store, condition: str, values: dict[str, object]) -> int:
    sql = f"SELECT count(*) FROM {VOLUNTEERS.name} t WHERE {condition}"
    return int(store.value(sql, values))


def _theme_days(store: Store, first: date, last: date) -> Iterator[AgendaItem]:
    for year in range(first.year, last.year + 1):
        for month, day, name in THEME_DAYS:
            when = date(year, month, day)
            if first <= when <= last:
                theme = f"{month}·{day}"
                near = (f"{year}-01-01", f"{year}-12-31", theme)
                where = "held_on BETWEEN ? AND ? AND theme_day = ?"
                planned = len(list(store.select(ACTIVITIES, where, near)))
                detail = f"已登记主题活动 {planned} 场" if planned else "还没有登记主题活动"
                yield AgendaItem(when, f"{theme} {name}", detail, ACTIVITIES)


def _meetings(store: Store, first: date, last: date) -> Iterator[AgendaItem]:
    for duty in meeting_duties(store, first):
        charter = duty.charter
        who = _name(store, charter.organization)
        if not duty.met_already and first <= duty.next_due <= last:
            text = f"{who}{charter.body}到期应开"
            detail = f"章程：每 {charter.every_months} 个月一次"
            yield AgendaItem(duty.next_due, text, detail, CHARTERS, charter.id)
        if charter.term_ends_on and first <= charter.term_ends_on <= last:
            text = f"{who}{charter.body}届满"
            yield AgendaItem(charter.term_ends_on, text, "准备换届", CHARTERS, charter.id)


def _terms(store: Store, first: date, last: date) -> Iterator[AgendaItem]:
    where = "next_election_on BETWEEN ? AND ? AND closed_on IS NULL"
    for one in store.select(LEAGUE_BRANCHES, where, _days(first, last)):
        assert one.next_election_on is not None
        text = f"{one.name or _name(store, one.organization)}应换届"
        yield AgendaItem(one.next_election_on, text, "团组织换届", LEAGUE_BRANCHES, one.id)


def _records(store: Store, first: date, last: date) -> Iterator[AgendaItem]:
    """Yield activities whose records are due within ten working days of their end (令67 §11)."""
    calendar, within = calendar_of(store), policy_on(store, first.year).record_within
    since = (first - timedelta(3 * within)).isoformat()
    where = "records_done_on IS NULL AND ifnull(ended_on, held_on) BETWEEN ? AND ?"
    for one in store.select(ACTIVITIES, where, (since, first.isoformat())):
        due = calendar.after(one.ended_on or one.held_on, within)
        if first <= due <= last:
            text = f"“{one.name}”的服务记录应录完"
            yield AgendaItem(due, text, f"活动结束后 {within} 个工作日内", ACTIVITIES, one.id)


def _insurance(store: Store, first: date, last: date) -> Iterator[AgendaItem]:
    for one in store.select(INSURANCE_POLICIES, "until_on BETWEEN ? AND ?", _days(first, last)):
        text = f"保单 {one.number} 到期"
        yield AgendaItem(one.until_on, text, one.insurer, INSURANCE_POLICIES, one.id)


def _days(first: date, last: date) -> tuple[str, str]:
    return first.isoformat(), last.isoformat()


def _name(store: Store, organization: int | None) -> str:
    return store.get(ORGANIZATIONS, organization).name if organization else ""
