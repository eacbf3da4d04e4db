"""Checks C2, C3, C11, C15: groups of people sum to the total, and nobody is counted twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.counting import counting_rules as rules
from storage.counting.figures.breakdown import UNKNOWN, counts_by_group
from storage.model.tables.volunteer import VOLUNTEERS
from storage.quarter.check import SHOW_ADVICE, Check, CheckContext, Finding, records_check

if TYPE_CHECKING:
    from collections.abc import Iterator

SPLITS = {"sex": "t.sex IS NULL", "age": "t.birth_date IS NULL"}
SPLITS["political_status"] = "t.political_status IS NULL"
_YOUNG = f"({rules.AGE} BETWEEN {rules.REGISTRABLE_FROM} AND {rules.LEAGUE_TO})"
_TWICE = (
    "(t.{0} IS NOT NULL AND EXISTS (SELECT 1 FROM volunteer o WHERE o.{0} = t.{0} AND o.id <> t.id"
    f" AND {rules.present('o')}))"
)
_SAME_ID, _SAME_NUMBER = _TWICE.format("id_number"), _TWICE.format("platform_number")


def check_groups(context: CheckContext) -> Iterator[Finding]:
    """Yield findings where groups do not sum to the total, or people are in none."""
    if context.measured["V01"].value is None:
        return  # of a quarter before the first roster there is nothing to sum up
    whole = int(context.number("V01"))
    for name, unknown in SPLITS.items():
        counts = counts_by_group(context.counting, name)
        label = VOLUNTEERS.by_name["birth_date" if name == "age" else name].label
        total = sum(one["V01"] for one in counts.values())
        if total != whole:
            yield Finding(
                f"按{label}合计 {total:,} 人，总数 {whole:,} 人",
                "请运行“数据检查”；仍不相等就从备份恢复。",
                blocks=True,
                act=SHOW_ADVICE,
            )
        lacking = counts.get(UNKNOWN, {}).get("V01", 0)
        if lacking:
            selection = context.select(VOLUNTEERS, f"{rules.ROSTER} AND {unknown}")
            yield Finding(
                f"{lacking:,} 人没有{label}，归在“{UNKNOWN}”",
                f"请学校补报{label}，或用身份证号推算后补上。",
                blocks=False,
                action="去补",
                selection=selection,
            )


def check_members(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for members outside the ages of the league (团员数 ≤ 14—28 周岁人数)."""
    odd = context.select(
        VOLUNTEERS, f"{rules.ROSTER} AND {rules.MEMBER} AND NOT ifnull({_YOUNG}, 0)"
    )
    young = context.count(context.select(VOLUNTEERS, f"{rules.ROSTER} AND {_YOUNG}"))
    found, league = context.count(odd), int(context.number("V07"))
    span = f"{rules.REGISTRABLE_FROM}—{rules.LEAGUE_TO} 周岁"
    if league > young:
        yield Finding(
            f"团员 {league:,} 人，多于 {span}的 {young:,} 人",
            "请核对这些团员的出生日期和团籍。",
            blocks=True,
            selection=odd,
        )
    elif found:
        yield Finding(
            f"{found:,} 名团员不在 {span}",
            "超龄且没有团内职务的应离团；年龄填错的请更正。",
            blocks=False,
            action="去核对",
            selection=odd,
        )


def check_minors(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding unless minors are those with and without consent (未成年 = 有同意 + 待补)."""
    share, waiting = context.measured["V11"].figure, int(context.number("V12"))
    consented, all_ = share.numerator or 0, share.denominator or 0
    if all_ != consented + waiting:
        yield Finding(
            f"未成年 {all_:,} 人，有同意 {consented:,} + 待补 {waiting:,}，合不上",
            "请核对未成年人的出生日期和监护人同意记录。",
            blocks=True,
            selection=context.measured["V11"].whole,
        )


PEOPLE_CHECKS = (
    Check("C2", "性别、年龄段、政治面貌合计都等于总数", check_groups),
    Check("C3", "团员数不大于 14—28 周岁人数", check_members),
    Check("C11", "未成年人数 = 有同意 + 待补", check_minors),
    Check(
        "C15",
        "同一证件、同一平台编号只有一人",
        records_check(
            VOLUNTEERS,
            f"{rules.ROSTER} AND ({_SAME_ID} OR {_SAME_NUMBER})",
            "{n} 人与别人的证件号或平台编号相同",
            "同一个人的请合并；不是同一人的请更正号码。",
            blocks=True,
            action="去核对",
        ),
    ),
)
