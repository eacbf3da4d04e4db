"""Faces of a .docx, named outright; characters that no document holds."""

import io
import re
import zipfile

import pytest

from exports.pdf import (
    body,
)
from exports.reports.narrative import render_word_report
from exports.reports.report_context import ReportContext
from word_papers import opened


@pytest.fixture(scope="module")
def context(county, quarter, today):
    return ReportContext(county, quarter, "masked", today)


def test_faces_are_named_outright_and_never_by_a_theme(context):
    with zipfile.ZipFile(io.BytesIO(render_word_report(context))) as file:
        for name in ("word/document.xml", "word/styles.xml"):
            text = file.read(name).decode("utf-8")
            assert not re.search(r"<w:rFonts[^>]*Theme", text)
        text = file.read("word/document.xml").decode("utf-8")
    faces = re.findall(r"<w:rFonts[^>]*>", text)
    assert faces
    assert all('w:hint="eastAsia"' in face for face in faces)


def test_signs_that_no_document_holds_are_left_out():
    assert opened(body("王\x00雨\x0b欣")).paragraphs[-1].text == "王雨\n欣"
