"""Figures on service: hours, attendances, people, timely recording (通知二·2、三·3).

A record that corrections cancel completely is no attendance; the hours of corrections are added as
signed numbers.
"""

from __future__ import annotations

from storage.counting.counting_rules import ADULT_FROM, REGISTERED_BY_NOW, ROSTER, consented
from storage.counting.indicators.indicator import FLOW, STOCK, TO_DATE, Indicator, RelatedAggregates
from storage.counting.rules.workdays import in_time_sql
from storage.model.ages import age_sql
from storage.model.tables.calendar import HOLIDAYS
from storage.model.tables.person import CONSENTS
from storage.model.tables.project import ACTIVITIES, PROJECTS
from storage.model.tables.service_record import SERVICE_RECORDS, holds
from storage.model.tables.volunteer import VOLUNTEERS

_CANCELLED = (
    "(SELECT c.corrects FROM service_record c CROSS JOIN service_record o"
    " WHERE c.corrects > 0 AND o.id = c.corrects GROUP BY o.id HAVING sum(c.hours) + o.hours <= 0)"
)


def attended_sql(row: str = "t") -> str:
    """Return the condition that a service record is an attendance."""
    return f"({row}.corrects IS NULL AND {row}.id NOT IN {_CANCELLED})"


def for_few_records(sql: str) -> str:
    """Return a statement that looks up corrections record by record, fast for few records.

    Over all records, one list of the cancelled ones is faster than a lookup for each.
    """
    for row in ("s", "t"):
        sql = sql.replace(attended_sql(row), holds(row))
    return sql


# 中国注册志愿者管理办法 §16: stars count what was served after registration
SERVED_EVER = RelatedAggregates(
    SERVICE_RECORDS,
    "volunteer",
    {"minutes_counted": "total(s.hours)"},
    condition="s.served_on BETWEEN ifnull(t.registered_on, '') AND :on",
)
# A day in this year; the age is computed only for those who come of age during it
_AS_MINOR = (
    "t.birth_date > :adult_first AND t.birth_date <= s.served_on AND (t.birth_date > :adult_on"
    f" OR {age_sql('t', 's.served_on')} < {ADULT_FROM})"
)
_CONSENTED = consented("s.served_on", "t", "s.activity")
SERVED_THIS_YEAR = RelatedAggregates(
    SERVICE_RECORDS,
    "volunteer",
    {
        "minutes_year": "total(s.hours)",
        "times_year": f"count(CASE WHEN s.id > 0 AND {attended_sql('s')} THEN 1 END)",
        "times_quarter": f"count(CASE WHEN s.served_on >= :first AND {attended_sql('s')} THEN 1 END)",
        "minor_times": f"count(CASE WHEN {_AS_MINOR} AND {attended_sql('s')} THEN 1 END)",
        "unconsented_times": (
            f"count(CASE WHEN {_AS_MINOR} AND NOT {_CONSENTED} AND {attended_sql('s')} THEN 1 END)"
        ),
    },
    condition="s.served_on BETWEEN :year_first AND :on",
)

ACTIVITY_THIS_YEAR = "t.held_on BETWEEN :year_first AND :on"
_LAST_DAY = "ifnull(t.ended_on, t.held_on)"
_LAST_RECORDED = (
    "(SELECT max(s.recorded_on) FROM service_record s"
    " WHERE s.activity = t.id AND s.corrects IS NULL)"
)
RECORDED = f"ifnull(t.records_done_on, {_LAST_RECORDED})"
RECORDED_IN_TIME = f"({in_time_sql(_LAST_DAY, RECORDED, ':record_within')})"
_DUE = f"(NOT {in_time_sql(_LAST_DAY, ':on', ':record_within')})"
RECORDING_DUE = f"({_LAST_DAY} <= :on AND ({RECORDED} <= :on OR {_DUE}))"
_OF_BRAND = (
    "t.activity IN (SELECT a.id FROM activity a JOIN project p ON p.id = a.project"
    " WHERE p.brand IS NOT NULL)"
)
_QUARTER = "t.served_on >= :first"


def _records(
    code: str, label: str, unit: str, span: str, rule: str, part: str, measure: str = "2.2"
) -> Indicator:
    hours = unit == "小时"
    return Indicator(
        code, label, measure, unit, span, rule, SERVICE_RECORDS,
        part if hours else f"{part} AND {attended_sql()}", amount="t.hours" if hours else "",
        base="t.served_on BETWEEN :year_first AND :on",
        also_reads=(ACTIVITIES, PROJECTS) if measure == "3.3a" else (),
    )  # fmt: skip


def _people(code: str, label: str, rule: str, part: str, **facts: object) -> Indicator:
    facts = {
        "measure": "2.2",
        "unit": "人",
        "span": TO_DATE,
        "also_reads": (SERVICE_RECORDS,),
        **facts,
    }
    return Indicator(
        code, label, rule=rule, table=VOLUNTEERS, part=part, **{"aggregates": SERVED_THIS_YEAR, **facts},  # type: ignore[arg-type]
    )  # fmt: skip


