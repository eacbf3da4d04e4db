"""League branches of organizations, and which organizations a joint branch covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.errors import Problem
from storage.model.kinds import COUNT, DATE, NAME, NOTE, TEXT, choice, link
from storage.model.record import record
from storage.model.schema import Derived, Table, column

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

OWN, JOINT, NOT_BUILT = "单独", "联合", "未建"
BUILT = choice(
    OWN, JOINT, NOT_BUILT,
    aliases={"单独建团": OWN, "单独建": OWN, "联合建团": JOINT, "联合建": JOINT, "联合团支部": JOINT,
             "未建团": NOT_BUILT, "无": NOT_BUILT},
)  # fmt: skip
PARTY_BODY = choice("无", "单独", "联合", "功能型", aliases={"有": "单独"})


@record(frozen=True, kw_only=True, slots=True)
class LeagueBranch:
    """What an organization has done about its league branch."""

    id: int | None = None
    organization: int = column(
        link("organization"), "组织", required=True, hint="联合团支部填牵头的组织"
    )
    built: str = column(BUILT, "已建类型", required=True, default=NOT_BUILT)
    name: str | None = column(TEXT, "团组织名称", synonyms=("团支部名称",))
    approval_number: str | None = column(TEXT, "批复文号", synonyms=("文号",))
    founded_on: date | None = column(DATE, "成立日期")
    secretary: str | None = column(
        NAME, "书记", names="office", synonyms=("团支部书记", "书记姓名")
    )
    committee: int | None = column(COUNT, "委员数")
    elected_on: date | None = column(DATE, "上次换届")
    next_election_on: date | None = column(DATE, "下次换届")
    league_code: str | None = column(TEXT, "智慧团建编码")
    party_body: str | None = column(PARTY_BODY, "党组织")
    verified_on: date | None = column(DATE, "三有核验日期")
    closed_on: date | None = column(DATE, "撤销日期")
    reason: str | None = column(TEXT, "未建原因")
    planned_on: date | None = column(DATE, "计划完成时间")
    responsible: str | None = column(NAME, "责任人", names="office")
    note: str | None = column(NOTE, "备注")


def check(branch: LeagueBranch) -> Iterator[Problem]:
    """A branch that is built needs papers: name, approval, founding day, secretary."""
    if branch.built == NOT_BUILT:
        return
    for column_ in LEAGUE_BRANCHES.columns:
        if column_.name in _PAPERS and getattr(branch, column_.name) is None:
            yield Problem(column_.name, f"已建团，缺{column_.label}", warning=True)


_PAPERS = ("name", "approval_number", "founded_on", "secretary")

LEAGUE_BRANCHES = Table(
    LeagueBranch,
    name="league_branch",
    label="团组织建设",
    unit="个",
    key=("organization",),
    search=("name", "secretary", "approval_number"),
    derived=(
        Derived(
            "covers", "覆盖组织数", COUNT,
            "(SELECT count(*) FROM branch_cover c WHERE c.branch = t.id)",
        ),
    ),
    check=check,
)  # fmt: skip


@record(frozen=True, kw_only=True, slots=True)
class BranchCover:
    """One organization that takes part in a joint branch besides the leading one."""

    id: int | None = None
    branch: int = column(link("league_branch"), "联合团组织", required=True)
    organization: int = column(link("organization"), "覆盖的组织", required=True)
    joined_on: date | None = column(DATE, "加入日期")


BRANCH_COVERS = Table(
    BranchCover,
    name="branch_cover",
    label="联合覆盖",
    unit="个",
    title="organization",
    key=("branch", "organization"),
)
