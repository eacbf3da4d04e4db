"""Organizations with head counts of two quarters, and every case of the rule on branches."""

from stdnum.cn import uscc

from storage.demo.sample_organizations import BODIES, volunteer_count
from storage.model.tables import BRANCH_COVERS, HEADCOUNTS, LEAGUE_BRANCHES, ORGANIZATIONS, UNITS
from storage.model.tables.league_branch import JOINT, NOT_BUILT, OWN


def test_every_body_is_an_organization_below_the_association(county):
    kept = county.find(ORGANIZATIONS)
    assert [one.name for one in kept] == [body.name for body in BODIES]
    assert [one.unit for one in kept] == [county.named(UNITS, body.unit) for body in BODIES]
    assert [one.parent for one in kept] == [None, *[kept[0].id] * (len(BODIES) - 1)]


def test_a_proven_civil_organization_has_a_sound_credit_code_and_no_other_has_one(county):
    for body, one in zip(BODIES, county.find(ORGANIZATIONS), strict=True):
        if body.civil and body.proven:
            assert uscc.is_valid(one.credit_code or ""), body.name
        else:
            assert one.credit_code is None, body.name
    codes = [one.credit_code for one in county.find(ORGANIZATIONS) if one.credit_code]
    assert len(codes) == len(set(codes))


def test_head_counts_are_those_of_both_quarters_and_of_none_where_nobody_counted(county, quarter):
    numbers = {one.name: one.id for one in county.find(ORGANIZATIONS)}
    counts = {(one.organization, one.counted_on): one for one in county.find(HEADCOUNTS)}
    for body in BODIES:
        for day, members in (
            (quarter.previous.cut_off, body.before),
            (quarter.cut_off, body.members),
        ):
            one = counts.get((numbers[body.name], day))
            assert (one.league_members if one else None) == members, (body.name, day)
            assert one is None or one.members == volunteer_count(members or 0)
    assert volunteer_count(3) == 23


def test_each_kind_of_branch_is_built_as_declared(county):
    branches = {
        county.get(ORGANIZATIONS, one.organization).name: one
        for one in county.find(LEAGUE_BRANCHES)
    }
    built = {body.name: body.built for body in BODIES if body.built in (OWN, JOINT)}
    assert {name: one.built for name, one in branches.items() if one.name} == built
    planned = {name for name, one in branches.items() if one.planned_on}
    assert planned == {body.name for body in BODIES if body.built == NOT_BUILT}
    assert branches["仁和区攀枝花开文艺服务中心"].approval_number is None


def test_the_joint_branch_covers_the_two_that_have_none_of_their_own(county):
    covered = {
        county.get(ORGANIZATIONS, one.organization).name for one in county.find(BRANCH_COVERS)
    }
    assert covered == {"仁和区芒果乡村助农志愿服务队", "仁和区三角梅巾帼服务队"}
    branches = {one.branch for one in county.find(BRANCH_COVERS)}
    assert [county.get(LEAGUE_BRANCHES, number).built for number in branches] == [JOINT]
