"""Views of organizations, branches, trainings and units."""

from __future__ import annotations

from storage.counting import counting_rules as who
from storage.counting.attribution import OURS
from storage.counting.rules.insurance import ORGANIZATION_INSURED
from storage.counting.rules.league_facts import MEMBERS
from storage.counting.rules.project_publication import ENOUGH, NEW_THIS_YEAR, OBLIGED
from storage.model.tables.league_branch import JOINT, LEAGUE_BRANCHES, NOT_BUILT, OWN
from storage.model.tables.organization import ORGANIZATIONS
from storage.model.tables.training import TRAININGS
from storage.model.tables.unit import UNITS
from storage.views.view import view

# The rule on league branches in SQL, since a view must page like any other list
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

ORGANIZATION_VIEWS = (
    view(ORGANIZATIONS, "missing", "应建未建", who.ACTIVE, who.CIVIL, _MISSING),
    view(ORGANIZATIONS, "uncounted", "团员待统计", who.ACTIVE, who.CIVIL, f"{MEMBERS} IS NULL"),
    view(ORGANIZATIONS, "civil", "民政注册", who.ACTIVE, who.CIVIL),
    view(ORGANIZATIONS, "off_platform", "未取得平台账号", who.ACTIVE, f"NOT {who.ON_PLATFORM}"),
    view(ORGANIZATIONS, "unpublished", "年度发布未达标",
         who.ACTIVE, OBLIGED, f"NOT {ENOUGH}"),
    view(ORGANIZATIONS, "new_this_year", "当年新成立", who.ACTIVE, NEW_THIS_YEAR),
    view(ORGANIZATIONS, "uninsured", "没有在保保单", who.ACTIVE, f"NOT {ORGANIZATION_INSURED}"),
    view(LEAGUE_BRANCHES, "own", "单独建团", f"t.built = '{OWN}'", who.in_force()),
    view(LEAGUE_BRANCHES, "joint", "联合建团", f"t.built = '{JOINT}'", who.in_force()),
    view(LEAGUE_BRANCHES, "not_built", "未建", f"t.built = '{NOT_BUILT}'"),
    view(LEAGUE_BRANCHES, "paperless", "材料不全", _PAPERLESS, who.in_force()),
    view(TRAININGS, "quarter", "本季", who.held_since(who.THIS_QUARTER)),
    view(TRAININGS, "year", "本年", who.held_since(who.THIS_YEAR)),
    view(TRAININGS, "nobody", "没有参训名单",
          "NOT EXISTS (SELECT 1 FROM attendance a WHERE a.training = t.id)"),
    view(UNITS, "schools", "学校", _SCHOOLS),
    view(UNITS, "townships", "乡镇街道", "t.kind = '乡镇街道'"),
    view(UNITS, "without_brigade", "必建未建大队",
          who.OUR_UNIT, "t.duty = '必建'", f"NOT {who.HAS_BRIGADE}"),
    view(UNITS, "without_roster", "学校未交名册", "t.active = 1", _SCHOOLS, _NO_PEOPLE),
    view(UNITS, "not_ours", "市直和省属", f"t.counted_by <> '{OURS}'"),
)  # fmt: skip
