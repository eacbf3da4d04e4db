"""Rendering of a story to the bytes of a .docx, the same for the same story."""

from __future__ import annotations

import io
import zipfile
from copy import copy
from typing import TYPE_CHECKING, Any

import docx
import pypdfium2
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from reportlab.platypus import NextPageTemplate, PageBreak

from exports.pdf.canvas import FIXED_DATE, Paper
from exports.pdf.chart_flowable import Drawing
from exports.pdf.keep_together import ClosingGroup
from exports.pdf.page import LYING
from exports.pdf.signature_block import DATE_FROM_RIGHT, HINT, TEXT, SignatureBlock
from exports.pdf.table.table import Table
from exports.pdf.table.table_layout import TableLook
from exports.pdf.text.fonts import Faces
from exports.pdf.text.paragraph import Paragraph
from exports.pdf.text.style import plain_text
from exports.word.page_setup import mark_pages, next_section, number_pages, reset_styles, set_page
from exports.word.word_fonts import add_text
from exports.word.word_tables import add_table, take_off_grid
from exports.zip_files import zip_member

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exports.pdf.text.style import Style

PIXELS_PER_POINT = 200 / 72  # pixels per point


def render_chart(drawing: Drawing, width: float) -> bytes:
    """Render a chart on a page of its size, and return it as PNG."""
    drawing = copy(drawing)
    target = io.BytesIO()
    faces = Faces()
    canvas = Paper(target, faces=faces, made=FIXED_DATE)
    _width, height = drawing.wrapOn(canvas, width, 0)
    canvas.setPageSize((width, height))
    drawing.drawOn(canvas, 0, 0)
    canvas.showPage()
    canvas.save()
    document = pypdfium2.PdfDocument(target.getvalue())
    image = document[0].render(scale=PIXELS_PER_POINT).to_pil()
    document.close()
    buffer = io.BytesIO()
    image.convert("P").save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


EDITOR = "青志台账"
ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def render_word(
    story: Iterable[Any],
    *,
    title: str,
    author: str,
    footer: str = "",
    mark: str = "",
    watermark: str = "",
) -> bytes:
    """Return the document as bytes, rendered from the same story as a PDF.

    Raises:
        TypeError: the story has a part that no .docx holds.
    """
    document = docx.Document()
    reset_styles(document)
    area = set_page(document.sections[0], landscape=False)
    number_pages(document, footer)
    mark_pages(document, mark, watermark)
    landscape = turn = False
    for part in _flatten(story):
        if isinstance(part, NextPageTemplate):
            turn = LYING in part.action[1:]
        elif isinstance(part, PageBreak):
            if turn == landscape:
                document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
            else:
                landscape = turn
                next_section(document, landscape=landscape)
                area = set_page(document.sections[-1], landscape=landscape)
        else:
            _add_part(document, part, area.width)
    _set_properties(document, title, author)
    return _repack(document)


def _flatten(story: Iterable[Any]) -> Iterator[Any]:
    """Yield the parts without groups; Word itself keeps paragraphs on one page."""
    for part in story:
        if isinstance(part, ClosingGroup):
            yield from _flatten(part.parts)
        else:
            yield part


def _add_part(document: Any, part: Any, width: float) -> None:
    if isinstance(part, Paragraph):
        _add_paragraph(document, part.text, _spaced_below_table(document, part.style))
    elif isinstance(part, Table):
        add_table(document, part, width)
    elif isinstance(part, Drawing):
        document.add_picture(io.BytesIO(render_chart(part, width)), width=Pt(width))
    elif isinstance(part, SignatureBlock):
        _add_seal(document, part)
    else:
        raise TypeError(f"no .docx holds a {type(part).__name__}")


def _spaced_below_table(document: Any, style: Style) -> Style:
    """Return the style with the space after a table, which Word has no setting for."""
    content = document.element.body.xpath("w:p | w:tbl")
    follows = bool(content) and content[-1].tag == qn("w:tbl")
    return style.but(before=max(style.before, TableLook().after)) if follows else style


def _add_paragraph(document: Any, text: Any, style: Style) -> Any:
    paragraph = document.add_paragraph()
    if style.leading < TEXT.leading:
        take_off_grid(paragraph)  # first: the format prescribes the order of properties
    listed = "\n" in plain_text(text)  # lines broken by hand would be justified to the full width
    paragraph.alignment = ALIGN["left" if listed and style.align == "justify" else style.align]
    form = paragraph.paragraph_format
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = Pt(max(style.leading, style.size * 1.25))
    form.space_before, form.space_after = Pt(style.before), Pt(style.after)
    form.left_indent, form.right_indent = Pt(style.left), Pt(style.right)
    form.keep_with_next = style.keep_with_next
    if style.first:
        form.first_line_indent = Pt(style.first * style.size)
        _indent(paragraph, style.first)
    if style.outline is not None:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(style.outline))
        paragraph._element.get_or_add_pPr().append(level)
    add_text(paragraph, _indent_lines(text, style.first), style)
    return paragraph


def _indent_lines(text: Any, characters: float) -> Any:
    """Return the text with every line indented as the first; Word indents only that one."""
    if not isinstance(text, str):
        return text
    return text.replace("\n", "\n" + "　" * round(characters))


def _indent(paragraph: Any, characters: float) -> None:
    """Indent the first line by characters, so that it follows a change of font size."""
    properties = paragraph._element.get_or_add_pPr()
    indent = properties.get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(round(characters * 100)))


def _add_seal(document: Any, seal: SignatureBlock) -> None:
    """Add room for the seal, the unit and the date, four characters from the right edge."""
    _add_paragraph(document, "", TEXT)
    for text, style in (
        (seal.hint, HINT),
        (seal.unit, TEXT),
        (seal.date, TEXT),
    ):
        right = DATE_FROM_RIGHT * TEXT.size
        flush = style.but(align="right", right=right, keep_with_next=text != seal.date)
        _add_paragraph(document, text, flush)


def _set_properties(document: Any, title: str, author: str) -> None:
    facts = document.core_properties
    facts.title, facts.author, facts.last_modified_by = title, author, EDITOR
    facts.comments = facts.keywords = facts.subject = ""
    facts.created = facts.modified = FIXED_DATE
    facts.revision = 1


def _repack(document: Any) -> bytes:
    """Return the file repacked without times, so that it is reproducible."""
    buffer = io.BytesIO()
    document.save(buffer)
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(buffer) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(zip_member(name), source.read(name))
    return packed.getvalue()
