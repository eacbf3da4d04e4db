"""Figures on organizations, brigades of units and the platform."""

from __future__ import annotations

from counted import DAY, LATER, counted, save
from storage.model.tables import OFFICES, ORGANIZATIONS, UNITS

CIVIL = "51510411MJQ0000016"


def test_organizations_that_exist_on_the_cut_off_are_counted(store):
    save(
        store, ORGANIZATIONS,
        {"name": "甲", "platform_account": "甲号", "platform_built_on": DAY, "sub_accounts": 3},
        {"name": "乙", "backbone_team": True, "sub_accounts": 4, "platform_built_on": LATER},
        {"name": "已撤", "closed_on": DAY, "sub_accounts": 9},
        {"name": "后建", "founded_on": LATER},
    )  # fmt: skip
    assert counted(store, "O01", "O08", "O10") == [2, 1, 7]
    assert counted(store, "O06", "O09") == [(1, 2), (1, 2)]


def test_registration_is_proven_by_the_credit_code_and_its_day(store):
    facts = {"kind": "社会组织", "registration": "民政注册"}
    save(store, ORGANIZATIONS, {**facts, "credit_code": CIVIL, "registered_on": LATER})
    assert counted(store, "O02") == 0
    save(store, ORGANIZATIONS, {**facts, "credit_code": "52510411MJQ0000023"})
    assert counted(store, "O02") == 1


def test_the_association_is_the_county_s_own(store):
    county, school = store.named(UNITS, "仁和区"), store.named(UNITS, "平地镇")
    save(store, OFFICES, {"county": county})
    facts = {"kind": "青年志愿者协会", "registration": "民政注册", "credit_code": CIVIL}
    (number,) = save(store, ORGANIZATIONS, {**facts, "unit": school})
    assert counted(store, "O03") == 0
    with store.edit("更正") as edit:
        edit.save(ORGANIZATIONS, ORGANIZATIONS.record(id=number, name="协会", unit=county, **facts))
    assert counted(store, "O03") == 1


def test_units_that_must_or_may_have_a_brigade(store):
    first, _second, third, _closed = save(
        store, UNITS,
        {"name": "甲", "kind": "中学", "duty": "必建"},
        {"name": "乙", "kind": "中学", "duty": "必建"},
        {"name": "丙", "kind": "企业", "duty": "鼓励"},
        {"name": "丁", "kind": "中学", "duty": "必建", "active": False},
    )  # fmt: skip
    save(
        store, ORGANIZATIONS,
        {"name": "甲大队", "kind": "志愿服务大队", "unit": first},
        {"name": "丙队", "kind": "志愿服务队", "unit": third},
    )  # fmt: skip
    assert counted(store, "O04") == (1, 2)
    assert counted(store, "O05") == 1
