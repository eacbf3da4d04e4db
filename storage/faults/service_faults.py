"""Fault rules on projects, activities, hours of this year, stars and meetings."""

from __future__ import annotations

from storage.counting.indicators.service import ACCOMPANIED, ACTIVITY_THIS_YEAR, HAS_MINORS
from storage.counting.rules.insurance import INSURED, RISKY_ACTIVITY
from storage.faults.fault_rule import Rule, is_duplicated
from storage.model.tables import (
    ACTIVITIES,
    CHARTERS,
    MOVEMENTS,
    PROJECTS,
    SERVICE_RECORDS,
    STAR_GRANTS,
)
from storage.views.affairs_views import MISSED
from storage.views.people_views import NOT_WRITTEN
from storage.views.service_views import (
    NO_RECORDS,
    ORIGINAL,
    OVERLAPPING,
    RECORDED_LATE_OR_NEVER,
    SERVED_THIS_YEAR,
    UNCONFIRMED_DAY,
    UNCONSENTED,
    on_a_day,
)

_YEAR = f"{SERVED_THIS_YEAR} AND {ORIGINAL}"
_IMPOSSIBLE = on_a_day("sum(d.hours) > 1440")
_TWICE = (
    "t.from_time IS NULL AND EXISTS (SELECT 1 FROM service_record o WHERE o.volunteer = t.volunteer"
    " AND o.activity = t.activity AND o.served_on = t.served_on AND o.id < t.id"
    " AND o.corrects IS NULL)"
)
_ORIGINAL_OF = "SELECT o.hours FROM service_record o WHERE o.id = t.corrects"
_ASTRAY = (
    "t.corrects > 0 AND EXISTS (SELECT 1 FROM service_record o WHERE o.id = t.corrects"
    " AND (o.corrects > 0 OR o.volunteer <> t.volunteer OR o.activity <> t.activity"
    " OR o.served_on <> t.served_on))"
)
_MORE_THAN_ALL = (
    f"t.corrects > 0 AND ({_ORIGINAL_OF}) + (SELECT sum(c.hours) FROM service_record c"
    " WHERE c.corrects = t.corrects) < 0"
)
# 中国注册志愿者管理办法 §16: a star needs its hours, served after registration
_UNEARNED = (
    "t.granted_on <= :on AND t.historical IS NOT 1 AND (SELECT total(s.hours)"
    " FROM service_record s JOIN volunteer v ON v.id = s.volunteer WHERE s.volunteer = t.volunteer"
    " AND s.served_on <= :on AND (v.registered_on IS NULL OR s.served_on >= v.registered_on))"
    " < (SELECT r.hours_needed * 60 FROM star_rule r WHERE r.star = t.star AND r.effective_from ="
    " (SELECT max(effective_from) FROM star_rule WHERE effective_from <= :on))"
)
_SKIPPED = (
    "t.star = 5 AND t.granted_on <= :on AND NOT EXISTS (SELECT 1 FROM star_grant g"
    " WHERE g.volunteer = t.volunteer AND g.star = 4 AND g.granted_on <= t.granted_on)"
)

SERVICE_RULES = (
    Rule("P-1", PROJECTS, "platform_number", "平台编号与另一个项目相同，每年的场数只计一次",
         is_duplicated(PROJECTS, "platform_number")),
    Rule("A-1", ACTIVITIES, "held_on", "活动已经办过，还没有服务记录",
         f"t.held_on <= :on AND {NO_RECORDS}"),
    Rule("A-2", ACTIVITIES, "records_done_on", "没有在规定的工作日以内记完服务时间（令67 §11）",
         f"{ACTIVITY_THIS_YEAR} AND {RECORDED_LATE_OR_NEVER}"),
    Rule("A-3", ACTIVITIES, "project", "风险较高，活动那天没有在保的保单（志愿服务条例 §17）",
         f"{ACTIVITY_THIS_YEAR} AND {RISKY_ACTIVITY} AND NOT {INSURED}", "error"),
    Rule("A-4", ACTIVITIES, "accompanied_by", "有未成年人参加，没有写明陪同的家长或老师",
         f"{ACTIVITY_THIS_YEAR} AND ifnull({ACCOMPANIED}, 0) = 0 AND {HAS_MINORS}"),
    Rule("S-1", SERVICE_RECORDS, "from_time", "与同一天的另一条时间重叠",
         OVERLAPPING, "error"),
    Rule("S-2", SERVICE_RECORDS, "hours", "一天合计超过 24 小时",
         f"{ORIGINAL} AND {_IMPOSSIBLE}", "error"),
    Rule("S-3", SERVICE_RECORDS, "confirmer", "一天合计的时长过长，还没有第二人复核",
         f"{ORIGINAL} AND {UNCONFIRMED_DAY}", "error"),
    Rule("S-4", SERVICE_RECORDS, "served_on", "服务的日期在以后", "t.served_on > :today", "error"),
    Rule("S-5", SERVICE_RECORDS, "volunteer", "未满18周岁，服务那天没有监护人同意",
         f"{_YEAR} AND {UNCONSENTED}"),
    Rule("S-6", SERVICE_RECORDS, "activity", "同一人、同一活动、同一天记了两次",
         f"{_YEAR} AND {_TWICE}"),
    Rule("S-7", SERVICE_RECORDS, "corrects", "更正的不是同一人、同一活动、同一天的原记录", _ASTRAY,
         "error"),
    Rule("S-8", SERVICE_RECORDS, "hours", "更正以后的时长少于 0", _MORE_THAN_ALL, "error"),
    Rule("G-1", STAR_GRANTS, "star", "注册以后的时长还没有达到认定的星级（不是历史认定）",
         _UNEARNED),
    Rule("G-2", STAR_GRANTS, "star", "没有先认定四星，不能认定五星", _SKIPPED, "error"),
    Rule("M-1", MOVEMENTS, "kind", "花名册里还是在册、在读，没有随变动修改", NOT_WRITTEN),
    Rule("C-1", CHARTERS, "body", "上一期没有按章程开会", MISSED),
)  # fmt: skip

# Only these service records can fail their own check; there may be millions of records
_SPAN = (
    "((substr(t.to_time, 1, 2) * 60 + substr(t.to_time, 4, 2))"
    " - (substr(t.from_time, 1, 2) * 60 + substr(t.from_time, 4, 2)))"
)
SUSPECT_SERVICE = (
    "t.recorded_on < t.served_on OR t.evaluated_on < t.served_on OR t.confirmer = t.recorder"
    " OR abs(t.hours) > 1440 OR t.hours = 0 OR (t.from_time IS NULL) <> (t.to_time IS NULL)"
    f" OR {_SPAN} <= 0 OR t.hours > {_SPAN}"
    " OR (t.corrects IS NULL AND (t.hours < 0 OR t.reason IS NOT NULL))"
    " OR (t.corrects > 0 AND (t.reason IS NULL OR t.from_time IS NOT NULL OR t.corrects = t.id))"
)
