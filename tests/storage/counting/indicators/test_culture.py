"""Figures on awards, publicity, exchange and incentives."""

from __future__ import annotations

from counted import DAY, LAST_YEAR, LATER, counted, save
from people import volunteer
from storage.model.tables import (
    ACTIVITIES,
    AWARDS,
    CERTIFICATES,
    EXCHANGES,
    INCENTIVES,
    ORGANIZATIONS,
    POLICY_DOCUMENTS,
    PUBLICITIES,
    VOLUNTEERS,
)


def test_awards_of_the_year_are_counted_by_level_and_kind(store):
    save(
        store, AWARDS,
        {"level": "国家", "kind": "优秀组织"},
        {"level": "市", "kind": "青年志愿之星"},
        {"level": "省", "kind": "最美志愿者"},
        {"level": "省", "awarded_on": LAST_YEAR},
        {"level": "省", "awarded_on": LATER},
    )  # fmt: skip
    assert counted(store, "A01", "A02", "A03") == [3, 2, 2]


def test_publicity_sums_pieces_and_keeps_inspections_and_results_apart(store):
    save(
        store, PUBLICITIES,
        {"kind": "公益广告", "pieces": 3},
        {"kind": "媒体报道", "pieces": 2},
        {"kind": "标识检查", "pieces": 4},
        {"kind": "成果总结"},
        {"kind": "经验材料", "pieces": 5},
        {"kind": "公益广告", "pieces": 9, "published_on": LAST_YEAR},
    )  # fmt: skip
    assert counted(store, "A05", "A06", "A07", "S03") == [5, 4, 1, 5]


def test_exchanges_are_counted_by_scope_and_national_ones_where_the_county_is_the_host(store):
    save(
        store, EXCHANGES,
        {"scope": "川渝"},
        {"scope": "川渝", "held_on": LATER},
        {"scope": "省内"},
        {"scope": "省外"},
        {"scope": "全国性项目", "hosting": True},
        {"scope": "全国性项目"},
    )  # fmt: skip
    assert counted(store, "E01", "E02", "E03", "E04", "E05") == [5, 1, 1, 1, 1]


def test_an_incentive_without_a_number_of_people_is_of_one(store):
    save(
        store, INCENTIVES,
        {"kind": "推优入党", "people": 4},
        {"kind": "推优入党"},
        {"kind": "推优入团", "people": 7},
        {"kind": "A级证书", "people": 20},
        {"kind": "A级证书", "people": 50, "applied_on": LAST_YEAR},
    )  # fmt: skip
    assert counted(store, "I02", "I03", "I04", "I05") == [5, 7, 0, 25]


def test_an_incentive_measure_counts_once_it_has_a_number(store):
    save(store, POLICY_DOCUMENTS, {"kind": "激励办法"})
    assert counted(store, "I01") == 0
    save(store, POLICY_DOCUMENTS, {"kind": "激励办法", "number": "1号", "issued_on": LAST_YEAR})
    assert counted(store, "I01") == 1


def test_activities_on_a_theme_day_and_cards_are_counted_in_their_year(store):
    (team,) = save(store, ORGANIZATIONS, {})
    facts = {"organization": team}
    save(
        store, ACTIVITIES,
        {**facts, "theme_day": "3·5"},
        {**facts, "theme_day": "12·5", "held_on": LAST_YEAR},
        facts,
    )  # fmt: skip
    with store.edit("录入") as edit:
        person = edit.save(VOLUNTEERS, volunteer())
    facts = {"volunteer": person}
    save(
        store, CERTIFICATES,
        {**facts, "kind": "志愿者卡", "number": "1", "code": "a", "issued_on": DAY},
        {**facts, "kind": "星级证书", "number": "2", "code": "b", "issued_on": DAY},
    )  # fmt: skip
    assert counted(store, "A04", "A08") == [1, 1]
