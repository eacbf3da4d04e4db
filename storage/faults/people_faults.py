"""Fault rules on volunteers, organizations, trainings and units."""

from __future__ import annotations

from storage.counting import counting_rules as who
from storage.faults.fault_rule import Rule, is_duplicated
from storage.model.ages import age_sql
from storage.model.kinds.identity import CHECKS, WEIGHTS
from storage.model.tables import HEADCOUNTS, ORGANIZATIONS, TRAININGS, UNITS, VOLUNTEERS
from storage.model.tables.organization import CIVIL
from storage.model.tables.volunteer import CANCELLED, ON_ROSTER, REGISTERED

_AGE = age_sql()
_REGISTERED = f"{who.PRESENT} AND t.registration_status = '{REGISTERED}'"
_SAME_PERSON = (
    "SELECT 1 FROM volunteer o WHERE o.name = t.name AND o.birth_date = t.birth_date"
    " AND o.id <> t.id"
)

# An organization's last headcount up to the cut-off, compared with its people on the roster
_LATEST = (
    "t.counted_on <= :on AND NOT EXISTS (SELECT 1 FROM headcount o"
    " WHERE o.organization = t.organization"
    " AND o.counted_on <= :on AND o.counted_on > t.counted_on)"
)
_THEIRS = (
    "(SELECT count(*) FROM membership m JOIN volunteer v ON v.id = m.volunteer"
    " WHERE m.organization = t.organization AND ifnull(m.joined_on, '') <= t.counted_on"
    f" AND {who.present('v')})"
)
_THEIR_MEMBERS = f"{_THEIRS[:-1]} AND {who.for_alias('v', who.MEMBER)})"

