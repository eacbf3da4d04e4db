"""League branches: one that is built has its papers, and a joint one counts whom it covers."""

from drafts import warnings
from storage.model.tables import BRANCH_COVERS, LEAGUE_BRANCHES, ORGANIZATIONS
from storage.model.tables.league_branch import BranchCover, LeagueBranch
from storage.model.tables.organization import Organization
from storage.store.listing import Query, every

BUILT = {
    "organization": 1, "built": "单独建团", "name": "团支部", "approval_number": "青团发〔2026〕3号",
    "founded_on": "2026-03-01", "secretary": "王雨欣",
}  # fmt: skip


def test_a_branch_that_is_built_has_its_papers():
    assert warnings(LEAGUE_BRANCHES, BUILT) == []
    assert warnings(LEAGUE_BRANCHES, {"organization": 1, "built": "联合"}) == [
        ("name", "已建团，缺团组织名称"), ("approval_number", "已建团，缺批复文号"),
        ("founded_on", "已建团，缺成立日期"), ("secretary", "已建团，缺书记"),
    ]  # fmt: skip


def test_a_branch_that_is_not_built_needs_none():
    assert warnings(LEAGUE_BRANCHES, {"organization": 1, "built": "无"}) == []


def test_a_joint_branch_counts_the_organizations_that_it_covers(store):
    with store.edit("录入") as edit:
        ids = [
            edit.save(ORGANIZATIONS, Organization(name=name, kind="社会组织")) for name in "甲乙丙"
        ]
        branch = edit.save(LEAGUE_BRANCHES, LeagueBranch(organization=ids[0], built="联合"))
        for one in ids[1:]:
            edit.save(BRANCH_COVERS, BranchCover(branch=branch, organization=one))
    (row,) = every(store, Query(LEAGUE_BRANCHES))
    assert row.value("covers") == 2
