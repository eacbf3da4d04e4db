"""Figures on stars: reached by hours, granted, and due to be granted (通知五·3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.counting.counting_rules import REGISTERED_BY_NOW, ROSTER, for_alias
from storage.counting.indicators.indicator import STOCK, Indicator
from storage.counting.indicators.service import SERVED_EVER
from storage.counting.rules.star_levels import HIGHEST_STAR, rules_on
from storage.model.tables.service_record import SERVICE_RECORDS
from storage.model.tables.star import STAR_GRANTS, STAR_RULES
from storage.model.tables.volunteer import VOLUNTEERS

if TYPE_CHECKING:
    from datetime import date

    from storage.store.store import Store

_NAMES = ("一星", "二星", "三星", "四星", "五星")
_WHO = f"{ROSTER} AND {REGISTERED_BY_NOW}"
HELD = (
    "ifnull((SELECT max(g.star) FROM star_grant g"
    " WHERE g.volunteer = t.id AND g.granted_on <= :on), 0)"
)


def _reaches(star: int) -> str:
    """Return the condition that the hours reach a star, and the one before is held if required."""
    before = f"(:star{star}_previous = 0 OR {HELD} >= {star - 1})"
    return f"(t.minutes_counted >= :star{star} AND {before})"


# The highest star that the hours reach; each requires those below it as well
REACHED = (
    "(CASE"
    + "".join(
        f" WHEN {_reaches(star)} IS NOT 1 THEN {star - 1}" for star in range(1, HIGHEST_STAR + 1)
    )
    + f" ELSE {HIGHEST_STAR} END)"
)
_HIGHEST_GRANT = (
    "t.granted_on <= :on AND NOT EXISTS (SELECT 1 FROM star_grant g WHERE g.volunteer = t.volunteer"
    " AND g.granted_on <= :on AND (g.star, g.id) > (t.star, t.id))"
    f" AND EXISTS (SELECT 1 FROM volunteer v WHERE v.id = t.volunteer AND {for_alias('v', _WHO)})"
)


def star_parameters(store: Store, on: date) -> dict[str, object]:
    """Return the minutes each star needs by the rules in force on the day, and its conditions."""
    rules = {rule.star: rule for rule in rules_on(store, on)}
    found: dict[str, object] = {}
    for star in range(1, HIGHEST_STAR + 1):
        rule = rules.get(star)
        found[f"star{star}"] = rule.hours_needed * 60 if rule else None
        found[f"star{star}_previous"] = int(bool(rule and rule.needs_previous))
    return found


def _star(code: str, label: str, rule: str, part: str, **facts: object) -> Indicator:
    also = (SERVICE_RECORDS, STAR_RULES, STAR_GRANTS)
    return Indicator(
        code, label, "5.3", "人", STOCK, rule, VOLUNTEERS, part, aggregates=SERVED_EVER, base=_WHO, also_reads=also,
        **facts,  # type: ignore[arg-type]
    )  # fmt: skip


_RULE = "（中国注册志愿者管理办法 §16；四川(试行)）。"
STAR_FIGURES = (
    *(
        _star(
            f"R{star:02}", f"{name}达标人数",
            f"在册注册志愿者注册以后的时长达到{name}、未达到更高星级的人，按现行星级规则；要求先有前一星的"
            f"以认定为准{_RULE}",
            f"{REACHED} = {star}",
        )
        for star, name in enumerate(_NAMES, 1)
    ),
    *(
        Indicator(
            f"R{star + HIGHEST_STAR:02}", f"{name}已认定人数", "5.3", "人", STOCK,
            f"在册注册志愿者截止日前已认定的最高星级是{name}的人{_RULE}",
            STAR_GRANTS, f"t.star = {star} AND {_HIGHEST_GRANT}", also_reads=(VOLUNTEERS,),
        )
        for star, name in enumerate(_NAMES, 1)
    ),
    _star(
        "R11", "待认定人数", f"时长达标的星级高于已认定的星级的在册注册志愿者，可逐级补认{_RULE}",
        f"{REACHED} > 0 AND {REACHED} > {HELD}",
    ),
)  # fmt: skip
