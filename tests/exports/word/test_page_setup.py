"""The pages of a .docx: paper, turn_page pages, numbers, marks."""

import io

import docx
import pytest
from docx.shared import Mm

from exports.pdf import (
    body,
    note,
    title,
    turn_page,
)
from exports.reports.narrative import render_word_report
from exports.reports.report_context import ReportContext
from word_papers import opened


@pytest.fixture(scope="module")
def context(county, quarter, today):
    return ReportContext(county, quarter, "masked", today)


def test_the_paper_is_that_of_gb_t_9704(context):
    section = docx.Document(io.BytesIO(render_word_report(context))).sections[0]
    measured = (section.page_width, section.page_height, section.top_margin, section.left_margin,
                section.right_margin, section.bottom_margin)  # fmt: skip
    for found, wanted in zip(measured, (210, 297, 37, 28, 26, 35), strict=True):
        assert abs(found - Mm(wanted)) < Mm(0.1)


def test_landscape_tables_are_on_landscape_pages():
    document = opened(
        body("一"), *turn_page(landscape=True), body("二"), *turn_page(landscape=False)
    )
    turns = [section.page_width > section.page_height for section in document.sections]
    assert turns == [False, True, False]


def test_pages_are_numbered_at_the_outer_edge_and_marked():
    document = opened(title("季报"), note("注"), footer="脱敏", mark="示例数据")
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for footer in (section.footer, section.even_page_footer):
        assert footer.paragraphs[0].text == "—  —"
        assert "PAGE" in footer._element.xml
        assert footer.paragraphs[1].text == "脱敏"
    assert section.header.paragraphs[0].text == "示例数据"
