"""Typesetting: Chinese paragraphs, tables and pages after GB/T 9704, and the one door to a PDF.

A story is a list of blocks; nothing in it is markup:

    story = [title("…报告"), heading1("一、总体情况"), body("…"), Table(columns, rows)]
    result = write_pdf(path, story, title="…", author="…")
"""

from exports.pdf.blocks import (
    annex,
    annexes,
    body,
    caption,
    figure_line,
    heading1,
    heading2,
    heading3,
    measure,
    note,
    noted,
    subtitle,
    title,
)
from exports.pdf.cells import Band
from exports.pdf.chart import Drawing
from exports.pdf.columns import Column
from exports.pdf.document import PdfResult, render_pdf, write_pdf
from exports.pdf.fonts import Faces
from exports.pdf.grid import TableLook
from exports.pdf.page import turned
from exports.pdf.paragraph import Paragraph
from exports.pdf.roles import Role
from exports.pdf.seal import Seal
from exports.pdf.style import Run, Style
from exports.pdf.table import Table

__all__ = [
    "Band",
    "Column",
    "Drawing",
    "Faces",
    "Paragraph",
    "PdfResult",
    "Role",
    "Run",
    "Seal",
    "Style",
    "Table",
    "TableLook",
    "annex",
    "annexes",
    "body",
    "caption",
    "figure_line",
    "heading1",
    "heading2",
    "heading3",
    "measure",
    "note",
    "noted",
    "render_pdf",
    "subtitle",
    "title",
    "turned",
    "write_pdf",
]
