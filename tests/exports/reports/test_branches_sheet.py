"""W04: what the rule on league branches demands of each organization, and what there is."""

from __future__ import annotations

from datetime import date

import pytest

from exports.reports import branches_sheet
from exports.reports.report_context import ReportContext
from rows_by_hand import count_branches
from sheets import rows_by_heading
from storage.model.period import Quarter
from storage.model.tables.league_branch import (
    BRANCH_COVERS,
    LEAGUE_BRANCHES,
    BranchCover,
    LeagueBranch,
)
from storage.model.tables.organization import HEADCOUNTS, ORGANIZATIONS, Headcount, Organization

CODE = "51510411MJQ0000016"
FOUNDED = date(2020, 1, 1)


@pytest.fixture
def context(store):
    """A leader of a joint branch, who it covers, a team too large for it, and one unregistered."""
    with store.edit("组织") as edit:
        numbers = []
        for name, members in (("牵头会", 2), ("参加会", 1), ("大会", 9), ("校内队", 4)):
            civil = name != "校内队"
            numbers.append(edit.save(ORGANIZATIONS, Organization(
                name=name, kind="社会组织", founded_on=FOUNDED,
                registration="民政注册" if civil else "单位内部",
                credit_code=CODE if civil else None,
                registered_on=FOUNDED if civil else None,
            )))  # fmt: skip
            edit.save(HEADCOUNTS, Headcount(organization=numbers[-1], counted_on=date(2026, 9, 1),
                                            league_members=members))  # fmt: skip
        branch = edit.save(LEAGUE_BRANCHES, LeagueBranch(
            organization=numbers[0], built="联合", name="联合团支部", founded_on=date(2026, 3, 1),
            approval_number="青团发〔2026〕3号", secretary="王雨欣",
        ))  # fmt: skip
        edit.save(BRANCH_COVERS, BranchCover(branch=branch, organization=numbers[1]))
    return ReportContext(store, Quarter(2026, 3), "masked", date(2026, 10, 8))


def test_figures_are_what_the_written_rows_come_to(book, summary):
    recounted = count_branches(book)
    assert {code: summary[code]["数值"] for code in recounted} == recounted


def test_each_organization_has_what_it_must_build_and_what_it_built(context):
    *rows, total = rows_by_heading(branches_sheet.sheet(context))
    labels = ("组织名称", "团员人数", "应建类型", "已建类型", "计入建团率", "达标", "联合情况")
    assert [tuple(row[label] for label in labels) for row in rows] == [
        ("牵头会", 2, "联合", "联合", "是", "是", "牵头，覆盖：参加会"),
        ("参加会", 1, "联合", "联合", "是", "是", "由牵头会牵头"),
        ("大会", 9, "单独", "未建", "是", "否", ""),
        ("校内队", 4, "不计", "未建", "否", "—", ""),
    ]
    assert total["组织名称"] == "合计 4 个"
    assert (total["团员人数"], total["应建类型"], total["已建类型"]) == (16, "单独 1\n联合 2", 2)
    assert (total["计入建团率"], total["达标"], total["三有合格"]) == (3, 2, 2)


def test_an_explanation_leaves_the_warnings_to_their_own_column(county, quarter, today):
    judged = ReportContext(county, quarter, "masked", today).counting.judgements
    warned = [one for one in judged if one.warnings]
    assert len(warned) == 3
    for one in warned:
        assert one.warning in one.explanation
        assert one.explanation.startswith(branches_sheet.explanation(one))
        assert "预警" not in branches_sheet.explanation(one)


def test_a_ledger_without_organizations_has_no_total(store):
    context = ReportContext(store, Quarter(2026, 3), "masked", date(2026, 10, 8))
    assert list(branches_sheet.sheet(context).rows) == []
