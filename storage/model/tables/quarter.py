"""Statements on a quarter: nil returns (零报告), explanations of changes, report texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.model.kinds import DATE, NAME, NOTE, QUARTER, TEXT, choice, link
from storage.model.record import record
from storage.model.schema import Table, column

if TYPE_CHECKING:
    from datetime import date

EVERYTHING = "全部"
OF_VERSION = "·第{}版"  # after an indicator's code: why that version puts its figure right
REPORTED = choice(EVERYTHING, "志愿者名册", "组织与团建", "项目与时长", "培训")


@record(frozen=True, kw_only=True, slots=True)
class ZeroReport:
    """A nil return: a unit states that it has nothing to report in a quarter."""

    id: int | None = None
    unit: int = column(link("unit"), "零报告单位", required=True, synonyms=("单位", "学校"))
    quarter: str = column(QUARTER, "零报告季度", required=True)
    what: str = column(REPORTED, "报表内容", required=True, default=EVERYTHING)
    reported_on: date = column(DATE, "零报告日期", required=True)
    by: str | None = column(NAME, "报告人", hint="单位里确认没有数据的人")


ZERO_REPORTS = Table(
    ZeroReport,
    name="zero_report",
    label="零报告",
    unit="份",
    title="quarter",
    key=("unit", "quarter", "what"),
    indexes=(("quarter",),),
)


@record(frozen=True, kw_only=True, slots=True)
class Explanation:
    """Why a figure is lower than before, or put right in a version (V02·第2版), in the clerk's words.

    `drafted` is what was offered.
    """

    id: int | None = None
    quarter: str = column(QUARTER, "说明季度", required=True)
    indicator: str = column(TEXT, "下降的指标", required=True, hint="指标编号，如 V02")
    text: str = column(NOTE, "变动说明", required=True)
    drafted: str | None = column(NOTE, "说明草稿", hint="程序按改动记录写的草稿")


EXPLANATIONS = Table(
    Explanation,
    name="explanation",
    label="变动说明",
    title="indicator",
    key=("quarter", "indicator"),
)


@record(frozen=True, kw_only=True, slots=True)
class ReportText:
    """A paragraph of the quarter's report in the clerk's own words, in place of the draft."""

    id: int | None = None
    quarter: str = column(QUARTER, "报告季度", required=True)
    paragraph: str = column(TEXT, "报告段落", required=True)
    text: str = column(NOTE, "报告文字", required=True)


REPORT_TEXTS = Table(
    ReportText,
    name="report_text",
    label="报告文字",
    unit="段",
    title="paragraph",
    key=("quarter", "paragraph"),
)
