"""The sample county's organizations and league branches: every case of the rule on branches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from stdnum.cn import uscc

from storage.demo.sample_members import Capacity, Team, add_members
from storage.model.tables import BRANCH_COVERS, HEADCOUNTS, LEAGUE_BRANCHES, ORGANIZATIONS, UNITS
from storage.model.tables.league_branch import JOINT, NOT_BUILT, OWN, BranchCover, LeagueBranch
from storage.model.tables.organization import ASSOCIATION, BRIGADE, CIVIL, Headcount, Organization

if TYPE_CHECKING:
    from storage.demo.sample_people import InventedPeople
    from storage.model.period import Quarter
    from storage.store.edit import Edit
    from storage.store.store import Store


@dataclass(frozen=True, slots=True)
class Body:
    """An organization to invent: league members now and a quarter ago, and its branch.

    With `proven`, its registration has a credit code; with `papers`, its branch has an approval.
    """

    name: str
    kind: str
    unit: str
    domain: str
    civil: bool
    members: int | None
    before: int | None = None
    built: str = ""
    platform: bool = True
    proven: bool = True
    new: bool = False
    papers: bool = True


BODIES = (
    Body("仁和区青年志愿者协会", ASSOCIATION, "仁和区", "综合", True, 12, 10, OWN),
    Body("仁和区阳光社工服务中心", "社会组织", "仁和镇", "社区服务", True, 5, 4, OWN),
    Body("仁和区绿芽环保志愿服务中心", "社会组织", "大河中路街道", "生态环保", True, 3, 3, NOT_BUILT),
    Body("仁和区银发关爱协会", "社会组织", "仁和镇", "助老助残", True, 2, 2, JOINT),
    Body("仁和区芒果乡村助农志愿服务队", "社会组织", "务本乡", "扶贫济困", True, 1, 1, "cover"),
    Body("仁和区彝乡文化志愿服务中心", "社会组织", "平地镇", "文化建设", True, 1, 0, ""),
    Body("仁和区蓝天应急救援队", "社会组织", "金江镇", "抢险救灾", True, 2, 6, OWN),
    Body("仁和区书香公益服务中心", "社会组织", "前进镇", "文化建设", True, 0, 0, ""),
    Body("仁和区康养陪伴志愿服务中心", "社会组织", "福田镇", "康养医疗", True, None, platform=False),
    Body("仁和区星火助学协会", "社会组织", "大田镇", "扶贫济困", True, 4, 4, OWN, proven=False),
    Body("仁和区攀枝花开文艺服务中心", "社会组织", "同德镇", "文化建设", True, 6, 5, OWN, papers=False),
    Body("仁和区三角梅巾帼服务队", "社会组织", "布德镇", "社区服务", True, 4, 2, "cover"),
    Body("攀西示例学院志愿服务大队", BRIGADE, "攀西示例学院", "综合", False, 120, 110, ""),
    Body("攀枝花市建筑工程学校志愿服务大队", BRIGADE, "攀枝花市建筑工程学校", "综合", False, 60, 52, ""),
    Body("仁和区人民医院青年志愿服务大队", BRIGADE, "仁和区人民医院", "康养医疗", False, 9, 9, ""),
    Body("钒钛示例材料公司青年志愿服务大队", BRIGADE, "钒钛示例材料有限公司", "社区服务", False, 7, 6, ""),
    Body("大河中学志愿服务队", "志愿服务队", "仁和区大河中学", "社区服务", False, 44, 38, ""),
    Body("平地镇“靓在乡村”志愿服务队", "志愿服务队", "平地镇", "扶贫济困", False, 4, 4, "", False),
    Body("金沙江母亲河保护专项队", "专项队伍", "金江镇", "生态环保", False, 6, 5, ""),
    Body("南山园区青年突击队", "志愿服务队", "南山循环经济园区", "社区服务", False, 5, None, "", new=True),
)  # fmt: skip


def add_organizations(store: Store, edit: Edit, people: InventedPeople, quarter: Quarter) -> None:
    """Add the organizations with their head counts, branches and members."""
    numbers: dict[str, int] = {}
    for at, body in enumerate(BODIES):
        number = edit.save(ORGANIZATIONS, _organization(store, body, at, numbers, quarter))
        numbers[body.name] = number
        _add_head_counts(edit, body, number, quarter)
    _add_branches(edit, numbers)
    teams = [_team(store, body, numbers[body.name], quarter) for body in BODIES]
    add_members(edit, teams, people)


def _team(store: Store, body: Body, number: int, quarter: Quarter) -> Team:
    """Return the organization as a team; one without a head count takes no league members."""
    counted = (
        (quarter.previous.cut_off, body.before if body.before is not None else body.members),
        (quarter.cut_off, body.members),
    )
    capacities = [
        Capacity(day, league or 0, volunteer_count(league or 0)) for day, league in counted
    ]
    return Team(number, store.named(UNITS, body.unit), capacities)


def _organization(
    store: Store, body: Body, at: int, numbers: dict[str, int], quarter: Quarter
) -> Organization:
    return Organization(
        name=body.name,
        kind=body.kind,
        parent=None if at == 0 else numbers[BODIES[0].name],
        unit=store.named(UNITS, body.unit),
        registration=CIVIL if body.civil else "单位内部",
        credit_code=_credit_code(at) if body.civil and body.proven else None,
        registrar="仁和区民政局" if body.civil else None,
        registered_on=date(2019 + at % 5, 1 + at % 12, 6) if body.civil else None,
        guiding_unit="共青团仁和区委员会",
        domain=body.domain,
        leader="王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"[at] + "志远",
        phone=f"1390812{at:04}",
        platform_account=f"rh{at + 1:03}" if body.platform else None,
        platform_built_on=date(2021, 3, 5) if body.platform else None,
        sub_accounts=at % 4 if body.platform else None,
        backbone_team=at % 3 == 0,
        founded_on=quarter.first if body.new else date(2018, 3, 5),
    )


def _credit_code(at: int) -> str:
    body = f"{'52' if at else '51'}510411MJX{at:06}"
    return body + uscc.calc_check_digit(body)


def volunteer_count(league_members: int) -> int:
    """Return the number of volunteers of an organization with so many league members."""
    return league_members * 4 + 11


def _add_head_counts(edit: Edit, body: Body, number: int, quarter: Quarter) -> None:
    for day, members in ((quarter.previous.cut_off, body.before), (quarter.cut_off, body.members)):
        if members is not None:
            count = Headcount(
                organization=number,
                counted_on=day,
                members=volunteer_count(members),
                employees=members + 3,
                youth=members + 2,
                league_members=members,
                party_members=members // 3,
            )
            edit.save(HEADCOUNTS, count)


def _add_branches(edit: Edit, numbers: dict[str, int]) -> None:
    for at, body in enumerate(BODIES):
        if body.built in (OWN, JOINT):
            branch = edit.save(LEAGUE_BRANCHES, _branch(body, numbers[body.name], at))
            if body.built == JOINT:
                _add_covers(edit, branch, numbers)
        elif body.built == NOT_BUILT:
            edit.save(
                LEAGUE_BRANCHES,
                LeagueBranch(
                    organization=numbers[body.name],
                    reason="团员刚转入，正在筹备",
                    planned_on=date(2026, 12, 15),
                    responsible="赵一诺",
                ),
            )


def _add_covers(edit: Edit, branch: int, numbers: dict[str, int]) -> None:
    for body in BODIES:
        if body.built == "cover":
            number = numbers[body.name]
            cover = BranchCover(branch=branch, organization=number, joined_on=date(2025, 5, 4))
            edit.save(BRANCH_COVERS, cover)


def _branch(body: Body, organization: int, at: int) -> LeagueBranch:
    joint = body.built == JOINT
    return LeagueBranch(
        organization=organization,
        built=body.built,
        name=f"{body.name}{'联合' if joint else ''}团支部",
        approval_number=f"仁青发〔2025〕{at + 3}号" if body.papers else None,
        founded_on=date(2025, 5, 4),
        secretary="钱孙李周吴郑王冯陈褚卫蒋沈韩杨"[at] + "晓雯" if body.papers else None,
        committee=3,
        elected_on=date(2025, 5, 4),
        next_election_on=date(2028, 5, 4),
        party_body="无",
        verified_on=date(2026, 6, 20),
    )
