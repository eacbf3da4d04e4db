"""Who counts: the conditions every figure, list and check shares, over a row called `t`.

They take their days and ages from `parameters`. An unknown birth date is no age, so it never
counts among people of an age.
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
    """Whether an organization or branch was there on the cut-off day."""
    return (
        f"(({row}.founded_on IS NULL OR {row}.founded_on <= :on)"
        f" AND ({row}.closed_on IS NULL OR {row}.closed_on > :on))"
    )


def present(row: str = "t") -> str:
    """Whether a volunteer had not left by the cut-off day."""
    return f"({row}.status = '{ON_ROSTER}' OR {row}.left_on > :on)"


def for_alias(row: str, condition: str) -> str:
    """The same condition, said of a row of another name."""
    return re.sub(r"\bt\.", f"{row}.", condition)


# Of a volunteer
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
# What the roster says is as of today: who by the ledger of moves stopped later studied on the day
STUDYING = (
    f"(ifnull(t.study_status, '') NOT IN {NOT_STUDYING!r} OR EXISTS ({_STOPPED_LATER})"
    f" AND ifnull(({_LAST_MOVE}), '') NOT IN {NOT_STUDYING!r})"
)
ADULT_STUDENT = f"(t.identity_class = '大学生' AND {AGE} >= {ADULT_FROM} AND {STUDYING})"
PUPIL = f"({AGE} BETWEEN {STUDENT_FROM} AND {REGISTRABLE_FROM - 1})"
BACKBONE = "(t.backbone IS 1)"
REGISTERED_THIS_QUARTER = f"({REGISTERED_BY_NOW} AND t.registered_on >= :first)"
REGISTERED_THIS_YEAR = f"({REGISTERED_BY_NOW} AND t.registered_on >= :year_first)"

# Of an organization
ACTIVE = f"({in_force()} AND {counted_by_county('unit')})"
CIVIL = (
    f"(substr(t.credit_code, 1, 2) IN {CIVIL_PREFIXES!r}"
    " AND (t.registered_on IS NULL OR t.registered_on <= :on))"
)
ON_PLATFORM = "(ifnull(t.platform_account, '') <> '')"

# Of a unit
OUR_UNIT = f"(t.active = 1 AND (:only_own = 0 OR t.counted_by = '{OURS}'))"
HAS_ORGANIZATION = f"EXISTS (SELECT 1 FROM organization o WHERE o.unit = t.id AND {in_force('o')})"
HAS_BRIGADE = (
    "EXISTS (SELECT 1 FROM organization o"
    f" WHERE o.unit = t.id AND o.kind = '{BRIGADE}' AND {in_force('o')})"
)

# Of a training
THIS_QUARTER, THIS_YEAR = "first", "year_first"


def held_since(since: str, row: str = "t") -> str:
    """Whether a training began from that day (`THIS_QUARTER`, `THIS_YEAR`) to the cut-off."""
    return f"({row}.held_on BETWEEN :{since} AND :on)"


def trained(since: str) -> str:
    """Whether a volunteer came to a training held then."""
    return (
        "t.id IN (SELECT a.volunteer FROM attendance a JOIN training r ON r.id = a.training"
        f" WHERE {held_since(since, 'r')})"
    )


def attended(since: str) -> str:
    """Whether an attendance is of a training held then."""
    return f"t.training IN (SELECT r.id FROM training r WHERE {held_since(since, 'r')})"


def parameters(policy: Policy, quarter: Quarter) -> dict[str, object]:
    """What the conditions stand on: the quarter's days and the policy's ages."""
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
    """The birthday of who turns so many on the day: never a 29 February, as quarters go."""
    return day.replace(year=day.year - years).isoformat()


def inline_parameters(condition: str) -> str:
    """The condition with nothing left to be given but `:on`: the ledger itself tells the rest."""
    return _GIVEN.sub(lambda found: _FROM_LEDGER[found[1]], condition)


_YEAR = "CAST(substr(:on, 1, 4) AS INTEGER)"


def _policy_value(name: str) -> str:
    """What the policy that holds on the day says; as `storage.policy` finds it."""
    column = POLICIES.by_name[name]
    kept = column.kind.dump(column.default)
    default = kept if isinstance(kept, int) else f"'{kept}'"
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
_GIVEN = re.compile(rf":({'|'.join(_FROM_LEDGER)})\b")
