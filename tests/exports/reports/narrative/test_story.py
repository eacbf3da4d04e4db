"""The report: what it says, that it says what the workbook says, and that its letters are right."""

from __future__ import annotations

import re
from datetime import date

import pypdfium2
import pytest

from exports.reports.narrative import render_report
from exports.reports.narrative.drafted_sentences import (
    NEXT,
    overview_paragraphs,
    paragraph_text,
)
from exports.reports.narrative.story import annex_pages, annex_tables, next_steps
from exports.reports.report_context import ReportContext
from papers import texts_of_pages
from storage.model.period import Quarter
from storage.model.tables.league_branch import LEAGUE_BRANCHES, LeagueBranch
from storage.model.tables.organization import HEADCOUNTS, ORGANIZATIONS, Headcount, Organization
from storage.model.tables.setting import OFFICES, Office
from storage.model.tables.unit import UNITS
from storage.quarter.report_text import save_texts

RARE = "㛃䶮𬭎𫖯"


@pytest.fixture(scope="module")
def text(package) -> str:
    return "\n".join(texts_of_pages(package["季度报告"].read_bytes()))


def test_chapters_come_in_order_and_the_paper_ends_with_unit_and_date(text):
    parts = ["共青团仁和区委员会（示例）", "2026年三季度青年志愿服务工作季报", "一、总体情况",
             "二、指标完成情况", "三、九项任务进展", "四、组织与团建", "五、队伍与培训", "六、问题清单",
             "七、下季度安排", "附表：1. ",
             "（草稿", "2026年10月8日", "附表1", "附表2", "附表3"]  # fmt: skip
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_every_page_shows_its_number_its_privacy_and_the_date(package):
    pages = texts_of_pages(package["季度报告"].read_bytes())
    for number, page in enumerate(pages, 1):
        assert f"—{number}—" in re.sub(r"\s", "", page)
        assert "脱敏 · 生成于 2026-10-08" in page
        assert "示例数据" in page


def test_rare_characters_are_drawn_and_copied_right(store, today):
    with store.edit("一") as edit:
        edit.save(OFFICES, Office(name="共青团仁和区委员会", county=store.named(UNITS, "仁和区")))
        number = edit.save(ORGANIZATIONS, Organization(name=f"{RARE}志愿服务队", kind="志愿服务队", leader="吉克·阿依",
                                                       founded_on=date(2020, 1, 1)))  # fmt: skip
        edit.save(
            HEADCOUNTS,
            Headcount(organization=number, counted_on=date(2026, 9, 1), league_members=3),
        )
        edit.save(LEAGUE_BRANCHES, LeagueBranch(organization=number, built="单独", secretary=RARE))
    report = render_report(ReportContext(store, Quarter(2026, 3), "masked", today))
    text = "".join(texts_of_pages(report.data)).replace("\n", "")
    assert text.count(RARE) >= 2
    assert "吉克·阿依" in text
    assert report.result.missing_glyphs == ()


def test_faces_are_embedded_and_the_paper_is_a4(package):
    data = package["季度报告"].read_bytes()
    document = pypdfium2.PdfDocument(data)
    sizes = {tuple(round(side) for side in page.get_size()) for page in document}
    document.close()
    assert sizes == {(595, 842), (842, 595)}
    assert b"/FontFile2" in data
    assert b"Helvetica" not in data


def test_the_last_chapter_lists_open_rows_and_the_next_steps_as_written(county, quarter, today):
    context = ReportContext(county, quarter, "masked", today)
    lines = context.plan.lines
    ahead = [one for one in lines if one.state not in ("已完成", "长期坚持")]
    late = "、".join(one.row.measure_number for one in ahead if one.overdue)
    due = [one for one in ahead if one.row.deadline and not one.overdue]
    told = paragraph_text(context, NEXT)
    assert told.startswith(f"下季度继续推进工作要点{len(ahead)}条，其中{late}已过时限，抓紧完成")
    assert f"；{len(due)}条下季度到时限，按时完成。" in told
    assert "。针对问题清单：没有监护人有效同意的未成年人" in told
    said = [block.text for block in next_steps(context)]
    steps = [one.progress.next_step for one in lines if one.progress and one.progress.next_step]
    assert len(said) == 2 + len(steps) > 2
    assert all(any(step in text for text in said) for step in steps)
    with county.edit("自己写") as edit:
        save_texts(county, edit, quarter, {NEXT: "下季度先抓注册。"})
    again = ReportContext(county, quarter, "masked", today)
    assert next_steps(again)[1].text == "下季度先抓注册。"
    assert "下季度先抓注册。" not in list(overview_paragraphs(again))
    with county.edit("用回草稿") as edit:
        save_texts(county, edit, quarter, {NEXT: ""})


def test_a_table_of_the_appendix_begins_at_the_very_left(county, quarter, today):
    context = ReportContext(county, quarter, "masked", today)
    named = next(
        one for one in annex_pages(annex_tables(context)) if getattr(one, "text", "") == "附表1"
    )
    assert named.style.first == 0
