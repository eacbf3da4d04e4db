"""Open problems and faults in the data for the report, the most frequent first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from storage.faults import count_faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exports.reports.report_context import ReportContext


class Problem(NamedTuple):
    """A kind of problem with its number of cases and the next step."""

    what: str
    number: int
    unit: str
    step: str

    @property
    def amount(self) -> str:
        """The number with its unit, — where it is not countable."""
        return f"{self.number:,} {self.unit}" if self.number else "—"


# Indicators whose shortfall is a problem: its wording, unit and next step
SHORTFALLS = {
    "L04": ("应建团而未按要求建团的组织", "个", "逐个确定建团方式和完成时间"),
    "O04": ("必建而未建志愿服务大队的单位", "个", "督促单位建队并录入组织台账"),
    "V08": ("未注册志愿者的在册团员", "人", "按学校、班级催办注册"),
    "V09": ("未注册的18岁以上在校大学生", "人", "把未注册名单交高校团委"),
}
COUNTS = {
    "L06": ("团建预警", "个", "按预警内容补足团员、转为联合或补凭证"),
    "L07": ("团员数待统计的民政注册组织", "个", "补录截止日前的团员人数"),
    "V12": ("没有监护人有效同意的未成年人", "人", "补签同意书后录入同意日期"),
}


def problems(context: ReportContext) -> list[Problem]:
    """Return the problems of the quarter, the most frequent first, missing targets last."""
    found = [*_shortfalls(context), *_counted(context)]
    found.sort(key=lambda one: -one.number)
    return found + list(_not_set(context))


def _shortfalls(context: ReportContext) -> Iterator[Problem]:
    for code, (what, unit, step) in SHORTFALLS.items():
        figure = context.measured[code].figure
        lacking = (figure.denominator or 0) - (figure.numerator or 0)
        if lacking > 0:
            yield Problem(what, lacking, unit, step)


def _counted(context: ReportContext) -> Iterator[Problem]:
    for code, (what, unit, step) in COUNTS.items():
        number = int(context.measured[code].value or 0)
        if number:
            yield Problem(what, number, unit, step)


def _not_set(context: ReportContext) -> Iterator[Problem]:
    for one in context.measured.values():
        if one.indicator.has_target and one.target is None:
            yield Problem(f"“{one.label}”的年度目标未下达", 0, "", "向市里确认后在设置中录入")


MAX_FAULTS = 10
COUNTED_IN_PROBLEMS = ("L", "U-1", "V-9")  # faults that `problems` already counts


def data_faults(context: ReportContext) -> list[Problem]:
    """Return the most frequent faults in the data, without what concerns one person."""
    found: Counter[tuple[str, str, str]] = Counter()
    counted = count_faults(context.store, context.quarter.cut_off, context.made_on)
    for kind, number in counted.items():
        if kind.code not in COUNTED_IN_PROBLEMS:
            message = kind.message.partition("（")[0]
            found[kind.table.label, kind.table.unit, message] += number
    return [
        Problem(f"{label}：{message}", number, unit, "")
        for (label, unit, message), number in found.most_common(MAX_FAULTS)
    ]
