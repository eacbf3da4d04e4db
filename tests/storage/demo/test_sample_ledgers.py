"""The smaller ledgers: as many records as declared, days counted back from the cut-off."""

from datetime import timedelta

import pytest

from storage.demo.sample_ledgers import LEDGERS, POLICIES
from storage.model.tables import (
    AWARDS,
    CERTIFICATES,
    FUNDS,
    INSURANCE_POLICIES,
    ORGANIZATIONS,
    PROJECTS,
    TALENTS,
    VOLUNTEERS,
)


@pytest.mark.parametrize("ledger", [*POLICIES, *LEDGERS], ids=lambda one: one[0].name)
def test_every_line_becomes_a_record_with_its_first_field(county, ledger):
    table, names, lines = ledger
    records = county.find(table)
    first = names.split()[0]
    if table.by_name[first].kind.name == "date" or first == "year":
        assert len(records) >= len(lines)
        return
    texts = {county.title_of(table, one) for one in records} | {
        str(getattr(one, first)) for one in records
    }
    assert {str(line[0]) for line in lines if line[0] is not None} <= texts


def test_a_whole_number_in_a_day_s_field_is_days_before_the_cut_off(county, quarter):
    policies = {one.number: one for one in county.find(INSURANCE_POLICIES)}
    policy = policies["SL-2026-0001（示例）"]
    assert policy.from_on == quarter.cut_off - timedelta(days=200)
    assert policy.until_on == quarter.cut_off + timedelta(days=165)


def test_a_year_counts_from_the_quarter_s_and_an_empty_place_stays_empty(county, quarter):
    assert {one.year for one in county.find(FUNDS)} == {quarter.year, quarter.year - 1}
    talents = {one.name: one for one in county.find(TALENTS)}
    assert talents["罗晓岚"].major is None
    assert talents["单雅文"].left_on == quarter.cut_off - timedelta(days=40)
    assert talents["贺佳怡"].left_on is None


def test_the_names_of_other_records_are_looked_up(county):
    awards = {one.name: one for one in county.find(AWARDS)}
    project = awards["市级优秀志愿服务项目"].project
    assert project == county.named(PROJECTS, "“守护家园”垃圾分类宣讲")
    organization = awards["仁和区优秀志愿服务组织"].organization
    assert organization == county.named(ORGANIZATIONS, "仁和区阳光社工服务中心")


def test_two_papers_are_in_the_register(county, quarter):
    papers = {one.number: one for one in county.find(CERTIFICATES)}
    assert set(papers) == {"RH20260001", "RH20260002"}
    proof, card = papers["RH20260001"], papers["RH20260002"]
    assert (proof.kind, proof.hours) == ("志愿服务记录证明", 36 * 60 + 30)
    assert (card.kind, card.hours) == ("志愿者卡", None)
    assert proof.issued_on - card.issued_on == timedelta(days=9)
    assert county.get(VOLUNTEERS, proof.volunteer).id == proof.volunteer
