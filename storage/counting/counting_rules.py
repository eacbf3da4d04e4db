"""SQL conditions on who counts, shared by every figure, list and check, over a row `t`.

Their days and ages are the named parameters of `parameters`. An unknown birth date has no age and
never counts among people of an age.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from storage.counting.attribution import OURS, counted_by_county
from storage.model import ages
from storage.model.person_conditions import AGE as AGE
from storage.model.person_conditions import CONSENTED as CONSENTED
from storage.model.person_conditions import LEAGUE_TO as LEAGUE_TO
from storage.model.person_conditions import MEMBER as MEMBER
from storage.model.person_conditions import MINOR as MINOR
from storage.model.person_conditions import OVERAGE as OVERAGE
from storage.model.person_conditions import consented as consented
from storage.model.tables.organization import BRIGADE, CIVIL_PREFIXES
from storage.model.tables.person import LEFT_SCHOOL, STUDYING_AGAIN
from storage.model.tables.setting import BY_PROJECT, POLICIES
from storage.model.tables.volunteer import CANCELLED, ON_ROSTER, REGISTERED

if TYPE_CHECKING:
    from datetime import date

    from storage.model.period import Quarter
    from storage.model.tables.setting import Policy

STUDENT_FROM = 10  # 教思政〔2015〕1号: pupils from ten serve, with their guardian's consent
REGISTRABLE_FROM = 14  # 中国注册志愿者管理办法 §7: nobody younger is a registered volunteer
ADULT_FROM = ages.ADULT_FROM
NOT_STUDYING = LEFT_SCHOOL  # 通知五·1 counts who studies


def in_force(row: str = "t") -> str:
    """Return the condition that an organization or branch existed on the cut-off day."""
    return (
        f"(({row}.founded_on IS NULL OR {row}.founded_on <= :on)"
        f" AND ({row}.closed_on IS NULL OR {row}.closed_on > :on))"
    )


def present(row: str = "t") -> str:
    """Return the condition that a volunteer had not left by the cut-off day."""
    return f"({row}.status = '{ON_ROSTER}' OR {row}.left_on > :on)"


def for_alias(row: str, condition: str) -> str:
    """Return a condition over `t` as one over a row of another alias."""
    return re.sub(r"\bt\.", f"{row}.", condition)


# Conditions on a volunteer
PRESENT = present()
ROSTER = f"({PRESENT} AND {counted_by_county('school')})"
REGISTERED_BY_NOW = (
    f"(t.registration_status IN ('{REGISTERED}', '{CANCELLED}')"
    f" AND (t.registration_status = '{REGISTERED}' OR ifnull(t.cancelled_on, '') > :on)"
    " AND (t.registered_on IS NULL OR t.registered_on <= :on)"
    f" AND ifnull({AGE}, {REGISTRABLE_FROM}) >= {REGISTRABLE_FROM})"
)
OF_YOUTH = f"({AGE} BETWEEN :youth_from AND :youth_to)"
COUNTED_MEMBER = f"({MEMBER} AND (:overage_members = 1 OR NOT {OVERAGE}))"
_MOVES = "SELECT m.kind FROM movement m WHERE m.volunteer = t.id"
_STOPPED_LATER = f"{_MOVES} AND m.kind IN {NOT_STUDYING!r} AND m.happened_on > :on"
_LAST_MOVE = (
    f"{_MOVES} AND m.kind IN {(*NOT_STUDYING, *STUDYING_AGAIN)!r} AND m.happened_on <= :on"
    " ORDER BY m.happened_on DESC, m.id DESC LIMIT 1"
)
# The roster holds today's status: a person whose move out of school is later than the cut-off was
# still a student on that day
STUDYING = (
    f"(ifnull(t.study_status, '') NOT IN {NOT_STUDYING!r} OR EXISTS ({_STOPPED_LATER})"
    f" AND ifnull(({_LAST_MOVE}), '') NOT IN {NOT_STUDYING!r})"
)
ADULT_STUDENT = f"(t.identity_class = '大学生' AND {AGE} >= {ADULT_FROM} AND {STUDYING})"
PUPIL = f"({AGE} BETWEEN {STUDENT_FROM} AND {REGISTRABLE_FROM - 1})"
BACKBONE = "(t.backbone IS 1)"
REGISTERED_THIS_QUARTER = f"({REGISTERED_BY_NOW} AND t.registered_on >= :first)"
REGISTERED_THIS_YEAR = f"({REGISTERED_BY_NOW} AND t.registered_on >= :year_first)"

# Conditions on an organization
ACTIVE = f"({in_force()} AND {counted_by_county('unit')})"
CIVIL = (
    f"(substr(t.credit_code, 1, 2) IN {CIVIL_PREFIXES!r}"
    " AND (t.registered_on IS NULL OR t.registered_on <= :on))"
)
ON_PLATFORM = "(ifnull(t.platform_account, '') <> '')"

# Conditions on a unit
OUR_UNIT = f"(t.active = 1 AND (:only_own = 0 OR t.counted_by = '{OURS}'))"
HAS_ORGANIZATION = f"EXISTS (SELECT 1 FROM organization o WHERE o.unit = t.id AND {in_force('o')})"
HAS_BRIGADE = (
    "EXISTS (SELECT 1 FROM organization o"
    f" WHERE o.unit = t.id AND o.kind = '{BRIGADE}' AND {in_force('o')})"
)

# Conditions on a training
THIS_QUARTER, THIS_YEAR = "first", "year_first"


def held_since(since: str, row: str = "t") -> str:
    """Return the condition that a training began between `THIS_QUARTER` or `THIS_YEAR` and the cut-off."""
    return f"({row}.held_on BETWEEN :{since} AND :on)"


def trained(since: str) -> str:
    """Return the condition that a volunteer attended a training held since then."""
    return (
        "t.id IN (SELECT a.volunteer FROM attendance a JOIN training r ON r.id = a.training"
        f" WHERE {held_since(since, 'r')})"
    )


def attended(since: str) -> str:
    """Return the condition that an attendance is of a training held since then."""
    return f"t.training IN (SELECT r.id FROM training r WHERE {held_since(since, 'r')})"


def parameters(policy: Policy, quarter: Quarter) -> dict[str, object]:
    """Return the values of the conditions' parameters: the quarter's days and the policy's limits."""
    return {
        "on": quarter.cut_off.isoformat(),
        "quarter": str(quarter),
        "first": quarter.first.isoformat(),
        "year_first": quarter.year_first.isoformat(),
        "adult_on": _years_before(quarter.cut_off, ADULT_FROM),
        "adult_first": _years_before(quarter.year_first, ADULT_FROM),
        "youth_from": policy.youth_from,
        "youth_to": policy.youth_to,
        "youth_target": int(policy.youth_target),
        "only_own": int(policy.only_own_county),
        "overage_members": int(policy.overage_members),
        "projects_a_year": policy.projects_a_year,
        "by_project": int(policy.projects_by == BY_PROJECT),
        "new_organizations": int(policy.new_organizations),
        "record_within": policy.record_within,
        "hours_a_year": policy.hours_a_year,
        "talent_counted": policy.talent_counted,
        "report_within": policy.report_within,
    }


