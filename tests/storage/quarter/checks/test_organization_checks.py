"""Checks on organizations and their league branches."""

from __future__ import annotations

from datetime import date

import pytest

from quarter_checks import (
    SPRING,
    assert_fails_alone,
    assert_findings_lead_to_records,
    change,
)
from storage.model.tables import (
    BRANCH_COVERS,
    HEADCOUNTS,
    LEAGUE_BRANCHES,
    ORGANIZATIONS,
)
from storage.model.tables.league_branch import BranchCover, LeagueBranch
from storage.model.tables.organization import Headcount, Organization


def built_outside_the_rate(edit, made):
    for at in range(3):
        lone = edit.save(ORGANIZATIONS, Organization(name=f"未注册{at}", kind="社会组织"))
        edit.save(
            LEAGUE_BRANCHES,
            LeagueBranch(
                organization=lone, built="单独", name="团支部", approval_number="1",
                founded_on=SPRING, secretary="李芳",
            ),
        )  # fmt: skip
        edit.save(HEADCOUNTS, Headcount(organization=lone, counted_on=SPRING, league_members=3))


def in_two_branches(edit, made):
    lead = edit.save(
        ORGANIZATIONS,
        Organization(
            name="牵头", kind="社会组织", registration="民政注册", credit_code="52510411MJQ000004X",
        ),
    )  # fmt: skip
    edit.save(HEADCOUNTS, Headcount(organization=lead, counted_on=SPRING, league_members=2))
    joint = edit.save(
        LEAGUE_BRANCHES,
        LeagueBranch(
            organization=lead, built="联合", name="联合团支部", approval_number="2",
            founded_on=SPRING, secretary="李芳",
        ),
    )  # fmt: skip
    edit.save(BRANCH_COVERS, BranchCover(branch=joint, organization=made["team"]))


def no_code(edit, made):
    change(edit, ORGANIZATIONS, made["association"], registration="未注册", credit_code=None)
    edit.remove(LEAGUE_BRANCHES, made["branch of association"])


def no_approval(edit, made):
    change(edit, LEAGUE_BRANCHES, made["branch of team"], approval_number=None)


def too_few_members(edit, made):
    edit.save(
        HEADCOUNTS,
        Headcount(organization=made["team"], counted_on=date(2026, 8, 1), league_members=2),
    )


BROKEN = [
    (built_outside_the_rate, "C4", True),
    (in_two_branches, "C5", True),
    (no_code, "C13", False),
    (no_approval, "C14", False),
    (too_few_members, "C14", False),
]


@pytest.mark.parametrize(
    ("break_it", "code", "blocks"), BROKEN, ids=[one[0].__name__ for one in BROKEN]
)
def test_a_check_fails_alone_and_leads_to_the_records_of_its_findings(
    store, sound, break_it, code, blocks
):
    with store.edit("弄坏") as edit:
        break_it(edit, sound)
    assert_fails_alone(store, code, blocks=blocks)
    assert_findings_lead_to_records(store, code)
