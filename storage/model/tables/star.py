"""Stars: the versioned table of hours they need, and those that were granted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.model.day_order import in_order
from storage.model.kinds import COUNT, DATE, NOTE, STAR, TEXT, YES_NO, link
from storage.model.record import record
from storage.model.schema import Table, column

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from storage.errors import Problem


@record(frozen=True, kw_only=True, slots=True)
class StarRule:
    """What one star needs, by a set of rules that holds from a day on."""

    id: int | None = None
    rule_set: str = column(TEXT, "规则名称", required=True, synonyms=("规则",))
    effective_from: date = column(DATE, "施行日期", required=True)
    star: int = column(STAR, "星级", required=True)
    hours_needed: int = column(COUNT, "所需小时", required=True, synonyms=("小时", "时长"))
    needs_previous: bool = column(YES_NO, "须先有前一星", default=False)
    needs_review: bool = column(YES_NO, "须经评选", default=False)
    note: str | None = column(NOTE, "备注")


STAR_RULES = Table(
    StarRule,
    name="star_rule",
    label="星级规则",
    title="rule_set",
    key=("rule_set", "effective_from", "star"),
)


@record(frozen=True, kw_only=True, slots=True)
class StarGrant:
    """One volunteer's star, from the application to the certificate."""

    id: int | None = None
    volunteer: int = column(
        link("volunteer"), "认定对象", required=True, synonyms=("志愿者", "姓名")
    )
    star: int = column(STAR, "认定星级", required=True, synonyms=("星级",))
    applied_on: date | None = column(DATE, "申请日期")
    checked_on: date | None = column(DATE, "初审日期")
    shown_on: date | None = column(DATE, "公示日期")
    granted_on: date | None = column(DATE, "认定日期", hint="没有认定日期的是还在办的")
    round: str | None = column(TEXT, "认定批次", synonyms=("批次",))
    granter: str | None = column(TEXT, "认定单位")
    certificate_number: str | None = column(TEXT, "证书编号", synonyms=("星级证书编号",))
    historical: bool | None = column(YES_NO, "历史认定", hint="时长没有录入的旧认定，不与达标核对")
    note: str | None = column(NOTE, "备注")


def check_grant(grant: StarGrant) -> Iterator[Problem]:
    """The steps follow one another."""
    yield from in_order(STAR_GRANTS, grant, "applied_on", "checked_on", "shown_on", "granted_on")


STAR_GRANTS = Table(
    StarGrant,
    name="star_grant",
    label="星级认定",
    title="volunteer",
    key=("volunteer", "star"),
    search=("round", "certificate_number"),
    through=("volunteer",),
    indexes=(("granted_on",),),
    check=check_grant,
)
