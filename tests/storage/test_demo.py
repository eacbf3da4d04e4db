from collections import Counter, defaultdict
from datetime import date

import pytest

from resources import path
from storage.counting.figures import figures
from storage.counting.policy import policy_on
from storage.counting.rules.daily_hours import Stint, judge_day
from storage.counting.rules.league_branches import judge_all
from storage.counting.rules.project_publication import publication_counts
from storage.demo import SAMPLES, build
from storage.errors import UserError
from storage.faults import find_faults
from storage.model.ages import age_on
from storage.model.kinds.identity import id_number_fault
from storage.model.kinds.times import minutes_of
from storage.model.period import Quarter
from storage.model.tables import (
    DISPATCHES,
    HEADCOUNTS,
    MEMBERSHIPS,
    OFFICES,
    ORGANIZATIONS,
    SERVICE_RECORDS,
    TABLES,
    VOLUNTEERS,
)
from storage.quarter.seal_diff import corrections_since_seal, is_unchanged
from storage.seals.seal import seals
from storage.seeds import seed
from storage.store.listing import count
from storage.store.store import Store
from storage.views import VIEWS
from storage.views.roster_views import ROSTERS

TODAY = date(2026, 10, 12)
CUT_OFF = Quarter(2026, 3).cut_off


@pytest.fixture(scope="module")
def reported():
    """The sentences reported while the county is built."""
    return []


@pytest.fixture(scope="module")
def county(tmp_path_factory, reported):
    """The sample county, made once: these tests read it and change nothing."""
    with Store(tmp_path_factory.mktemp("示例") / "ledger.db") as store:
        seed(store, path("seeds"))
        assert build(store, TODAY, reported.append) == Quarter(2026, 3)
        yield store


def test_the_sample_county_holds_every_kind_of_record_and_is_marked_as_a_sample(county):
    assert [table.name for table in TABLES if not county.count(table)] == []
    assert county.find(OFFICES)[0].sample is True


def test_every_age_limit_is_reached_on_the_cut_off_day(county):
    born = [one.birth_date for one in county.find(VOLUNTEERS) if one.note and "示例" in one.note]
    ages = {age_on(day, CUT_OFF) for day in born}
    assert {10, 13, 14, 17, 18, 28, 35, 36} <= ages
    assert {age - 1 for age in (14, 18, 36)} <= ages  # their birthday is the day after


def test_every_case_of_the_league_rule_occurs(county):
    judged = judge_all(county, CUT_OFF)
    assert {one.required for one in judged} == {"单独", "联合", "不计", "待统计"}
    assert {one.built for one in judged} == {"单独", "联合", "未建"}
    words = "；".join(one.warning for one in judged)
    assert all(word in words for word in ("不能证明", "应转为联合", "应单独建团"))
    assert {0, 1, 2, 3, None} <= {one.members for one in judged}
    assert any(one.three_haves and not one.three_haves.is_complete for one in judged)


def test_no_organization_has_more_people_on_the_roster_than_it_was_counted_to_have(county):
    for day in (CUT_OFF, Quarter(2026, 2).cut_off):
        found = find_faults(county, day, TODAY)
        assert [one.title for one in found if one.table is HEADCOUNTS] == [], day
    listed = Counter(one.organization for one in county.find(MEMBERSHIPS))
    assert len(listed) >= county.count(ORGANIZATIONS) - 1
    counts = county.find(HEADCOUNTS)
    assert all(one.league_members <= one.youth <= one.employees <= one.members for one in counts)


def test_every_named_list_has_something_in_it_and_no_figure_is_without_data(county):
    without = [one.code for one in figures(county, Quarter(2026, 3)) if one.value is None]
    assert without == ["Y05"]  # the city has set no target for it, on purpose
    views = (*VIEWS, *ROSTERS, *(view for one in ROSTERS for view in one.views))
    empty = [one.label for one in views if not count(county, one.query(CUT_OFF))]
    assert empty == []


def test_every_record_survives_its_draft_and_its_row(county):
    for table in TABLES:
        for record in county.select(table):
            assert table.from_row(table.to_row(record)) == record
            draft = {**table.draft(record)}
            assert table.parse(draft, record.id) == record, table.name


def test_organizations_have_none_to_four_projects_published_this_year(county):
    counts = {
        one.name: (one.projects, one.status_text)
        for one in publication_counts(county, Quarter(2026, 3))
    }
    assert {0, 1, 2, 3, 4} <= {count for count, _ in counts.values()}
    assert {"达标", "落后", "未发布"} <= {light for _, light in counts.values()}
    assert any(one.new for one in publication_counts(county, Quarter(2026, 3)))


def test_hours_have_every_edge_the_rule_knows(county):
    policy = policy_on(county, 2026)
    days = defaultdict(list)
    for one in county.select(SERVICE_RECORDS):
        times = [minutes_of(at) if at else None for at in (one.from_time, one.to_time)]
        days[one.volunteer, one.served_on].append(Stint(one.hours, *times, bool(one.confirmer)))
    words = "；".join(found.message for day in days.values() for found in judge_day(day, policy))
    assert all(word in words for word in ("重叠", "超过 8 小时", "须有第二人复核"))
    assert {one.corrects is None for one in county.find(SERVICE_RECORDS)} == {True, False}


def test_everybody_has_a_sound_id_number_or_none(county):
    numbers = [one.id_number for one in county.find(VOLUNTEERS) if one.id_number]
    assert len(numbers) > 1000
    assert not [number for number in numbers if id_number_fault(number)]


def test_the_sample_rosters_are_imported_with_their_faults_reported(county, reported):
    assert len(reported) == len(SAMPLES) + 1
    assert "拒收 4" in reported[2]


def test_a_ledger_with_people_is_never_filled_with_samples(county):
    with pytest.raises(UserError, match="空的台账"):
        build(county, TODAY, print)


def test_the_past_of_the_sample_county_is_entered_before_what_came_later(county):
    at = {row["reason"]: row["at"][:10] for row in county.rows("SELECT at, reason FROM edit")}
    imports = [day for reason, day in at.items() if reason.startswith("导入花名册")]
    (seal,) = seals(county)
    sealed_on = str(seal.sealed_at.date())
    assert at["建立示例县"] < sealed_on == str(seal.made_on) < at["录入示例台账"] <= min(imports)
    assert max(imports) <= str(TODAY)
    first_sent = min(one.sent_on for one in county.find(DISPATCHES))
    assert str(first_sent) >= sealed_on


def test_the_sample_countys_sealed_quarter_has_no_corrections(county):
    assert corrections_since_seal(county, Quarter(2026, 3)) == []
    assert is_unchanged(county, seals(county)[-1])


def test_the_sample_county_has_no_roster_before_its_first(county):
    then = {one.code: one.value for one in figures(county, Quarter(2025, 3))}
    assert {then[code] for code in ("V01", "V02", "V07", "V12", "T01", "L01")} == {None}
