"""Figures on sites, needs, incubation, funds and insurance."""

from __future__ import annotations

from counted import DAY, LAST_YEAR, LATER, counted, save
from storage.model.tables import (
    ACTIVITIES,
    FUNDS,
    INCUBATIONS,
    INSURANCE_POLICIES,
    NEEDS,
    ORGANIZATIONS,
    PROJECTS,
    PURCHASES,
    SITES,
)


def test_sites_in_use_on_the_cut_off_are_counted_by_kind(store):
    save(
        store, SITES,
        {"kind": "示范岗"},
        {"kind": "示范岗", "closed_on": DAY},
        {"kind": "示范岗", "opened_on": LATER},
        {"kind": "文明实践阵地", "free": True},
        {"kind": "免费场所"},
        {"kind": "党群服务中心"},
        {"kind": "实训基地"},
        {"kind": "行动中心"},
    )  # fmt: skip
    assert counted(store, "S01", "S04", "S07", "S11", "S12", "S13") == [1, 1, 1, 1, 2, 1]


def test_needs_of_the_year_are_shared_by_those_answered_by_the_cut_off(store):
    save(
        store, NEEDS,
        {"status": "已对接", "answered_on": DAY},
        {"status": "已对接", "answered_on": LATER},
        {"status": "待对接"},
        {"status": "已对接", "collected_on": LAST_YEAR},
    )  # fmt: skip
    assert counted(store, "S05") == 3
    assert counted(store, "S06") == (1, 3)


def test_special_teams_incubations_and_purchases(store):
    save(
        store,
        ORGANIZATIONS,
        {"kind": "专项队伍"},
        {"kind": "专项队伍", "name": "撤", "closed_on": DAY},
    )
    save(store, INCUBATIONS, {"name": "甲"}, {"name": "乙", "ended_on": DAY})
    save(
        store, PURCHASES,
        {"amount": 1_000_050},
        {"amount": 200_000},
        {"amount": 900, "signed_on": LAST_YEAR},
    )  # fmt: skip
    assert counted(store, "S02", "S08", "S09", "S10") == [1, 1, 2, 12_000.5]


def test_funds_received_and_spent_are_shares_of_the_year_s_budget_in_cents(store):
    save(
        store, FUNDS,
        {"year": 2026, "kind": "预算", "amount": 100_000},
        {"year": 2026, "kind": "预算", "amount": 50_000, "happened_on": LATER},
        {"year": 2026, "kind": "到位", "amount": 80_000},
        {"year": 2026, "kind": "支出", "amount": 25_000},
        {"year": 2025, "kind": "到位", "amount": 7_000},
    )  # fmt: skip
    assert counted(store, "F01") == 1_000
    assert counted(store, "F02", "F03") == [(80_000, 100_000), (25_000, 100_000)]


def test_risky_activities_and_organizations_are_insured_by_a_policy_in_force(store):
    insured, bare = save(store, ORGANIZATIONS, {"name": "甲"}, {"name": "乙"})
    save(
        store, INSURANCE_POLICIES,
        {"number": "1", "organization": insured, "from_on": LAST_YEAR, "until_on": LATER},
    )  # fmt: skip
    for body in (insured, bare):
        (project,) = save(store, PROJECTS, {"organization": body, "risk": "较高"})
        save(store, ACTIVITIES, {"organization": body, "project": project})
    save(store, ACTIVITIES, {"name": "无风险", "organization": bare})
    assert counted(store, "N01", "N02") == [(1, 2), (1, 2)]
