"""The report from title to last table, and what its pages carry around the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from exports.draft_mark import called
from exports.pdf import (
    PdfResult,
    annex,
    annexes,
    body,
    caption,
    heading1,
    note,
    render_pdf,
    title,
    turn_page,
)
from exports.reports import branches_sheet, organizations_sheet, trainings_sheet
from exports.reports.fingerprint import fingerprint_of, short
from exports.reports.narrative import chapters, plan_tasks
from exports.reports.narrative.drafted_sentences import NEXT, worded
from exports.reports.narrative.plan_tasks import one_line
from exports.reports.narrative.sheet_tables import table_of
from exports.reports.signature import signature
from exports.sheet import COUNTER, Heading, headings_of
from storage.model.tables.organization import ORGANIZATIONS
from storage.model.tables.training import TRAININGS
from storage.progress import Progress, silent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exports.reports.report_context import ReportContext
    from exports.sheet import Sheet

# What of each ledger goes on paper; the workbook has the rest
ORGANIZATION_NAMES = (
    "name", "kind", "unit", "credit_code", "domain", "leader", "members", "league_members",
    "platform_account",
)  # fmt: skip
TRAINING_NAMES = ("name", "category", "held_on", "hours", "place", "organiser", "people")


class Annexed(NamedTuple):
    """One table of the appendix."""

    title: str
    sheet: Sheet
    weights: tuple[float | None, ...]


def sheets(context: ReportContext) -> list[Annexed]:
    """The tables that have rows."""
    made = (_organizations(context), _branches(context), _trainings(context))
    return [one for one in made if list(one.sheet.rows)]


def listed(tables: Sequence[Annexed]) -> str:
    """The list of tables that stands before the signature, in one paragraph that stays whole."""
    names = (f"{number}. {one.title}" for number, one in enumerate(tables, 1))
    return "附表：" + "\n　　　".join(names)


def pages(tables: Sequence[Annexed]) -> list[Any]:
    """The tables, lying, each with its name."""
    story: list[Any] = []
    for number, one in enumerate(tables, 1):
        story += turn_page(landscape=True)
        story += [annex(f"附表{number}"), caption(one.title)]
        story.append(table_of(one.sheet, one.weights))
        if one.sheet.notes:  # the others tell of columns that only the workbook has
            story.append(note("注：" + one.sheet.notes[0]))
    return story


def _organizations(context: ReportContext) -> Annexed:
    sheet = _chosen(
        organizations_sheet.ledger(context), headings_of(ORGANIZATIONS, ORGANIZATION_NAMES)
    )
    weights = (None, 3.0, None, 2.0, None, None, None, None, None, None)
    return Annexed("志愿服务组织台账", sheet, weights)


def _branches(context: ReportContext) -> Annexed:
    """Approvals are named in the explanation."""
    secretary = branches_sheet.BRANCH["secretary"].label
    chosen = (
        branches_sheet.HEADINGS[1],
        branches_sheet.HEADINGS[3],
        branches_sheet.REQUIRED,
        branches_sheet.HEADINGS[5],
    )
    heads = [*chosen, branches_sheet.SOUND, Heading(secretary), branches_sheet.WHY]
    weights = (26, 136, 44, 44, 44, 44, 48, 252)
    return Annexed("团组织建设情况", _chosen(branches_sheet.sheet(context), heads), weights)


def _trainings(context: ReportContext) -> Annexed:
    heads = [*headings_of(TRAININGS, TRAINING_NAMES), trainings_sheet.THIS_QUARTER]
    weights = (None, 4.0, None, None, None, 2.0, 2.0, None, None)
    return Annexed("培训台账", _chosen(trainings_sheet.ledger(context), heads), weights)


def _chosen(sheet: Sheet, heads: Sequence[Heading]) -> Sheet:
    return sheet.picked([COUNTER.label, *(one.label for one in heads)])


def arrangements(context: ReportContext) -> list[Any]:
    """The chapter."""
    story = [heading1("七、下季度安排"), body(worded(context, NEXT))]
    for line in context.plan.lines:
        if line.progress and line.progress.next_step:
            row = line.row
            text = f"{row.measure_number} {row.task}：{one_line(line.progress.next_step)}"
            story.append(body(context.open_leaving.text(text)))
    return story


CHAPTERS = (
    chapters.overview,
    chapters.figures,
    plan_tasks.tasks,
    chapters.league,
    chapters.people,
    chapters.faults,
    arrangements,
)


@dataclass(frozen=True, slots=True)
class Report:
    """The report as it will be printed."""

    data: bytes
    result: PdfResult


@dataclass(frozen=True, slots=True)
class Draft:
    """What the report says, whether it is to be printed or edited; a story is set but once."""

    heading: str
    story: list[Any]
    author: str
    footer: str
    mark: str
    watermark: str


def report_of(context: ReportContext, progress: Progress = silent) -> Report:
    """Set the report; the same ledger gives the same bytes."""
    draft = draft_of(context)
    data, result = render_pdf(
        draft.story,
        title=draft.heading,
        author=draft.author,
        footer=draft.footer,
        mark=draft.mark,
        watermark=draft.watermark,
        progress=progress,
    )
    return Report(data, result)


def word_of(context: ReportContext) -> bytes:
    """The same report as a .docx, for those who must edit it in WPS."""
    from exports.word import render_word  # here, as few papers are wanted so

    draft = draft_of(context)
    return render_word(
        draft.story,
        title=draft.heading,
        author=draft.author,
        footer=draft.footer,
        mark=draft.mark,
        watermark=draft.watermark,
    )


def draft_of(context: ReportContext) -> Draft:
    """Say everything the report says."""
    office = context.office
    heading = f"{office.name}\n{context.quarter.label.replace(' ', '')}青年志愿服务工作季报"
    plain = heading.replace("\n", "")
    story: list[Any] = [title(heading)]
    for chapter in CHAPTERS:
        story += chapter(context)
    tables = sheets(context)
    story += [annexes(listed(tables))] if tables else []
    story.append(signature(context))
    story += pages(tables)
    return Draft(
        called(plain) if context.draft else plain,
        story,
        office.name,
        f"{context.foot}　·　统计截止 {context.quarter.cut_off:%Y-%m-%d}"
        f"　·　报表数据校验码 {short(fingerprint_of(context))}",
        context.mark,
        context.watermark,
    )
