"""Why records are no longer behind a figure, or newly are: each counted under the first that fits.

A cause speaks of one condition of those the figure is made of, so that what has nothing to do with
the figure is never named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage import standing as who
from storage.attribution import counted, ours
from storage.indicators.talents import AT_POST, THERE
from storage.tables import TABLES
from storage.tables.organization import ORGANIZATIONS
from storage.tables.talent import TALENTS, WEST_VOLUNTEERS
from storage.tables.unit import UNITS
from storage.tables.volunteer import VOLUNTEERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.schema import Table

AWAY, HOME = "改由市里统计", "改由本县统计"
NEW, MERGED, REMOVED, OTHER = "新录入", "合并重复", "删除", "情况变化"


@dataclass(frozen=True, slots=True)
class Cause:
    """`of` is a condition that the figure must rest on; `sql` holds of a row on the other side."""

    word: str
    of: str
    sql: str


def _not(condition: str) -> str:
    return f"NOT ifnull({condition}, 0)"


def _counted_by(word: str) -> dict[str, tuple[Cause, ...]]:
    """The cause that holds for every table whose records may be the city's to count."""
    return {table.name: (Cause(word, own, _not(own)),) for table in TABLES if (own := ours(table))}


_GONE = _not(who.PRESENT)
_ELSEWHERE = _not(counted("school"))
_UNIT_ELSEWHERE = _not(counted("unit"))
_JUDGED = ":judged_"  # what the rule on league branches finds stands in a parameter of that name
_CANCELLED = "t.registration_status = '已注销'"

# Of those who are no longer counted, as the ledger has them now
LEFT = {
    **_counted_by(AWAY),
    VOLUNTEERS.name: (
        Cause("毕业", who.ROSTER, f"{_GONE} AND t.status = '毕业'"),
        Cause("转出", who.ROSTER, f"{_GONE} AND t.status = '转出'"),
        Cause("退出", who.ROSTER, _GONE),
        Cause(AWAY, who.ROSTER, _ELSEWHERE),
        Cause("注销注册", who.REGISTERED_BY_NOW, _CANCELLED),
        Cause("注册状态更正", who.REGISTERED_BY_NOW, _not(who.REGISTERED_BY_NOW)),
        Cause("超过 {youth_to} 周岁", who.OF_YOUTH, f"{who.AGE} > :youth_to"),
        Cause("出生日期更正", who.OF_YOUTH, _not(who.OF_YOUTH)),
        Cause("离团或不再是团员", who.MEMBER, _not(who.MEMBER)),
        Cause("不再是在校大学生", who.ADULT_STUDENT, _not(who.ADULT_STUDENT)),
        Cause("满 14 周岁", who.PUPIL, f"{who.AGE} >= {who.REGISTRABLE_FROM}"),
        Cause("满 18 周岁", who.MINOR, f"{who.AGE} >= {who.ADULT_FROM}"),
        Cause("监护人撤回同意", who.CONSENTED, _not(who.CONSENTED)),
        Cause("不再是骨干", who.BACKBONE, _not(who.BACKBONE)),
    ),
    ORGANIZATIONS.name: (
        Cause("撤销", who.ACTIVE, _not(who.in_force())),
        Cause(AWAY, who.ACTIVE, _UNIT_ELSEWHERE),
        Cause("民政注册凭证更正", who.CIVIL, _not(who.CIVIL)),
        Cause("平台账号停用", who.ON_PLATFORM, _not(who.ON_PLATFORM)),
        Cause("撤销", _JUDGED, _not(who.in_force())),
        Cause("民政注册凭证更正", _JUDGED, _not(who.CIVIL)),
        Cause("团员人数或建团情况变化", _JUDGED, "1"),
    ),
    TALENTS.name: (Cause("离岗", THERE, _not(THERE)),),
    WEST_VOLUNTEERS.name: (Cause("服务期满或离岗", AT_POST, _not(AT_POST)),),
    UNITS.name: (
        Cause("停用或改由市里统计", who.OUR_UNIT, _not(who.OUR_UNIT)),
        Cause("大队撤销", who.HAS_BRIGADE, _not(who.HAS_BRIGADE)),
    ),
}

# Of those who are newly counted, as the ledger had them before
CAME = {
    **_counted_by(HOME),
    VOLUNTEERS.name: (
        Cause("重新在册", who.ROSTER, _GONE),
        Cause(HOME, who.ROSTER, _ELSEWHERE),
        Cause("新注册", who.REGISTERED_BY_NOW, _not(who.REGISTERED_BY_NOW)),
        Cause("满 {youth_from} 周岁", who.OF_YOUTH, f"{who.AGE} < :youth_from"),
        Cause("出生日期更正", who.OF_YOUTH, _not(who.OF_YOUTH)),
        Cause("新入团", who.MEMBER, _not(who.MEMBER)),
        Cause("满 18 周岁或新升学", who.ADULT_STUDENT, _not(who.ADULT_STUDENT)),
        Cause("满 10 周岁", who.PUPIL, f"{who.AGE} < {who.STUDENT_FROM}"),
        Cause("补签同意", who.CONSENTED, _not(who.CONSENTED)),
        Cause("新任骨干", who.BACKBONE, _not(who.BACKBONE)),
    ),
    ORGANIZATIONS.name: (
        Cause("新建立", who.ACTIVE, _not(who.in_force())),
        Cause("新在民政注册", who.CIVIL, _not(who.CIVIL)),
        Cause("新入驻平台", who.ON_PLATFORM, _not(who.ON_PLATFORM)),
        Cause("新建立", _JUDGED, _not(who.in_force())),
        Cause("新在民政注册", _JUDGED, _not(who.CIVIL)),
        Cause("团员人数或建团情况变化", _JUDGED, "1"),
    ),
    TALENTS.name: (Cause("新到岗", THERE, _not(THERE)),),
    WEST_VOLUNTEERS.name: (Cause("新到岗", AT_POST, _not(AT_POST)),),
    UNITS.name: (
        Cause("新启用", who.OUR_UNIT, _not(who.OUR_UNIT)),
        Cause("新建大队", who.HAS_BRIGADE, _not(who.HAS_BRIGADE)),
    ),
}


def fitting(causes: dict[str, tuple[Cause, ...]], table: Table[Any], whole: str) -> Iterator[Cause]:
    """The causes that speak of what the figure's condition is made of."""
    return (cause for cause in causes.get(table.name, ()) if cause.of in whole)


def sorting(causes: Iterator[Cause]) -> str:
    """The SQL that gives each row the first cause that fits, by the row's id in `:ids`."""
    cases = " ".join(f"WHEN {cause.sql} THEN '{cause.word}'" for cause in causes)
    return f"CASE {cases} ELSE '{OTHER}' END" if cases else f"'{OTHER}'"
