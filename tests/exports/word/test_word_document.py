"""The report as .docx: what it says, on what paper, in what faces, and nothing of the hour."""

import io
import re
import shutil
import subprocess

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt

from exports.pdf import (
    Column,
    SignatureBlock,
    Table,
    annexes,
    body,
    heading1,
    note,
    noted,
    title,
)
from exports.reports.narrative import render_word_report
from exports.reports.narrative.story import build_draft
from exports.reports.report_context import ReportContext
from exports.word import render_word
from word_papers import FACTS, opened


@pytest.fixture(scope="module")
def context(county, quarter, today):
    return ReportContext(county, quarter, "masked", today)


def test_the_document_has_the_text_of_the_printed_report(context):
    document = docx.Document(io.BytesIO(render_word_report(context)))
    said = "".join(node.text or "" for node in document.element.body.iter(qn("w:t")))
    for part in build_draft(context).story:
        text = getattr(part, "text", None)
        if isinstance(text, str):
            assert re.sub(r"[\n　]", "", text) in said.replace("　", "")
    tables = [part for part in build_draft(context).story if isinstance(part, Table)]
    assert tables
    first = document.tables[0]
    assert [cell.text for cell in first.rows[0].cells] == [c.title for c in tables[0].columns]


def test_a_note_and_a_seal_follow_what_they_belong_to():
    table = Table([Column("组织")], [["协会"]])
    document = opened(noted(table, "注：无"), SignatureBlock("共青团仁和区委员会", "2026年10月8日"))
    texts = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert texts == ["注：无", "（盖章）", "共青团仁和区委员会", "2026年10月8日"]


def test_the_same_story_gives_the_same_bytes():
    story = [heading1("一、总体情况"), body("截至9月30日")]
    assert render_word(story, **FACTS) == render_word(story, **FACTS)


@pytest.mark.heavy
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_another_office_program_opens_it(context, tmp_path):
    source = tmp_path / "季报.docx"
    source.write_bytes(render_word_report(context))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "txt:Text",
        "--outdir",
        str(tmp_path),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert "总体情况" in (tmp_path / "季报.txt").read_text("utf-8-sig")


def test_lines_ended_by_hand_begin_as_the_first_does():
    document = opened(annexes("附表：1. 组织台账\n　　　2. 培训台账"), title("上\n下"))
    listed, head = (one.text for one in document.paragraphs[:2])
    assert (
        listed == "附表：1. 组织台账\n　　　　　2. 培训台账"
    )  # two of the indent, three of 附表：
    assert head == "上\n下"


def test_a_paragraph_after_a_table_has_its_space_before():
    table = Table([Column("名称")], [["甲"]])
    document = opened(body("前"), table, heading1("七、下季度安排"), body("后"))
    heading = next(one for one in document.paragraphs if one.text.startswith("七"))
    assert heading.paragraph_format.space_before == Pt(8)
    assert document.paragraphs[-1].paragraph_format.space_before == Pt(0)


def test_small_print_is_off_the_line_grid_and_the_text_on_it():
    document = opened(body("正文"), note("注：小字"))
    text, small = (one._element.pPr for one in document.paragraphs[:2])
    assert text.find(qn("w:snapToGrid")) is None
    assert small.find(qn("w:snapToGrid")).get(qn("w:val")) == "0"
    order = [node.tag for node in small]
    assert order.index(qn("w:snapToGrid")) < order.index(qn("w:spacing"))
