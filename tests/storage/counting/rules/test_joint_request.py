"""The request for a joint branch: its draft, its members, and what does not match."""

from __future__ import annotations

from datetime import date

from storage.counting.rules.joint_planner import (
    Candidate,
    JointGroup,
    joint_plan,
)
from storage.counting.rules.joint_request import draft_request, members_of, mismatches

ON = date(2026, 9, 30)


def one(number, members, township=None, sector=None):
    return Candidate(number, f"组织{number}", members, township, sector)


def test_the_request_names_the_partners_and_lists_their_members(county):
    store = county
    (group,) = joint_plan(store, ON).groups
    assert group.why.startswith("地域相近，同在平地镇")
    assert [
        (each.organization, each.name, each.joined_on) for each in members_of(store, group, ON)
    ] == [("萤火助学会", "王雨欣", "2024-05")]
    assert mismatches(group, members_of(store, group, ON)) == [
        "萤火助学会：名册里有团员 1 人，人数统计是 2 人，请核对。",
        "青山社工站：名册里有团员 0 人，人数统计是 1 人，请核对。",
    ]
    assert mismatches(group, [m for m in members_of(store, group, ON) for _ in range(2)]) == [
        "青山社工站：名册里有团员 0 人，人数统计是 1 人，请核对。",
    ]
    text = draft_request(store, group, ON).plain
    assert "第四条，经萤火助学会与青山社工站协商，拟联合成立团支部。" in text
    assert "均在仁和区民政部门注册" in text
    assert "联合的理由：地域相近，同在平地镇，便于开展活动和管理。" in text
    assert (
        "名称为“萤火助学会联合团支部”，由萤火助学会牵头，拟任书记：（姓名），委员：（姓名）。"
        in text
    )
    assert text.index("妥否，请批示。") < text.index("附件：团员名册")
    assert "共青团仁和区委员会：" in text
    assert "萤火助学会有团员 2 名，青山社工站有团员 1 名，合计团员 3 名" in text
    assert text.endswith("萤火助学会\n2026年9月30日")


def test_without_an_office_the_request_leaves_its_names_to_be_filled_in(store):
    three = (one(1, 2), one(2, 1), one(3, 1))
    text = draft_request(store, JointGroup(three, "行业相近；三个组织"), ON).plain
    assert "（县团委全称）：" in text
    assert "经组织1与组织2、组织3协商" in text
    assert "均在本县民政部门注册" in text
