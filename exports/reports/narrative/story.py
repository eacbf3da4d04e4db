"""The report as a story of blocks, from title to annexes, rendered as PDF or .docx."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from exports.draft_mark import draft_title
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
from exports.reports.fingerprint import fingerprint_of, short_digest
from exports.reports.narrative import chapters, plan_tasks
from exports.reports.narrative.drafted_sentences import NEXT, paragraph_text
from exports.reports.narrative.plan_tasks import one_line
from exports.reports.narrative.sheet_tables import paper_table
from exports.reports.signature import signature_block
from exports.sheet import COUNTER, Heading, headings_of
from storage.model.tables.organization import ORGANIZATIONS
from storage.model.tables.training import TRAININGS
from storage.progress import Progress, silent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exports.reports.report_context import ReportContext
    from exports.sheet import Sheet

# Columns of the annex tables; the workbook has all of them
ORGANIZATION_NAMES = (
    "name", "kind", "unit", "credit_code", "domain", "leader", "members", "league_members",
    "platform_account",
)  # fmt: skip
TRAINING_NAMES = ("name", "category", "held_on", "hours", "place", "organiser", "people")


class AnnexTable(NamedTuple):
    """One table of the annex."""

    title: str
    sheet: Sheet
    weights: tuple[float | None, ...]


def annex_tables(context: ReportContext) -> list[AnnexTable]:
    """Return the annex tables that have rows."""
    tables = (_organizations(context), _branches(context), _trainings(context))
    return [one for one in tables if list(one.sheet.rows)]


def annex_list(tables: Sequence[AnnexTable]) -> str:
    """Return the list of annexes above the signature, as one paragraph."""
    names = (f"{number}. {one.title}" for number, one in enumerate(tables, 1))
    return "附表：" + "\n　　　".join(names)


def annex_pages(tables: Sequence[AnnexTable]) -> list[Any]:
    """Return the annex tables on landscape pages, each with its caption."""
    story: list[Any] = []
    for number, one in enumerate(tables, 1):
        story += turn_page(landscape=True)
        story += [annex(f"附表{number}"), caption(one.title)]
        story.append(paper_table(one.sheet, one.weights))
        if one.sheet.notes:  # further notes concern columns that only the workbook has
            story.append(note("注：" + one.sheet.notes[0]))
    return story


def _organizations(context: ReportContext) -> AnnexTable:
    sheet = _pick_columns(
        organizations_sheet.ledger(context), headings_of(ORGANIZATIONS, ORGANIZATION_NAMES)
    )
    weights = (None, 3.0, None, 2.0, None, None, None, None, None, None)
    return AnnexTable("志愿服务组织台账", sheet, weights)


def _branches(context: ReportContext) -> AnnexTable:
    """Return the branches without approval numbers, which the explanation names."""
    secretary = branches_sheet.BRANCH["secretary"].label
    chosen = (
        branches_sheet.HEADINGS[1],
        branches_sheet.HEADINGS[3],
        branches_sheet.REQUIRED,
        branches_sheet.HEADINGS[5],
    )
    heads = [*chosen, branches_sheet.SOUND, Heading(secretary), branches_sheet.EXPLANATION]
    weights = (26, 136, 44, 44, 44, 44, 48, 252)
    return AnnexTable(
        "团组织建设情况", _pick_columns(branches_sheet.sheet(context), heads), weights
    )


def _trainings(context: ReportContext) -> AnnexTable:
    heads = [*headings_of(TRAININGS, TRAINING_NAMES), trainings_sheet.THIS_QUARTER]
    weights = (None, 4.0, None, None, None, 2.0, 2.0, None, None)
    return AnnexTable("培训台账", _pick_columns(trainings_sheet.ledger(context), heads), weights)


def _pick_columns(sheet: Sheet, heads: Sequence[Heading]) -> Sheet:
    return sheet.with_columns([COUNTER.label, *(one.label for one in heads)])


def next_steps(context: ReportContext) -> list[Any]:
    """Return the chapter 七、下季度安排."""
    story = [heading1("七、下季度安排"), body(paragraph_text(context, NEXT))]
    for line in context.plan.lines:
        if line.progress and line.progress.next_step:
            row = line.row
            text = f"{row.measure_number} {row.task}：{one_line(line.progress.next_step)}"
            story.append(body(context.open_outgoing.text(text)))
    return story


CHAPTERS = (
    chapters.overview,
    chapters.figures,
    plan_tasks.tasks,
    chapters.league,
    chapters.people,
    chapters.faults,
    next_steps,
)


@dataclass(frozen=True, slots=True)
class Report:
    """The rendered report: its bytes and the result of the typesetting."""

    data: bytes
    result: PdfResult


@dataclass(frozen=True, slots=True)
class Draft:
    """The content of the report for PDF or .docx; a story can be rendered only once."""

    heading: str
    story: list[Any]
    author: str
    footer: str
    mark: str
    watermark: str


def render_report(context: ReportContext, progress: Progress = silent) -> Report:
    """Render the report as PDF; the same ledger gives the same bytes."""
    draft = build_draft(context)
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


def render_word_report(context: ReportContext) -> bytes:
    """Render the report as .docx, for editing in WPS."""
    from exports.word import render_word  # imported here, as it is rarely needed

    draft = build_draft(context)
    return render_word(
        draft.story,
        title=draft.heading,
        author=draft.author,
        footer=draft.footer,
        mark=draft.mark,
        watermark=draft.watermark,
    )


def build_draft(context: ReportContext) -> Draft:
    """Build the content of the report."""
    office = context.office
    heading = f"{office.name}\n{context.quarter.label.replace(' ', '')}青年志愿服务工作季报"
    plain = heading.replace("\n", "")
    story: list[Any] = [title(heading)]
    for chapter in CHAPTERS:
        story += chapter(context)
    tables = annex_tables(context)
    story += [annexes(annex_list(tables))] if tables else []
    story.append(signature_block(context))
    story += annex_pages(tables)
    return Draft(
        draft_title(plain) if context.draft else plain,
        story,
        office.name,
        f"{context.footer}　·　统计截止 {context.quarter.cut_off:%Y-%m-%d}"
        f"　·　报表数据校验码 {short_digest(fingerprint_of(context))}",
        context.page_mark,
        context.watermark,
    )
