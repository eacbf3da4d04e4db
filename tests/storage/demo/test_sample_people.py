"""The county's volunteers: every edge of age, and facts that agree with one another."""

from storage.demo.sample_county import SCHOOLS
from storage.demo.sample_people import EDGE_AGES
from storage.model.ages import age_on
from storage.model.tables import UNITS, VOLUNTEERS
from storage.model.tables.volunteer import REGISTERED


def test_every_school_has_its_people_and_the_edges_of_age_are_students(county):
    for name, _kind, _township, _duty, _by, count in SCHOOLS:
        edges = 2 * len(EDGE_AGES) if name == "攀西示例学院" else 0
        people = county.find(VOLUNTEERS, school=county.named(UNITS, name))
        assert len(people) == count + edges, name


def test_each_edge_of_age_is_reached_on_the_cut_off_day_and_on_the_day_after(county, quarter):
    edges = [one for one in county.find(VOLUNTEERS) if one.note]
    for age in EDGE_AGES:
        on, after = (one for one in edges if f"满{age}周岁" in (one.note or ""))
        assert age_on(on.birth_date, quarter.cut_off) == age
        assert age_on(after.birth_date, quarter.cut_off) == age - 1


def test_nobody_below_14_is_registered_and_all_below_18_have_a_guardian(county, quarter):
    people = county.find(VOLUNTEERS)
    young = [one for one in people if age_on(one.birth_date, quarter.cut_off) < 14]
    assert young
    assert {one.registration_status == REGISTERED for one in young} == {False}
    minors = [one for one in people if age_on(one.birth_date, quarter.cut_off) < 18]
    assert {bool(one.guardian_name and one.guardian_phone) for one in minors} == {True}
    assert sum(bool(one.guardian_name) for one in people) == len(minors)


def test_whoever_is_registered_has_a_platform_number_of_the_county(county, quarter):
    registered = [one for one in county.find(VOLUNTEERS) if one.registration_status == REGISTERED]
    numbers = {one.platform_number for one in registered}
    assert len(numbers) == len(registered) > 700
    assert {str(one)[:4] for one in numbers} == {"5104"}
    assert max(one.registered_on for one in registered) < quarter.cut_off


def test_birth_date_sex_and_id_number_agree(county):
    for one in county.find(VOLUNTEERS):
        if one.id_number:
            assert one.id_number[6:14] == (one.birth_date or "").replace("-", ""), one.id
            assert (int(one.id_number[16]) % 2 == 1) == (one.sex == "男"), one.id


def test_league_facts_are_those_of_members_only_with_a_gap_here_and_there(county):
    people = county.find(VOLUNTEERS)
    members = [one for one in people if one.league_member]
    assert not [one for one in people if one.league_number and not one.league_member]
    for field in ("league_branch", "league_joined_on", "league_number"):
        filled = sum(getattr(one, field) is not None for one in members)
        assert 0 < filled < len(members), field
