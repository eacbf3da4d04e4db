"""Service records: who served when, for how long. Append-only; mistakes are corrected by a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.errors import Problem
from storage.model.day_order import in_order
from storage.model.kinds import DATE, NAME, NOTE, SIGNED_HOURS, TEXT, TIME, choice, link
from storage.model.kinds.times import minutes_of
from storage.model.record import record
from storage.model.schema import Table, column

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

SIGN_IN, LATE = "签到表", "补录"
SOURCE = choice("平台", SIGN_IN, LATE, aliases={"志愿四川": "平台", "签到": SIGN_IN, "补记": LATE})
EVALUATION = choice(
    "满意", "基本满意", "不满意", "未评价", aliases={"优秀": "满意", "合格": "基本满意"}
)
STEP = 6  # minutes: hours are stored to a tenth
DAY = 24 * 60  # minutes; more cannot be served on one day


@record(frozen=True, kw_only=True, slots=True)
class ServiceRecord:
    """One person's service at one activity on one day, or a correction of such a record."""

    id: int | None = None
    volunteer: int = column(
        link("volunteer"), "志愿者", required=True, synonyms=("姓名", "志愿者姓名")
    )
    activity: int = column(link("activity"), "活动", required=True, synonyms=("活动名称",))
    served_on: date = column(DATE, "服务日期", required=True, synonyms=("日期", "服务时间"))
    from_time: str | None = column(TIME, "开始时间", synonyms=("开始", "签到时间", "起"))
    to_time: str | None = column(TIME, "结束时间", synonyms=("结束", "签退时间", "止"))
    hours: int = column(
        SIGNED_HOURS, "时长", required=True, hint="实际服务的小时数，不含路途；有起止时间时可不填",
        synonyms=("服务时长", "时长(小时)", "志愿服务时长", "小时数"),
    )  # fmt: skip
    content: str | None = column(NOTE, "服务内容", synonyms=("内容",))
    recorder: str = column(NAME, "记录人", required=True)
    recorded_on: date = column(DATE, "记录日期", required=True, synonyms=("记录时间",))
    source: str = column(SOURCE, "来源", required=True, default=SIGN_IN, synonyms=("记录来源",))
    confirmer: str | None = column(
        NAME, "复核人", synonyms=("审核", "审核人"), hint="一天超过 12 小时的，由另一人复核"
    )
    evaluation: str | None = column(EVALUATION, "评价", synonyms=("服务评价",))
    evaluated_on: date | None = column(DATE, "评价日期")
    corrects: int | None = column(link("service_record"), "更正的记录")
    reason: str | None = column(TEXT, "更正原因")


def deduce(values: dict[str, Any]) -> None:
    """Take the hours from the two times where they were not given."""
    begun, ended = values.get("from_time"), values.get("to_time")
    given = values.get("hours") is not None or values.get("corrects") is not None
    if begun and ended and begun < ended and not given:
        span = minutes_of(ended) - minutes_of(begun)
        values["hours"] = span - span % STEP


def check(record: ServiceRecord) -> Iterator[Problem]:
    """Times and hours are possible; a correction has a difference and a reason."""
    yield from in_order(SERVICE_RECORDS, record, "served_on", "recorded_on")
    yield from in_order(SERVICE_RECORDS, record, "served_on", "evaluated_on")
    yield from _check_correction(record) if record.corrects else _check_service(record)
    if record.confirmer and record.confirmer == record.recorder:
        yield Problem("confirmer", f"{_label('confirmer')}应当是{_label('recorder')}以外的人")


def _check_service(record: ServiceRecord) -> Iterator[Problem]:
    if record.reason:
        yield Problem("reason", f"只有更正才填{_label('reason')}")
    if record.hours <= 0:
        yield Problem("hours", f"{_label('hours')}应大于 0；要减少请对原来的记录加一条更正")
    if record.hours > DAY:
        yield Problem("hours", f"{_label('hours')}一天不能超过 24 小时")
    begun, ended = record.from_time, record.to_time
    if bool(begun) != bool(ended):
        missing = "to_time" if begun else "from_time"
        yield Problem(missing, f"{_label(missing)}没有填，起止要一起填")
    if begun and ended:
        if ended <= begun:
            yield Problem(
                "to_time", f"{_label('to_time')}应晚于{_label('from_time')}，跨天的分两天记"
            )
        elif record.hours > minutes_of(ended) - minutes_of(begun):
            yield Problem("hours", f"{_label('hours')}比起止之间还长")


def _check_correction(record: ServiceRecord) -> Iterator[Problem]:
    if not record.reason:
        yield Problem("reason", f"{_label('reason')}不能为空")
    if record.hours == 0 or abs(record.hours) > DAY:
        yield Problem("hours", f"{_label('hours')}应是增加或减少的小时数，如 -1.5")
    if record.from_time or record.to_time:
        yield Problem("from_time", "更正只记增减的小时数，不填起止")
    if record.id == record.corrects:
        yield Problem("corrects", "不能更正自己")


def holds(row: str = "r") -> str:
    """Whether a record counts as one attendance: it is no correction, nor corrected to nothing."""
    corrected = f"(SELECT sum(c.hours) FROM service_record c WHERE c.corrects = {row}.id)"
    return f"({row}.corrects IS NULL AND {row}.hours + ifnull({corrected}, 0) > 0)"


def _label(name: str) -> str:
    return SERVICE_RECORDS.by_name[name].label


SERVICE_RECORDS = Table(
    ServiceRecord,
    name="service_record",
    label="服务记录",
    title="volunteer",
    key=("volunteer", "activity", "served_on", "from_time"),
    through=("volunteer", "activity"),
    indexes=(
        ("id",),  # a page far down in entry order steps over this, not over whole records
        ("served_on", "activity", "hours", "corrects", "volunteer"),
        ("volunteer", "served_on", "hours", "corrects", "activity"),
        ("activity", "corrects", "recorded_on", "volunteer", "served_on", "hours"),
    ),
    check=check,
    deduce=deduce,
    append_only=True,
    later=("confirmer", "evaluation", "evaluated_on"),
    correcting=("corrects", "reason"),
)
