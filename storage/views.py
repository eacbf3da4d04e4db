"""Named lists: the chips over a ledger's grid, each a condition that a clerk asks for often."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage import standing as who
from storage.league_facts import MEMBERS
from storage.listing import Query
from storage.standing import by_day
from storage.tables.league_branch import JOINT, LEAGUE_BRANCHES, NOT_BUILT, OWN
from storage.tables.organization import ORGANIZATIONS
from storage.tables.training import TRAININGS
from storage.tables.unit import UNITS
from storage.tables.volunteer import VOLUNTEERS

if TYPE_CHECKING:
    from datetime import date

    from storage.schema import Table


@dataclass(frozen=True, slots=True)
class View:
    """A named list; `condition` is an SQL one over `t` and the cut-off `:on`, and needs no more."""

    name: str
    label: str
    table: Table[Any]
    condition: str

    def query(self, on: date, **facts: Any) -> Query[Any]:
        """The list as it pages, searches and sorts."""
        return Query(self.table, condition=self.condition, on=on, **facts)


def _view(table: Table[Any], name: str, label: str, *conditions: str) -> View:
    return View(name, label, table, by_day(" AND ".join(conditions)))


# What the rule on league branches finds, put in SQL: a list over it must page like any other
_HAS_OWN = (
    "EXISTS (SELECT 1 FROM league_branch b"
    f" WHERE b.organization = t.id AND b.built = '{OWN}' AND {who.in_force('b')})"
)
_HAS_JOINT = (
    f"EXISTS (SELECT 1 FROM league_branch b WHERE b.built = '{JOINT}' AND {who.in_force('b')}"
    " AND (b.organization = t.id OR EXISTS (SELECT 1 FROM branch_cover c"
    " WHERE c.branch = b.id AND c.organization = t.id AND ifnull(c.joined_on, '') <= :on)))"
)
_MISSING = (
    f"({MEMBERS} >= 1 AND CASE WHEN {MEMBERS} >= :own_branch_from THEN NOT {_HAS_OWN}"
    f" ELSE {_HAS_OWN} OR NOT {_HAS_JOINT} END)"
)
_SCHOOLS = "t.kind IN ('高校', '中职学校', '中学', '小学')"
_NO_PEOPLE = f"NOT EXISTS (SELECT 1 FROM volunteer v WHERE v.school = t.id AND {who.present('v')})"
_PAPERLESS = (
    f"t.built <> '{NOT_BUILT}' AND (t.name IS NULL OR t.approval_number IS NULL"
    " OR t.founded_on IS NULL OR t.secretary IS NULL)"
)

VIEWS = (
    _view(VOLUNTEERS, "roster", "在册", who.ROSTER),
    _view(VOLUNTEERS, "unregistered_members", "团员未注册",
          who.ROSTER, who.MEMBER, f"NOT {who.REGISTERED_BY_NOW}"),
    _view(VOLUNTEERS, "awaiting_consent", "待监护人同意",
          who.ROSTER, who.MINOR, f"NOT {who.CONSENTED}"),
    _view(VOLUNTEERS, "new", "本季新增", who.ROSTER, who.REGISTERED_THIS_QUARTER),
    _view(VOLUNTEERS, "unregistered_students", "大学生未注册",
          who.ROSTER, who.ADULT_STUDENT, f"NOT {who.REGISTERED_BY_NOW}"),
    _view(VOLUNTEERS, "pupils", "学生志愿者", who.ROSTER, who.PUPIL),
    _view(VOLUNTEERS, "without_id", "缺身份证号", who.ROSTER, "t.id_number IS NULL"),
    _view(VOLUNTEERS, "backbone", "骨干", who.ROSTER, who.BACKBONE),
    _view(VOLUNTEERS, "gone", "已离开", f"NOT ifnull({who.PRESENT}, 0)"),
    _view(ORGANIZATIONS, "missing", "应建未建", who.ACTIVE, who.CIVIL, _MISSING),
    _view(ORGANIZATIONS, "uncounted", "团员待统计", who.ACTIVE, who.CIVIL, f"{MEMBERS} IS NULL"),
    _view(ORGANIZATIONS, "civil", "民政注册", who.ACTIVE, who.CIVIL),
    _view(ORGANIZATIONS, "off_platform", "未取得平台账号", who.ACTIVE, f"NOT {who.ON_PLATFORM}"),
    _view(LEAGUE_BRANCHES, "own", "单独建团", f"t.built = '{OWN}'", who.in_force()),
    _view(LEAGUE_BRANCHES, "joint", "联合建团", f"t.built = '{JOINT}'", who.in_force()),
    _view(LEAGUE_BRANCHES, "not_built", "未建", f"t.built = '{NOT_BUILT}'"),
    _view(LEAGUE_BRANCHES, "paperless", "材料不全", _PAPERLESS, who.in_force()),
    _view(TRAININGS, "quarter", "本季", who.held(who.THIS_QUARTER)),
    _view(TRAININGS, "year", "本年", who.held(who.THIS_YEAR)),
    _view(TRAININGS, "nobody", "没有参训名单",
          "NOT EXISTS (SELECT 1 FROM attendance a WHERE a.training = t.id)"),
    _view(UNITS, "schools", "学校", _SCHOOLS),
    _view(UNITS, "townships", "乡镇街道", "t.kind = '乡镇街道'"),
    _view(UNITS, "without_brigade", "必建未建大队",
          who.OUR_UNIT, "t.duty = '必建'", f"NOT {who.HAS_BRIGADE}"),
    _view(UNITS, "without_roster", "学校未交名册", "t.active = 1", _SCHOOLS, _NO_PEOPLE),
    _view(UNITS, "not_ours", "市直和省属", f"t.counted_by <> '{who.OURS}'"),
)  # fmt: skip


def views_of(table: Table[Any]) -> tuple[View, ...]:
    """The named lists of a table, in the order they are offered."""
    return tuple(view for view in VIEWS if view.table is table)
