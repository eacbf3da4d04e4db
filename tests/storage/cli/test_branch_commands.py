"""`joint-branches` proposes groups, leaves some over, and drafts a request."""

import json
from datetime import date

import pytest

from storage.model.tables import HEADCOUNTS, ORGANIZATIONS, UNITS
from storage.model.tables.organization import CIVIL, Headcount, Organization

ON = date(2026, 9, 30)


def _add(store, name, members, serial):
    with store.edit("录入") as edit:
        number = edit.save(
            ORGANIZATIONS,
            Organization(name=name, kind="社会组织", unit=store.named(UNITS, "平地镇"),
                         registration=CIVIL, credit_code=f"5151041{serial}MJQ000001"),
        )  # fmt: skip
        count = Headcount(organization=number, counted_on=ON, league_members=members)
        edit.save(HEADCOUNTS, count)


@pytest.fixture
def _two(store):
    """Two organizations that may build a branch jointly."""
    _add(store, "萤火助学会", 2, 0)
    _add(store, "青山社工站", 1, 1)


def test_nothing_to_build_is_a_sentence(call):
    assert call("joint-branches", "--on", "2026-09-30")[:2] == (
        0,
        "没有需要联合建团而还没有建的组织。\n",
    )


@pytest.mark.usefixtures("_two")
def test_a_group_is_proposed_with_its_leader_and_reason(call):
    code, out, _ = call("joint-branches", "--on", "2026-09-30")
    assert code == 0
    assert out.startswith("1\t萤火助学会牵头\t")
    _, out, _ = call("joint-branches", "--on", "2026-09-30", "--json")
    found = json.loads(out)
    assert found["left"] == []
    (group,) = found["groups"]
    assert (group["partners"], group["members"]) == (["萤火助学会", "青山社工站"], 3)


def test_an_organization_without_partners_is_left_over(call, store):
    _add(store, "孤山助学会", 1, 0)
    out = call("joint-branches", "--on", "2026-09-30")[1]
    assert out == "—\t孤山助学会\t团员 1 人，暂时找不到能合计 3 人的伙伴\n"
    found = json.loads(call("joint-branches", "--on", "2026-09-30", "--json")[1])
    assert found == {"groups": [], "left": ["孤山助学会"]}


@pytest.mark.usefixtures("_two")
def test_a_group_is_drafted_by_its_number_and_an_unknown_number_is_a_sentence(call):
    out = call("joint-branches", "--on", "2026-09-30", "--draft", "1")[1]
    assert "关于成立萤火助学会联合团支部的请示" in out
    assert "\n团员名册\n" in out
    code, out, complaint = call("joint-branches", "--on", "2026-09-30", "--draft", "2")
    assert (code, out) == (2, "")
    assert "没有第 2 组，一共 1 组。" in complaint