_ACTUAL = "（令67 §7：按实际服务的小时计，不含路途；更正计增减）。"
SERVICE_FIGURES = (
    _records("H01", "本季服务时长", "小时", FLOW, f"服务日期在本季内的时长之和{_ACTUAL}", _QUARTER),
    _records("H02", "本年服务时长", "小时", TO_DATE, f"服务日期在年初至截止日的时长之和{_ACTUAL}", "1"),
    _records(
        "H03", "本季服务人次", "人次", FLOW,
        "服务日期在本季内的服务记录条数，更正不另计，全部冲销的不计（令67 §7）。", _QUARTER,
    ),
    _records(
        "H04", "本年服务人次", "人次", TO_DATE,
        "服务日期在年初至截止日的服务记录条数，更正不另计，全部冲销的不计（令67 §7）。", "1",
    ),
    _people(
        "H05", "本季服务人数", "本季内参加过服务的人，一人计一次，不大于人次（令67 §7）。",
        "t.times_quarter > 0", span=FLOW,
    ),
    _people(
        "H06", "本年服务人数", "年初至截止日参加过服务的人，一人计一次，不大于人次（令67 §7）。",
        "t.times_year > 0",
    ),
    _people(
        "H07", "本年人均服务时长", "本年参加过服务的人的本年时长之和 ÷ 本年服务人数（通知二·2）。",
        "t.times_year > 0", whole="t.times_year > 0", amount="t.minutes_year", unit="小时/人",
    ),
    Indicator(
        "H08", "活动记录及时率", "2.2", "%", TO_DATE,
        "结束后 {policy.record_within} 个工作日内记完的 ÷ 本年开始、截止日前已记完或已到期的活动；"
        "以记录完成日期为准，没有填的以最后一条记录为准（令67 §11）。",
        ACTIVITIES, RECORDED_IN_TIME, whole=f"{ACTIVITY_THIS_YEAR} AND {RECORDING_DUE}",
        also_reads=(SERVICE_RECORDS, HOLIDAYS),
    ),
    _people(
        "H09", "年度履职率",
        "本年服务满 {policy.hours_a_year} 小时的 ÷ 在册注册志愿者（中国注册志愿者管理办法 §11：每年不少于"
        " 20 小时；前三季度为进度）。",
        "t.minutes_year >= :hours_a_year * 60", whole=f"{ROSTER} AND {REGISTERED_BY_NOW}", unit="%",
    ),
    _people(
        "H10", "与平台时长不一致人数",
        "在册注册志愿者里有平台累计时长，而本台账注册以后的时长与它不同的人；以平台为准（四川(试行)）。",
        "t.platform_hours <> t.minutes_counted", base=f"{ROSTER} AND {REGISTERED_BY_NOW}",
        aggregates=SERVED_EVER, span=STOCK,
    ),
    _records(
        "B03", "品牌活动人次", "人次", TO_DATE,
        "本年在有品牌的项目下的服务人次，更正不另计（通知三·3）。", _OF_BRAND, "3.3a",
    ),
    _records(
        "B04", "品牌服务时长", "小时", TO_DATE, "本年在有品牌的项目下的服务时长（通知三·3）。", _OF_BRAND, "3.3a",
    ),
)  # fmt: skip

ACCOMPANIED = "(ifnull(t.accompanied_by, '') <> '' AND t.accompanist IN ('家长', '老师'))"
HAS_MINORS = (
    "EXISTS (SELECT 1 FROM service_record s JOIN volunteer v ON v.id = s.volunteer"
    f" WHERE s.activity = t.id AND {age_sql('v', 's.served_on')} BETWEEN 0 AND {ADULT_FROM - 1}"
    f" AND {attended_sql('s')})"
)
MINOR_FIGURES = (
    _people(
        "M01", "本年参加服务的未成年人数",
        "年初至截止日，服务当天未满 18 周岁而参加过服务的人，一人计一次（通知五·1）。",
        "t.minor_times > 0", measure="5.1c",
    ),
    _people(
        "M02", "参加服务的未成年人同意完备率",
        "本年每次服务当天都有监护人有效同意的 ÷ 本年参加服务的未成年人；同意注册的、同意参加各项活动或"
        "该项活动的都算（通知五·1；个人信息保护法 §31）。",
        "t.unconsented_times = 0", whole="t.minor_times > 0", unit="%", measure="5.1c", required_target=100,
        also_reads=(SERVICE_RECORDS, CONSENTS),
    ),
    Indicator(
        "M03", "未成年人活动陪同率", "5.1c", "%", TO_DATE,
        "写明陪同的家长或老师的 ÷ 本年有未成年人参加的活动（通知五·1：在家长和老师的监护下）。",
        ACTIVITIES, ACCOMPANIED,
        whole=f"{ACTIVITY_THIS_YEAR} AND {HAS_MINORS}", required_target=100,
        also_reads=(SERVICE_RECORDS, VOLUNTEERS),
    ),
)  # fmt: skip
