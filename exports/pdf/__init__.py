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
from exports.pdf.chart_flowable import Drawing
from exports.pdf.page import turn_page
from exports.pdf.pdf_document import PdfResult, render_pdf, write_pdf
from exports.pdf.signature_block import SignatureBlock
from exports.pdf.table.column_widths import Column
from exports.pdf.table.table import Table
from exports.pdf.table.table_cells import Band
from exports.pdf.table.table_layout import TableLook
from exports.pdf.text.fonts import Faces
from exports.pdf.text.paragraph import Paragraph
from exports.pdf.text.roles import Role
from exports.pdf.text.style import Run, Style

__all__ = [
    "Band",
    "Column",
    "Drawing",
    "Faces",
    "Paragraph",
    "PdfResult",
    "Role",
    "Run",
    "SignatureBlock",
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
    "turn_page",
    "write_pdf",
]