PEOPLE_RULES = (
    Rule("V-1", VOLUNTEERS, "id_number", "没有证件号码，无法确认是不是同一个人",
         f"{who.PRESENT} AND t.id_number IS NULL"),
    Rule("V-2", VOLUNTEERS, "platform_number", "已注册，缺志愿四川的编号",
         f"{_REGISTERED} AND t.platform_number IS NULL"),
    Rule("V-3", VOLUNTEERS, "registered_on", "已注册，缺注册的日期",
         f"{_REGISTERED} AND t.registered_on IS NULL"),
    Rule("V-4", VOLUNTEERS, "registered_on", "注册的日期在截止日以后", "t.registered_on > :on"),
    Rule("V-5", VOLUNTEERS, "platform_number", "志愿四川的编号与别人重复",
         is_duplicated(VOLUNTEERS, "platform_number"), "error"),
    Rule("V-6", VOLUNTEERS, "name", "与另一人同名同生日，其中有人没有证件号码，可能是同一人",
         f"{who.PRESENT} AND t.id_number IS NULL AND EXISTS ({_SAME_PERSON})"),
    Rule("V-7", VOLUNTEERS, "birth_date", "没有出生日期，算不出周岁",
         f"{who.PRESENT} AND t.birth_date IS NULL"),
    Rule("V-8", VOLUNTEERS, "registration_status",
         f"不满{who.REGISTRABLE_FROM}周岁不能是注册志愿者，不计入注册人数",
         f"{_REGISTERED} AND {_AGE} < {who.REGISTRABLE_FROM}", "error"),
    Rule("V-9", VOLUNTEERS, "consented_on", f"未满{who.ADULT_FROM}周岁已注册，缺监护人同意",
         f"{_REGISTERED} AND {_AGE} >= {who.REGISTRABLE_FROM} AND {who.MINOR}"
         f" AND NOT {who.CONSENTED}"),
    Rule("V-10", VOLUNTEERS, "left_on", "已离开，缺离开的日期",
         f"t.status <> '{ON_ROSTER}' AND t.left_on IS NULL"),
    Rule("V-11", VOLUNTEERS, "league_member",
         f"已满{who.LEAGUE_TO}周岁仍是团员，没有团内职务应当离团",
         f"{who.PRESENT} AND {who.MEMBER} AND {who.OVERAGE}"),
    Rule("V-12", VOLUNTEERS, "school", "没有学校或单位，统计时归不到任何单位",
         f"{who.PRESENT} AND t.school IS NULL"),
    Rule("V-13", VOLUNTEERS, "birth_date", f"不满{who.STUDENT_FROM}周岁，不能作为学生志愿者",
         f"{who.PRESENT} AND {_AGE} BETWEEN 0 AND {who.STUDENT_FROM - 1}"),
    Rule("V-14", VOLUNTEERS, "birth_date", "出生的日期在以后", "t.birth_date > :today", "error"),
    Rule("V-15", VOLUNTEERS, "left_on", "状态是在册，却有离开的日期",
         f"t.status = '{ON_ROSTER}' AND t.left_on <= :on"),
    Rule("V-16", VOLUNTEERS, "league_member",
         f"不满{who.REGISTRABLE_FROM}周岁，不到入团的年龄",
         f"{who.PRESENT} AND {who.MEMBER} AND {_AGE} < {who.REGISTRABLE_FROM}"),
    Rule("V-17", VOLUNTEERS, "cancelled_on", "有注销的日期，状态却不是已注销",
         f"t.registration_status <> '{CANCELLED}' AND t.cancelled_on <= :on"),
    Rule("O-1", ORGANIZATIONS, "credit_code", "统一社会信用代码与别的组织重复",
         is_duplicated(ORGANIZATIONS, "credit_code"), "error"),
    Rule("O-2", ORGANIZATIONS, "unit", "没有所属的单位", f"{who.in_force()} AND t.unit IS NULL"),
    Rule("O-3", ORGANIZATIONS, "platform_account", "还没有志愿四川平台的账号",
         f"{who.in_force()} AND NOT {who.ON_PLATFORM}"),
    Rule("O-4", ORGANIZATIONS, "registration", "信用代码证明已在民政注册，登记情况写的不是",
         f"{who.in_force()} AND {who.CIVIL} AND t.registration <> '{CIVIL}'"),
    Rule("H-1", HEADCOUNTS, "league_members", "团员比志愿者总数还多",
         "t.members IS NOT NULL AND t.league_members > t.members", "error"),
    Rule("H-3", HEADCOUNTS, "league_members",
         "花名册上属于这个组织的团员比统计的还多，请核对",
         f"{_LATEST} AND t.league_members < {_THEIR_MEMBERS}"),
    Rule("H-4", HEADCOUNTS, "members",
         "花名册上属于这个组织的志愿者比统计的还多，请核对",
         f"{_LATEST} AND t.members < {_THEIRS}"),
    Rule("H-2", HEADCOUNTS, "counted_on", "统计的日期在以后", "t.counted_on > :today"),
    Rule("T-1", TRAININGS, "name", "还没有参训名单",
         "NOT EXISTS (SELECT 1 FROM attendance a WHERE a.training = t.id)"),
    Rule("T-2", TRAININGS, "held_on", "开始的日期在以后", "t.held_on > :today"),
    Rule("U-1", UNITS, "duty", "应建大队的单位还没有大队",
         f"t.active = 1 AND t.duty = '必建' AND NOT {who.HAS_BRIGADE}"),
)  # fmt: skip

# Only these volunteers can fail their own check; parsing every record would take long
_BORN = (
    "(substr(t.id_number, 7, 4) || '-' || substr(t.id_number, 11, 2)"
    " || '-' || substr(t.id_number, 13, 2))"
)
_SUM = " + ".join(f"substr(t.id_number, {at}, 1) * {w}" for at, w in enumerate(WEIGHTS, 1))
SUSPECT_VOLUNTEER = (
    "t.id_number IS NOT NULL AND (length(t.id_number) <> 18"
    " OR t.id_number GLOB '*[^0-9X]*' OR t.id_number GLOB '*X?*'"
    f" OR substr('{CHECKS}', ({_SUM}) % 11 + 1, 1) <> substr(t.id_number, 18, 1)"
    f" OR date({_BORN}) IS NOT {_BORN} OR {_BORN} NOT BETWEEN '1900' AND '2101'"
    f" OR substr({_BORN}, 1, length(t.birth_date)) <> t.birth_date"
    " OR (substr(t.id_number, 17, 1) % 2 = 1) <> (t.sex = '男'))"
)
