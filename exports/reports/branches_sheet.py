"""W04: the league branch each organization must have by the rule, and the one it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.sheet import COUNTER, Count, Heading, Proof, Sheet, Total, heading, headings_of
from storage.model.tables.league_branch import JOINT, LEAGUE_BRANCHES, NOT_BUILT, OWN
from storage.model.tables.organization import HEADCOUNTS, ORGANIZATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from exports.reports.report_context import ReportContext
    from exports.sheet import Line, Value
    from storage.counting.rules.league_branches import Judgement

BRANCH = LEAGUE_BRANCHES.by_name
REQUIRED, IN_RATE, MET = (
    Heading("应建类型", "center"),
    Heading("计入建团率", "center"),
    Heading("达标", "center"),
)
JOINT_PARTNERS, SOUND = Heading("联合情况", wide=20), Heading("三有合格", "center")
EXPLANATION, WARNING = Heading("判定说明", wide=36), Heading("预警", wide=24)
PAPERS = (
    "name", "approval_number", "founded_on", "secretary", "next_election_on", "reason",
    "planned_on", "responsible",
)  # fmt: skip
HEADINGS = (
    COUNTER,
    *headings_of(ORGANIZATIONS, ("name", "kind"), wide=20),
    *headings_of(HEADCOUNTS, ("league_members",)),
    REQUIRED,
    heading(BRANCH["built"]),
    IN_RATE,
    MET,
    SOUND,
    JOINT_PARTNERS,
    *headings_of(LEAGUE_BRANCHES, PAPERS, wide=20),
    WARNING,
    EXPLANATION,
)


def sheet(context: ReportContext) -> Sheet:
    """Build the sheet of league branches, one row per organization."""
    judged = context.counting.judgements
    own = context.counting.policy.own_branch_from
    return Sheet(
        name="W04 团组织建设",
        title=f"{context.county}志愿服务组织团组织建设情况",
        notes=(
            f"民政注册且团员 {own} 人以上（含 {own} 人）应单独建团；不足 {own} 人应联合建团；"
            "没有团员或没有民政注册凭证的单列，不计入建团率。"
            f"团员人数取{context.cut_off}前最近一次统计。",
        ),
        headings=HEADINGS,
        rows=list(_lines(context)),
        size=len(judged),
        frozen_columns=2,
        proofs=(
            Proof("L01", IN_RATE.label, "是"),
            Proof("L04", MET.label, "是", "numerator"),
            Proof("L04", IN_RATE.label, "是", "denominator"),
            Proof("L05", SOUND.label, "是", "numerator"),
        ),
    )


def _lines(context: ReportContext) -> Iterator[Line]:
    judged = context.counting.judgements
    partners = joint_partners(judged)
    for number, one in enumerate(judged, 1):
        yield (number, *_cells(one, partners))
    if judged:
        yield Total(tuple(_totals(judged)))


def _cells(one: Judgement, partners: Mapping[int, str]) -> Iterator[Value]:
    yield from (one.organization.name, one.organization.kind, one.members)
    yield from (
        one.required,
        one.built,
        _yes_no(one.in_rate),
        _yes_no(one.met) if one.in_rate else "—",
    )
    yield _yes_no(one.three_haves.is_complete) if one.three_haves else "—"
    yield partners.get(one.organization.id or 0, "")
    yield from (getattr(one.branch, name) if one.branch else None for name in PAPERS)
    yield from (one.warning, explanation(one))


def explanation(one: Judgement) -> str:
    """Return the explanation without the warnings, which have a column of their own."""
    return one.explanation.partition("预警：")[0]


def _yes_no(it_is: bool) -> str:
    return "是" if it_is else "否"


def _totals(judged: list[Judgement]) -> Iterator[Value]:
    def how_many(holds: Callable[[Judgement], bool]) -> Count:
        return Count(sum(map(holds, judged)))

    yield from ("", f"合计 {len(judged)} 个", "")
    yield Count(sum(one.members or 0 for one in judged))
    own, joint = (sum(one.required == kind for one in judged) for kind in (OWN, JOINT))
    yield f"单独 {own}\n联合 {joint}"
    yield how_many(lambda one: one.built != NOT_BUILT)
    yield how_many(lambda one: one.in_rate)
    yield how_many(lambda one: one.met)
    yield how_many(lambda one: one.three_haves is not None and one.three_haves.is_complete)
    yield from ("" for _ in range(1 + len(PAPERS)))
    yield from (f"{how_many(lambda one: bool(one.warnings))} 个", "")


def joint_partners(judged: list[Judgement]) -> Mapping[int, str]:
    """Return by organization the text on its joint branch: its leader, or whom it covers."""
    names = {one.organization.id: one.organization.name for one in judged}
    covered: dict[int, list[str]] = {}
    for one in judged:
        if one.built == JOINT and one.branch and one.branch.organization != one.organization.id:
            covered.setdefault(one.branch.organization, []).append(one.organization.name)
    texts: dict[int, str] = {}
    for one in judged:
        if one.built != JOINT or one.branch is None:
            continue
        lead = one.branch.organization
        if lead == one.organization.id:
            texts[lead] = f"牵头，覆盖：{'、'.join(covered.get(lead, ())) or '无'}"
        else:
            texts[one.organization.id or 0] = f"由{names.get(lead, '')}牵头"
    return texts
