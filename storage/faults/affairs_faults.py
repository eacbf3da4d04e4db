"""Fault rules on associations, branches, insurance, and activities that are no service."""

from __future__ import annotations

from storage.counting.counting_rules import CIVIL, in_force
from storage.counting.rules.not_service import suspicious_sql
from storage.faults.fault_rule import Rule
from storage.model.tables import (
    ACTIVITIES,
    INSURANCE_POLICIES,
    LEAGUE_BRANCHES,
    ORGANIZATIONS,
    PROJECTS,
    SERVICE_RECORDS,
    WEST_VOLUNTEERS,
)
from storage.model.tables.league_branch import NOT_BUILT
from storage.model.tables.organization import ASSOCIATION
from storage.model.tables.project import STAGES
from storage.views.service_views import ORIGINAL, SERVED_THIS_YEAR, UNCONFIRMED_DAY, on_a_day

_RENEWED = (
    "EXISTS (SELECT 1 FROM insurance_policy o WHERE o.organization = t.organization"
    " AND o.until_on > t.until_on)"
)
_LACKS_A_STAGE = " OR ".join(f"t.{name} IS NULL" for name in STAGES)
# Longer days require a second confirmer: rules S-2 and S-3
_LONG = (
    f"{on_a_day('sum(d.hours) > :long_day * 60 AND sum(d.hours) <= 1440')}"
    f" AND NOT ({UNCONFIRMED_DAY})"
)

AFFAIRS_RULES = (
    Rule("O-5", ORGANIZATIONS, "credit_code", "青年志愿者协会还不能证明已在民政注册",
         f"t.kind = '{ASSOCIATION}' AND {in_force()} AND {CIVIL} IS NOT 1"),
    Rule("B-1", LEAGUE_BRANCHES, "next_election_on", "换届的日期已经过了",
         f"t.built <> '{NOT_BUILT}' AND {in_force()} AND t.next_election_on < :on"),
    Rule("A-5", ACTIVITIES, "name",
         "名称像是工作、会议、团建或值日，不是志愿服务的不能记录（令67 §19）",
         suspicious_sql("t.name")),
    Rule("S-9", SERVICE_RECORDS, "hours", "一天合计的时长较长，请核对",
         f"{ORIGINAL} AND {_LONG}"),
    Rule("S-10", SERVICE_RECORDS, "hours", "时长不是最小单位的整数倍",
         f"{SERVED_THIS_YEAR} AND :hours_step > 0 AND t.hours % :hours_step <> 0"),
    Rule("P-2", PROJECTS, "summed_up_on", "项目已结束，四个环节还没有都填完成的日期",
         f"t.status = '已结束' AND ({_LACKS_A_STAGE})"),
    Rule("I-1", INSURANCE_POLICIES, "until_on", "保单已到期，还没有续保",
         f"t.until_on < :on AND NOT {_RENEWED}"),
    Rule("K-1", WEST_VOLUNTEERS, "ended_on", "服务期已满，还没有写离岗的日期",
         "t.ended_on < :on AND t.left_on IS NULL"),
)  # fmt: skip
