"""The request for a joint branch (请示): its draft and its list of members."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.counting.counting_rules import MEMBER, PRESENT
from storage.counting.policy import office_of
from storage.model.tables.unit import UNITS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from storage.counting.rules.joint_planner import JointGroup
    from storage.store.store import Store


@dataclass(frozen=True, slots=True)
class ListedMember:
    """A league member on the list attached to the request."""

    organization: str
    name: str
    sex: str
    birth_date: str
    joined_on: str


@dataclass(frozen=True, slots=True)
class JointRequest:
    """The request in its parts, to be printed or edited."""

    title: str
    to: str
    text: tuple[str, ...]
    unit: str
    day: str

    @property
    def plain(self) -> str:
        """The whole text, one line per paragraph."""
        return "\n".join((self.title, self.to, *self.text, self.unit, self.day))


_MEMBERS = (
    "SELECT t.name, ifnull(t.sex, '') AS sex, ifnull(t.birth_date, '') AS birth_date,"
    " ifnull(t.league_joined_on, '') AS joined_on FROM volunteer t"
    " JOIN membership m ON m.volunteer = t.id"
    f" WHERE m.organization = :organization AND ifnull(m.joined_on, '') <= :on AND {PRESENT}"
    f" AND {MEMBER} ORDER BY t.id"
)


def members_of(store: Store, group: JointGroup, on: date) -> list[ListedMember]:
    """Return the partners' league members on the roster; it may lack some that were counted."""
    return [
        ListedMember(partner.name, row["name"], row["sex"], row["birth_date"], row["joined_on"])
        for partner in group.partners
        for row in store.rows(
            _MEMBERS, {"on": on.isoformat(), "organization": partner.organization}
        )
    ]


def mismatches(group: JointGroup, members: Iterable[ListedMember]) -> list[str]:
    """Return a sentence for each partner whose roster and headcount differ."""
    listed = Counter(member.organization for member in members)
    return [
        f"{one.name}：名册里有团员 {listed[one.name]} 人，人数统计是 {one.members} 人，请核对。"
        for one in group.partners
        if listed[one.name] != one.members
    ]


def draft_request(store: Store, group: JointGroup, on: date) -> JointRequest:
    """Return the draft of the 请示, with blanks for what only the clerk knows."""
    office = office_of(store)
    county = store.get(UNITS, office.county).name if office else "本县"
    others = "、".join(one.name for one in group.partners[1:])
    counts = "，".join(f"{one.name}有团员 {one.members} 名" for one in group.partners)
    name = f"{group.lead.name}联合团支部"
    return JointRequest(
        title=f"关于成立{name}的请示",
        to=f"{office.name if office else '（县团委全称）'}：",
        text=(
            f"按照《攀枝花青年志愿服务制度改革工作要点》关于团员不足 3 名的组织建立联合团组织的"
            f"要求和《中国共产主义青年团支部工作条例（试行）》第四条，经{group.lead.name}与{others}"
            f"协商，拟联合成立团支部。",
            f"参加联合的组织均在{county}民政部门注册，{counts}，合计团员 {group.members} 名。"
            f"联合的理由：{group.why.partition('；')[0]}，便于开展活动和管理。",
            f"拟成立的团组织名称为“{name}”，由{group.lead.name}牵头，拟任书记：（姓名），"
            "委员：（姓名）。",
            "妥否，请批示。",
            "附件：团员名册",
        ),
        unit=group.lead.name,
        day=f"{on.year}年{on.month}月{on.day}日",
    )
