"""Views of projects, activities and service records; costly ones look at this year only."""

from __future__ import annotations

from storage.counting.counting_rules import ADULT_FROM, MINOR, consented, for_alias
from storage.counting.indicators.service import (
    ACCOMPANIED,
    ACTIVITY_THIS_YEAR,
    HAS_MINORS,
    RECORDED_IN_TIME,
    RECORDING_DUE,
)
from storage.counting.rules.insurance import INSURED, RISKY_ACTIVITY
from storage.counting.rules.project_publication import published
from storage.counting.rules.workdays import in_time_sql
from storage.model.tables.project import ACTIVITIES, BRANDS, CANCELLED, PROJECTS, RISKY, STAGES
from storage.model.tables.service_record import LATE, SERVICE_RECORDS
from storage.views.view import in_quarter, in_year, view

_NOT_CANCELLED = f"t.status <> '{CANCELLED}'"
_UNNUMBERED = "ifnull(t.platform_number, '') = ''"
_STAGE_MISSING = "(" + " OR ".join(f"t.{name} IS NULL" for name in STAGES) + ")"
NO_RECORDS = "NOT EXISTS (SELECT 1 FROM service_record s WHERE s.activity = t.id)"
RECORDED_LATE_OR_NEVER = f"{RECORDING_DUE} AND NOT ifnull({RECORDED_IN_TIME}, 0)"

SERVED_THIS_YEAR = in_year("served_on")
ORIGINAL = "+t.corrects IS NULL"  # `+` keeps SQLite from using the index: nearly all rows match


def on_a_day(having: str) -> str:
    """Return the condition that the records `d` of the person's day meet `having`, this year."""
    return (
        "((t.volunteer, t.served_on) IN (SELECT d.volunteer, d.served_on FROM service_record d"
        " WHERE +d.served_on BETWEEN :year_first AND :on"  # the index by person and day is in order
        f" GROUP BY d.volunteer, d.served_on HAVING {having}))"
    )


LONG_DAY = on_a_day("sum(d.hours) > :long_day * 60")
UNCONFIRMED_DAY = f"{on_a_day('sum(d.hours) > :confirmed_day * 60')} AND t.confirmer IS NULL"
OVERLAPPING = (
    f"({on_a_day('count(*) > 1')} AND EXISTS (SELECT 1 FROM service_record o"
    " WHERE o.volunteer = t.volunteer AND o.served_on = t.served_on AND o.id <> t.id"
    " AND o.from_time < t.to_time AND t.from_time < o.to_time))"
)
BEFORE_REGISTERING = (
    "(t.volunteer IN (SELECT v.id FROM volunteer v WHERE v.registered_on > :year_first)"
    " AND t.served_on < (SELECT v.registered_on FROM volunteer v WHERE v.id = t.volunteer))"
)
UNCONSENTED = (
    "t.volunteer IN (SELECT v.id FROM volunteer v"
    f" WHERE v.birth_date > date(:year_first, '-{ADULT_FROM} years'))"
    " AND EXISTS (SELECT 1 FROM volunteer v WHERE v.id = t.volunteer"
    f" AND {for_alias('v', MINOR).replace(':on', 't.served_on')}"
    f" AND NOT {consented('t.served_on', 'v', 't.activity')})"
)
_RECORDED_LATE = f"NOT {in_time_sql('t.served_on', 't.recorded_on', ':record_within')}"

SERVICE_VIEWS = (
    view(PROJECTS, "year", "本年已发布", published("year_first", "t")),
    view(PROJECTS, "unnumbered", "未取得平台编号", _NOT_CANCELLED, _UNNUMBERED),
    view(PROJECTS, "indirect", "没有直接招募", _NOT_CANCELLED, "t.direct_recruitment IS NOT 1"),
    view(PROJECTS, "risky_uninsured", "风险较高未参保",
         _NOT_CANCELLED, f"t.risk = '{RISKY}'", "t.insurance IS NULL"),
    view(PROJECTS, "stages_missing", "已结束环节不齐", "t.status = '已结束'", _STAGE_MISSING),
    view(PROJECTS, "running", "进行中", "t.status = '进行中'"),
    view(PROJECTS, "excellent", "市级优秀", "t.excellent IS 1"),
    view(PROJECTS, "unbranded", "没有品牌", _NOT_CANCELLED, "t.brand IS NULL"),
    view(ACTIVITIES, "quarter", "本季", in_quarter("held_on")),
    view(ACTIVITIES, "year", "本年", ACTIVITY_THIS_YEAR),
    view(ACTIVITIES, "empty", "还没有服务记录", "t.held_on <= :on", NO_RECORDS),
    view(ACTIVITIES, "late", "逾期未记完", ACTIVITY_THIS_YEAR, RECORDED_LATE_OR_NEVER),
    view(ACTIVITIES, "uninsured", "风险活动未参保", RISKY_ACTIVITY, f"NOT {INSURED}"),
    view(ACTIVITIES, "unaccompanied", "未成年人没人陪同",
         ACTIVITY_THIS_YEAR, f"ifnull({ACCOMPANIED}, 0) = 0", HAS_MINORS),
    view(ACTIVITIES, "theme_day", "3·5 和 12·5", "t.theme_day <> '无'"),
    view(ACTIVITIES, "projectless", "没有归入项目", "t.project IS NULL"),
    view(SERVICE_RECORDS, "quarter", "本季", in_quarter("served_on")),
    view(SERVICE_RECORDS, "unconfirmed", "待复核", ORIGINAL, UNCONFIRMED_DAY),
    view(SERVICE_RECORDS, "long", "一天时长偏长", ORIGINAL, LONG_DAY),
    view(SERVICE_RECORDS, "overlapping", "时间重叠", OVERLAPPING),
    view(SERVICE_RECORDS, "late", "逾期补录", SERVED_THIS_YEAR, ORIGINAL, _RECORDED_LATE),
    view(SERVICE_RECORDS, "unconsented", "未成年没有同意", SERVED_THIS_YEAR, ORIGINAL, UNCONSENTED),
    view(SERVICE_RECORDS, "before", "注册以前", SERVED_THIS_YEAR, BEFORE_REGISTERING),
    view(SERVICE_RECORDS, "corrections", "更正", "t.corrects > 0"),
    view(SERVICE_RECORDS, "added", LATE, SERVED_THIS_YEAR, f"t.source = '{LATE}'"),
    view(BRANDS, "unused", "还没有项目",
         "NOT EXISTS (SELECT 1 FROM project p WHERE p.brand = t.id)"),
)  # fmt: skip
