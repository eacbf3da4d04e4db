"""Views of the smaller ledgers: records of this year, and records that need attention."""

from __future__ import annotations

from storage.model.tables.calendar import HOLIDAYS, WORKED
from storage.model.tables.dispatch import ACCEPTED, CORRECTIONS, DISPATCHES, OPEN, reported
from storage.model.tables.governance_record import CHARTERS, MEETINGS, POLICY_DOCUMENTS
from storage.model.tables.recognition import AWARDS, EXCHANGES, INCENTIVES, PUBLICITIES
from storage.model.tables.support_resources import (
    ANSWERED,
    FUNDS,
    INCUBATIONS,
    INSURANCE_POLICIES,
    NEEDS,
    PARTNERSHIPS,
    POST,
    PURCHASES,
    SITES,
)
from storage.views.view import in_quarter, in_year, ongoing, view, within_days

SENDING_VIEWS = (
    view(
        DISPATCHES, "waiting", "待回执", "t.received_on IS NULL", "t.receipt IS NULL",
        "t.returned_on IS NULL", reported("t"),
    ),
    view(DISPATCHES, "returned", "被退回", "t.returned_on IS NOT NULL"),
    view(
        CORRECTIONS, "open", "待改台账", "t.done_on IS NULL",
        f"t.decision IN ('{OPEN}', '{ACCEPTED}')",
    ),
)  # fmt: skip


_YEAR = "CAST(substr(:on, 1, 4) AS INTEGER)"
# The number of whole periods of a charter that had passed by the cut-off
_MONTHS = (
    f"(({_YEAR} - substr(t.from_on, 1, 4)) * 12 + substr(:on, 6, 2) - substr(t.from_on, 6, 2)"
    " - (substr(:on, 9, 2) < substr(t.from_on, 9, 2)))"
)
_PASSED = f"({_MONTHS} / t.every_months)"


def _end(periods: str) -> str:
    return f"date(t.from_on, '+' || (({periods}) * t.every_months) || ' months')"


def _met(after: str, until: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM meeting m WHERE m.organization = t.organization AND m.body = t.body"
        f" AND m.held_on > {after} AND m.held_on <= {until})"
    )


MISSED = f"({_PASSED} >= 1 AND NOT {_met(_end(f'{_PASSED} - 1'), _end(_PASSED))})"
_DUE_SOON = (
    f"({_end(f'{_PASSED} + 1')} <= date(:on, '+60 days') AND NOT {_met(_end(_PASSED), ':on')})"
)

_OPEN = ongoing("opened_on", "closed_on")

AFFAIR_VIEWS = (
    view(AWARDS, "year", "本年", in_year("awarded_on")),
    view(AWARDS, "upper", "市级以上", "t.level IN ('国家', '省', '市')"),
    view(INCENTIVES, "year", "本年", in_year("applied_on")),
    view(INCENTIVES, "undocumented", "没有依据文件", "t.document IS NULL"),
    view(PUBLICITIES, "quarter", "本季", in_quarter("published_on")),
    view(PUBLICITIES, "year", "本年", in_year("published_on")),
    view(EXCHANGES, "year", "本年", in_year("held_on")),
    view(EXCHANGES, "hosting", "由我们承办", "t.hosting IS 1"),
    view(SITES, "posts", POST, f"t.kind = '{POST}'", _OPEN),
    view(SITES, "bases", "实训基地", "t.kind = '实训基地'", _OPEN),
    view(SITES, "free", "可以免费用", "t.free IS 1", _OPEN),
    view(NEEDS, "waiting", "待对接", "t.status = '待对接'"),
    view(NEEDS, "answered", "本年已对接", f"t.status = '{ANSWERED}'", in_year("answered_on")),
    view(INSURANCE_POLICIES, "in_force", "在保", "t.from_on <= :on", "t.until_on >= :on"),
    view(INSURANCE_POLICIES, "ending", "两个月内到期", within_days("until_on", 61)),
    view(INSURANCE_POLICIES, "ended", "已到期", "t.until_on < :on"),
    view(FUNDS, "year", "本年", f"t.year = {_YEAR}"),
    view(FUNDS, "last_year", "上年", f"t.year = {_YEAR} - 1"),
    view(PURCHASES, "year", "本年签订", in_year("signed_on")),
    view(PURCHASES, "running", "履行中", ongoing("signed_on", "ended_on")),
    view(INCUBATIONS, "running", "正在培育", ongoing("started_on", "ended_on")),
    view(PARTNERSHIPS, "running", "结对中", ongoing("paired_on", "ended_on")),
    view(PARTNERSHIPS, "unguided", "还没有指导过", ongoing("paired_on", "ended_on"),
         "ifnull(t.guided, 0) = 0"),
    view(MEETINGS, "quarter", "本季", in_quarter("held_on")),
    view(MEETINGS, "year", "本年", in_year("held_on")),
    view(MEETINGS, "no_minutes", "没有纪要文号", "t.minutes_number IS NULL"),
    view(CHARTERS, "missed", "上一期没有开", MISSED),
    view(CHARTERS, "due", "两个月内该开", _DUE_SOON),
    view(CHARTERS, "term", "一年内届满", within_days("term_ends_on", 366)),
    view(POLICY_DOCUMENTS, "year", "本年印发", in_year("issued_on")),
    view(POLICY_DOCUMENTS, "unnumbered", "没有文号", "t.number IS NULL"),
    view(HOLIDAYS, "year", "本年", "substr(t.day, 1, 4) = substr(:on, 1, 4)"),
    view(HOLIDAYS, "worked", "要上班的周末", f"t.kind = '{WORKED}'", "t.day >= :year_first"),
)  # fmt: skip
