from datetime import date

import pytest

from storage.ages import age_on
from storage.demo import SAMPLES, build
from storage.errors import UserError
from storage.kinds.identity import id_number_fault
from storage.league_rule import judge_all
from storage.tables import OFFICES, TABLES, VOLUNTEERS

TODAY = date(2026, 10, 12)


def test_the_sample_county_holds_every_kind_of_record_and_is_marked_as_a_sample(store):
    build(store, TODAY, lambda _line: None)
    assert all(store.count(table) for table in TABLES)
    assert store.find(OFFICES)[0].sample is True


def test_every_edge_of_age_stands_on_the_cut_off_day(store):
    quarter = build(store, TODAY, lambda _line: None)
    born = [one.birth_date for one in store.find(VOLUNTEERS) if one.note and "示例" in one.note]
    ages = {age_on(day, quarter.cut_off) for day in born}
    assert {10, 13, 14, 17, 18, 28, 35, 36} <= ages
    assert {age - 1 for age in (14, 18, 36)} <= ages  # their birthday is the day after


def test_every_case_of_the_league_rule_occurs(store):
    quarter = build(store, TODAY, lambda _line: None)
    judged = judge_all(store, quarter.cut_off)
    assert {one.required for one in judged} == {"单独", "联合", "不计", "待统计"}
    assert {one.built for one in judged} == {"单独", "联合", "未建"}
    assert any(one.warnings for one in judged)


def test_everybody_has_a_sound_id_number_or_none(store):
    build(store, TODAY, lambda _line: None)
    numbers = [one.id_number for one in store.find(VOLUNTEERS) if one.id_number]
    assert len(numbers) > 1000
    assert not [number for number in numbers if id_number_fault(number)]


def test_the_sample_rosters_import_with_their_faults_told(store):
    told = []
    build(store, TODAY, told.append)
    assert len(told) == len(SAMPLES) + 1
    assert "拒收 4" in told[2]


def test_a_ledger_with_people_in_it_never_becomes_a_sample(store):
    build(store, TODAY, lambda _line: None)
    with pytest.raises(UserError, match="空的台账"):
        build(store, TODAY, lambda _line: None)