def _years_before(day: date, years: int) -> str:
    """Return the birth date of a person of that age on the day; no quarter starts or ends on 29 Feb."""
    return day.replace(year=day.year - years).isoformat()


def inline_parameters(condition: str) -> str:
    """Return a condition whose only parameter is `:on`; the rest is read from the ledger in SQL."""
    return _INLINED.sub(lambda match: _FROM_LEDGER[match[1]], condition)


_YEAR = "CAST(substr(:on, 1, 4) AS INTEGER)"


def _policy_value(name: str) -> str:
    """Return an expression for a value of the policy in force on `:on`, as `policy_on` finds it."""
    column = POLICIES.by_name[name]
    stored = column.kind.dump(column.default)
    default = stored if isinstance(stored, int) else f"'{stored}'"
    return (
        f"ifnull((SELECT {name} FROM policy ORDER BY year > {_YEAR},"
        f" CASE WHEN year > {_YEAR} THEN year ELSE -year END LIMIT 1), {default})"
    )


_FROM_LEDGER = {
    "first": "date(:on, 'start of month', '-' || ((substr(:on, 6, 2) - 1) % 3) || ' months')",
    "year_first": "(substr(:on, 1, 4) || '-01-01')",
    "youth_from": _policy_value("youth_from"),
    "youth_to": _policy_value("youth_to"),
    "youth_target": _policy_value("youth_target"),
    "only_own": _policy_value("only_own_county"),
    "own_branch_from": _policy_value("own_branch_from"),
    "overage_members": _policy_value("overage_members"),
    "projects_a_year": _policy_value("projects_a_year"),
    "by_project": f"({_policy_value('projects_by')} = '{BY_PROJECT}')",
    "new_organizations": _policy_value("new_organizations"),
    "record_within": _policy_value("record_within"),
    "hours_a_year": _policy_value("hours_a_year"),
    "long_day": _policy_value("long_day"),
    "confirmed_day": _policy_value("confirmed_day"),
    "hours_step": _policy_value("hours_step"),
}
_INLINED = re.compile(rf":({'|'.join(_FROM_LEDGER)})\b")
