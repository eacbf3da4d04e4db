"""What the home page shows: figures, what is left to do, the time until the report is due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gui import routes
from gui.home.upcoming_card import DAYS_AHEAD
from gui.session import Route
from gui.widgets.list.target_row import TargetFigure
from storage import clock
from storage.counting.figures import monthly
from storage.counting.knowledge import as_known
from storage.plan.agenda import upcoming
from storage.quarter import next_steps
from storage.quarter.check import CheckContext
from storage.seals.seal import last_seal

if TYPE_CHECKING:
    from datetime import date

    from storage.counting.figures.monthly import MonthCount
    from storage.counting.indicators.indicator import MeasuredIndicator
    from storage.model.period import Quarter
    from storage.plan.agenda import AgendaItem
    from storage.quarter.next_steps import NextStep
    from storage.quarter.readiness import Readiness
    from storage.seals.seal import Seal
    from storage.store.store import Store


@dataclass(frozen=True, slots=True)
class HomeState:
    """Figures, monthly registrations, next steps, seal and upcoming days of a quarter."""

    figures: tuple[MeasuredIndicator, ...]
    months: tuple[MonthCount, ...]
    steps: tuple[NextStep, ...]
    report_within: int
    seal: Seal | None
    upcoming: tuple[AgendaItem, ...]


def load_state(store: Store, quarter: Quarter) -> HomeState:
    """Count what the home page shows; takes about a second on a long ledger."""
    today = clock.today()
    ahead = upcoming(store, today, DAYS_AHEAD)
    with as_known(store, quarter, on=today):
        return _load_state(CheckContext(store, quarter, today), ahead)


def _load_state(context: CheckContext, ahead: tuple[AgendaItem, ...]) -> HomeState:
    store, quarter = context.store, context.quarter
    return HomeState(
        tuple(context.measured.values()),
        monthly.registrations_by_month(store, quarter),
        next_steps.next_steps(store, quarter),
        context.counting.policy.report_within,
        last_seal(store, quarter),
        ahead,
    )


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing to do and its route; `tone` is bad where it blocks the quarter, warn or link."""

    text: str
    detail: str
    tone: str
    action: str
    route: Route | None


def build_to_dos(current: Readiness, steps: tuple[NextStep, ...]) -> list[ToDo]:
    """Return what blocks the quarter, then reminders, then suggestions."""
    found = [
        ToDo(one.text, one.fix, tone, one.action, routes.finding_route(one))
        for tone, listed in (("bad", current.blockers), ("warn", current.reminders))
        for _code, one in listed
    ]
    for step in steps:
        route = routes.view_route(step.view) if step.view else Route("settings")
        found.append(ToDo(step.text, step.detail, step.tone, "去处理", route))
    order = {"bad": 0, "warn": 1}
    return sorted(found, key=lambda one: order.get(one.tone, 2))


def countdown(quarter: Quarter, state: HomeState, today: date) -> str:
    """Return the title that states how many days are left until the quarter is due."""
    short = quarter.label.partition("年")[2]
    if state.seal is not None:
        return f"{quarter.label}已封存{state.seal.label}"
    if today <= quarter.cut_off:
        return f"{short}还有 {(quarter.cut_off - today).days + 1} 天结束"
    left = (quarter.cut_off - today).days + state.report_within
    if left < 0:
        return f"{short}报送已过期 {-left} 天"
    return f"距{short}报送还有 {left} 天" if left else f"{short}报送今天到期"


def build_target_figure(one: MeasuredIndicator) -> TargetFigure:
    """Return a figure with its target, share reached and verdict, as a row shows it."""
    value = one.value
    share = value / 100 if one.unit == "%" and value is not None else None
    part = value / one.target if one.target and value is not None else share
    target = one.target_text if one.target is not None else ""
    text = one.text if value is not None else "—"
    return TargetFigure(one.label, text, target, part, *_verdict(one), one.rule)


def _verdict(one: MeasuredIndicator) -> tuple[str, str]:
    if one.value is None:
        return "无数据", "neutral"
    if one.reached:
        return "达标", "good"
    if one.shortfall is not None:
        return f"差 {one.shortfall:,}", "warn"
    return ("目标未下达", "neutral") if one.indicator.has_target else ("", "neutral")
