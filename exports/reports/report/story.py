"""The report from title to last table, and what its pages carry around the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from exports.draft import called
from exports.fingerprint import fingerprint_of, short
from exports.pdf import PdfResult, annexes, render_pdf, title
from exports.reports.report import appendix, arrangements, chapters, tasks
from exports.reports.signature import signature
from storage.progress import Progress, silent

if TYPE_CHECKING:
    from exports.reports.material import Material

CHAPTERS = (
    chapters.overview,
    chapters.figures,
    tasks.tasks,
    chapters.league,
    chapters.people,
    chapters.faults,
    arrangements.arrangements,
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


def report_of(material: Material, progress: Progress = silent) -> Report:
    """Set the report; the same ledger gives the same bytes."""
    draft = draft_of(material)
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


def word_of(material: Material) -> bytes:
    """The same report as a .docx, for those who must edit it in WPS."""
    from exports.word import render_word  # here, as few papers are wanted so

    draft = draft_of(material)
    return render_word(
        draft.story,
        title=draft.heading,
        author=draft.author,
        footer=draft.footer,
        mark=draft.mark,
        watermark=draft.watermark,
    )


def draft_of(material: Material) -> Draft:
    """Say everything the report says."""
    office = material.office
    heading = f"{office.name}\n{material.quarter.label.replace(' ', '')}青年志愿服务工作季报"
    plain = heading.replace("\n", "")
    story: list[Any] = [title(heading)]
    for chapter in CHAPTERS:
        story += chapter(material)
    tables = appendix.sheets(material)
    story += [annexes(appendix.listed(tables))] if tables else []
    story.append(signature(material))
    story += appendix.pages(tables)
    return Draft(
        called(plain) if material.draft else plain,
        story,
        office.name,
        f"{material.foot}　·　统计截止 {material.quarter.cut_off:%Y-%m-%d}"
        f"　·　报表数据校验码 {short(fingerprint_of(material))}",
        material.mark,
        material.watermark,
    )
