"""The report as .docx: what it says, on what paper, in what faces, and nothing of the hour."""

import io
import re
import shutil
import subprocess
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from exports.pdf import (
    Band,
    Column,
    Run,
    SignatureBlock,
    Table,
    annexes,
    body,
    heading1,
    note,
    noted,
    title,
    turn_page,
)
from exports.reports.narrative import word_of
from exports.reports.narrative.story import draft_of
from exports.reports.report_context import ReportContext
from exports.word import render_word

FACTS = {"title": "季报", "author": "共青团仁和区委员会"}


def opened(*story, **facts):
    return docx.Document(io.BytesIO(render_word(story, **FACTS, **facts)))


@pytest.fixture(scope="module")
def context(county, quarter, today):
    return ReportContext(county, quarter, "masked", today)


def test_it_says_what_the_printed_report_says(context):
    document = docx.Document(io.BytesIO(word_of(context)))
    said = "".join(node.text or "" for node in document.element.body.iter(qn("w:t")))
    for part in draft_of(context).story:
        text = getattr(part, "text", None)
        if isinstance(text, str):
            assert re.sub(r"[\n　]", "", text) in said.replace("　", "")
    tables = [part for part in draft_of(context).story if isinstance(part, Table)]
    assert tables
    first = document.tables[0]
    assert [cell.text for cell in first.rows[0].cells] == [c.title for c in tables[0].columns]


def test_the_paper_is_that_of_gb_t_9704(context):
    section = docx.Document(io.BytesIO(word_of(context))).sections[0]
    measured = (section.page_width, section.page_height, section.top_margin, section.left_margin,
                section.right_margin, section.bottom_margin)  # fmt: skip
    for found, wanted in zip(measured, (210, 297, 37, 28, 26, 35), strict=True):
        assert abs(found - Mm(wanted)) < Mm(0.1)


def test_lying_tables_stand_on_lying_pages():
    document = opened(
        body("一"), *turn_page(landscape=True), body("二"), *turn_page(landscape=False)
    )
    turns = [section.page_width > section.page_height for section in document.sections]
    assert turns == [False, True, False]


def test_faces_are_named_outright_and_never_by_a_theme(context):
    with zipfile.ZipFile(io.BytesIO(word_of(context))) as file:
        for name in ("word/document.xml", "word/styles.xml"):
            text = file.read(name).decode("utf-8")
            assert not re.search(r"<w:rFonts[^>]*Theme", text)
        text = file.read("word/document.xml").decode("utf-8")
    faces = re.findall(r"<w:rFonts[^>]*>", text)
    assert faces
    assert all('w:hint="eastAsia"' in face for face in faces)


def test_the_head_of_a_table_is_repeated_and_no_row_is_parted():
    table = Table([Column("组织"), Column("人数", "right")],
                  [Band("城区"), ["协会", Run("12", bold=True)]])  # fmt: skip
    document = opened(table)
    rows = document.tables[0].rows
    assert [row.cells[0].text for row in rows] == ["组织", "城区", "协会"]
    marks = [
        [mark.tag for mark in row._tr.trPr.iter() if mark.tag == qn("w:tblHeader")] for row in rows
    ]
    assert marks == [[qn("w:tblHeader")], [], []]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_a_note_and_a_seal_follow_what_they_belong_to():
    table = Table([Column("组织")], [["协会"]])
    document = opened(noted(table, "注：无"), SignatureBlock("共青团仁和区委员会", "2026年10月8日"))
    texts = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert texts == ["注：无", "（盖章）", "共青团仁和区委员会", "2026年10月8日"]


def test_pages_are_numbered_outside_and_say_what_they_are():
    document = opened(title("季报"), note("注"), footer="脱敏", mark="示例数据")
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for footer in (section.footer, section.even_page_footer):
        assert footer.paragraphs[0].text == "—  —"
        assert "PAGE" in footer._element.xml
        assert footer.paragraphs[1].text == "脱敏"
    assert section.header.paragraphs[0].text == "示例数据"


def test_signs_that_no_document_holds_are_left_out():
    assert opened(body("王\x00雨\x0b欣")).paragraphs[-1].text == "王雨\n欣"


def test_the_same_story_gives_the_same_bytes():
    story = [heading1("一、总体情况"), body("截至9月30日")]
    assert render_word(story, **FACTS) == render_word(story, **FACTS)


@pytest.mark.heavy
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_another_office_program_opens_it(context, tmp_path):
    source = tmp_path / "季报.docx"
    source.write_bytes(word_of(context))
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


def test_an_empty_cell_is_no_higher_than_the_text_beside_it():
    table = Table([Column("甲"), Column("乙")], [["有", ""]])
    for cell in opened(table).tables[0].rows[1].cells:
        sizes = cell.paragraphs[0]._element.xpath("./w:pPr/w:rPr/w:sz/@w:val")
        assert sizes == [str(round(table.look.size * 2))]


def test_lines_ended_by_hand_begin_as_the_first_does():
    document = opened(annexes("附表：1. 组织台账\n　　　2. 培训台账"), title("上\n下"))
    listed, head = (one.text for one in document.paragraphs[:2])
    assert (
        listed == "附表：1. 组织台账\n　　　　　2. 培训台账"
    )  # two of the indent, three of 附表：
    assert head == "上\n下"


def test_a_code_of_digits_and_capitals_has_room_on_one_line():
    columns = [Column("名称", weight=1), Column("统一社会信用代码")]
    table = opened(Table(columns, [["仁和区青年志愿者协会", "51510411MJX0000007"]])).tables[0]
    assert table.columns[1].width >= Pt(9 * (15 * 0.55 + 3 * 0.75) + 13)


def test_what_follows_a_table_keeps_its_distance():
    table = Table([Column("名称")], [["甲"]])
    document = opened(body("前"), table, heading1("七、下季度安排"), body("后"))
    heading = next(one for one in document.paragraphs if one.text.startswith("七"))
    assert heading.paragraph_format.space_before == Pt(8)
    assert document.paragraphs[-1].paragraph_format.space_before == Pt(0)


def test_small_print_keeps_its_own_leading_and_the_text_the_grids():
    document = opened(body("正文"), note("注：小字"))
    text, small = (one._element.pPr for one in document.paragraphs[:2])
    assert text.find(qn("w:snapToGrid")) is None
    assert small.find(qn("w:snapToGrid")).get(qn("w:val")) == "0"
    order = [node.tag for node in small]
    assert order.index(qn("w:snapToGrid")) < order.index(qn("w:spacing"))
