from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from storage.counting.rules.joint_planner import (
    MAX_BRANCH_MEMBERS,
    Candidate,
    _townships,
    candidates_of,
    group_candidates,
    partners_of,
)
from storage.model.tables import ORGANIZATIONS, UNITS
from storage.model.tables.unit import Unit

ON = date(2026, 9, 30)


def one(number, members, township=None, sector=None):
    return Candidate(number, f"组织{number}", members, township, sector)


def groups(candidates, least=3):
    return [
        [each.organization for each in group.partners]
        for group in group_candidates(candidates, least).groups
    ]


def test_partners_are_sought_nearby_then_in_the_sector_then_anywhere():
    near = [one(1, 1, "仁和镇"), one(2, 2, "仁和镇")]
    alike = [one(3, 2, "大田镇", "助老助残"), one(4, 1, "金江镇", "助老助残")]
    others = [one(5, 2, "平地镇"), one(6, 1)]
    found = group_candidates([*near, *alike, *others], 3)
    assert groups([*near, *alike, *others]) == [[2, 1], [3, 4], [5, 6]]
    assert [group.why[:4] for group in found.groups] == ["地域相近", "行业相近", "附近没有"]
    assert "组织2 2 人、组织1 1 人，合计团员 3 人 ≥ 3" in found.groups[0].why


def test_the_one_with_most_members_leads_and_a_rest_too_small_joins():
    (group,) = group_candidates([one(1, 1, "镇"), one(2, 2, "镇"), one(3, 1, "镇")], 3).groups
    assert (group.lead.organization, group.members, len(group.partners)) == (2, 4, 3)


def test_two_organizations_at_least_and_members_enough():
    assert groups([one(1, 2)]) == []
    assert group_candidates([one(1, 2)], 3).left == (one(1, 2),)
    assert groups([one(1, 1), one(2, 1)]) == []
    assert groups([one(1, 1), one(2, 1)], least=2) == [[1, 2]]
    assert groups([one(1, 5), one(2, 1)]) == [[1, 2]]


def test_a_rest_joins_the_last_group_up_to_fifty_members():
    first = [one(1, 24, "镇"), one(2, 23, "镇")]
    assert groups([*first, one(3, 3, "镇")], least=40) == [[1, 2, 3]]
    assert groups([*first, one(3, 4, "镇")], least=40) == [[1, 2]]


def test_a_rest_joins_the_group_that_was_made_last():
    many = [one(number, 2, "镇") for number in range(1, 6)]
    assert groups(many) == [[1, 2], [3, 4, 5]]


@given(
    st.lists(
        st.tuples(
            st.integers(1, 2),
            st.sampled_from((None, "甲镇", "乙镇")),
            st.sampled_from((None, "环保")),
        ),
        max_size=40,
    ),
    st.integers(2, 5),
)
def test_everybody_is_in_one_place_and_every_group_obeys_the_rule(facts, least):
    candidates = [one(number, *fact) for number, fact in enumerate(facts, 1)]
    found = group_candidates(candidates, least)
    placed = [each for group in found.groups for each in group.partners] + list(found.left)
    assert sorted(each.organization for each in placed) == [
        each.organization for each in candidates
    ]
    for group in found.groups:
        assert len(group.partners) >= 2
        assert least <= group.members <= MAX_BRANCH_MEMBERS
    left = sum(each.members for each in found.left)
    assert len(found.left) < 2 or left < least


def test_candidates_are_those_the_rule_finds_missing_with_their_township(county):
    assert [(each.name, each.township) for each in candidates_of(county, ON)] == [
        ("萤火助学会", "平地镇"), ("青山社工站", "平地镇"),
    ]  # fmt: skip


def test_a_unit_within_a_township_lies_in_it_and_one_elsewhere_in_none(county):
    with county.edit("录入") as edit:
        town, above = county.named(UNITS, "平地镇"), county.named(UNITS, "仁和区")
        inner = edit.save(UNITS, Unit(name="平地村", kind="村", parent=town))
        deeper = edit.save(UNITS, Unit(name="平地组", kind="其他", parent=inner))
    found = _townships(county)
    assert (found[town], found[inner], found[deeper]) == ("平地镇", "平地镇", "平地镇")
    assert above not in found


def test_the_group_of_one_organization_is_found_and_the_built_have_none(county):
    lead, other, own = (one.id for one in county.select(ORGANIZATIONS, order="id"))
    names = ["萤火助学会", "青山社工站"]
    for number in (lead, other):
        assert [each.name for each in partners_of(county, number, ON).partners] == names
    assert partners_of(county, own, ON) is None


def test_the_command_proposes_and_drafts(county, capsys):
    import main

    folder = str(county.path.parent)
    assert main.main(["joint-branches", "--on", "2026-09-30", "--data", folder]) == 0
    assert "萤火助学会牵头\t地域相近" in capsys.readouterr().out
    assert (
        main.main(["joint-branches", "--on", "2026-09-30", "--draft", "1", "--data", folder]) == 0
    )
    assert "关于成立萤火助学会联合团支部的请示" in capsys.readouterr().out
    assert (
        main.main(["joint-branches", "--on", "2026-09-30", "--draft", "2", "--data", folder]) == 2
    )
