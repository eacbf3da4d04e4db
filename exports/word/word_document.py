"""The one door to a .docx: a story goes in, bytes come out, the same for the same story."""

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
from exports.word.page_setup import lay_out, mark_pages, next_section, number_pages, plain
from exports.word.word_fonts import write
from exports.word.word_tables import add_table, off_grid
from exports.zip_files import member

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exports.pdf.text.style import Style

SHARP = 200 / 72  # dots for a point


def picture_of(drawing: Drawing, width: float) -> bytes:
    """Draw the chart on a page of its size and take a PNG of it."""
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
    image = document[0].render(scale=SHARP).to_pil()
    document.close()
    made = io.BytesIO()
    image.convert("P").save(made, "PNG", optimize=True)
    return made.getvalue()


MAKER = "青志台账"
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
    """Make the document in memory, from the story that a PDF is made of."""
    document = docx.Document()
    plain(document)
    area = lay_out(document.sections[0], landscape=False)
    number_pages(document, footer)
    mark_pages(document, mark, watermark)
    landscape = turn = False
    for part in _unwrapped(story):
        if isinstance(part, NextPageTemplate):
            turn = LYING in part.action[1:]
        elif isinstance(part, PageBreak):
            if turn == landscape:
                document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
            else:
                landscape = turn
                next_section(document, landscape=landscape)
                area = lay_out(document.sections[-1], landscape=landscape)
        else:
            _add(document, part, area.width)
    _sign(document, title, author)
    return _packed(document)


def _unwrapped(story: Iterable[Any]) -> Iterator[Any]:
    """The parts one by one; what a page must not part is left to Word's own keeping together."""
    for part in story:
        if isinstance(part, ClosingGroup):
            yield from _unwrapped(part.parts)
        else:
            yield part


def _add(document: Any, part: Any, width: float) -> None:
    if isinstance(part, Paragraph):
        _add_paragraph(document, part.text, _below_a_table(document, part.style))
    elif isinstance(part, Table):
        add_table(document, part, width)
    elif isinstance(part, Drawing):
        document.add_picture(io.BytesIO(picture_of(part, width)), width=Pt(width))
    elif isinstance(part, SignatureBlock):
        _add_seal(document, part)
    else:
        raise TypeError(f"no .docx holds a {type(part).__name__}")


def _below_a_table(document: Any, style: Style) -> Style:
    """Word has no distance below a table: the paragraph that follows keeps it."""
    content = document.element.body.xpath("w:p | w:tbl")
    follows = bool(content) and content[-1].tag == qn("w:tbl")
    return style.but(before=max(style.before, TableLook().after)) if follows else style


def _add_paragraph(document: Any, text: Any, style: Style) -> Any:
    paragraph = document.add_paragraph()
    if style.leading < TEXT.leading:
        off_grid(paragraph)  # first, as the format orders what it says of a paragraph
    listed = "\n" in plain_text(text)  # lines ended by hand would be spread over the measure
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
    write(paragraph, _each_indented(text, style.first), style)
    return paragraph


def _each_indented(text: Any, characters: float) -> Any:
    """Lines ended by hand each begin as the first does, as on paper; Word indents only that."""
    if not isinstance(text, str):
        return text
    return text.replace("\n", "\n" + "　" * round(characters))


def _indent(paragraph: Any, characters: float) -> None:
    """Indent the first line by characters, which follow when she changes the size."""
    properties = paragraph._element.get_or_add_pPr()
    indent = properties.get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(round(characters * 100)))


def _add_seal(document: Any, seal: SignatureBlock) -> None:
    """Room for the seal, the unit and the date, four characters from the right edge."""
    _add_paragraph(document, "", TEXT)
    for text, style in (
        (seal.hint, HINT),
        (seal.unit, TEXT),
        (seal.date, TEXT),
    ):
        right = DATE_FROM_RIGHT * TEXT.size
        flush = style.but(align="right", right=right, keep_with_next=text != seal.date)
        _add_paragraph(document, text, flush)


def _sign(document: Any, title: str, author: str) -> None:
    facts = document.core_properties
    facts.title, facts.author, facts.last_modified_by = title, author, MAKER
    facts.comments = facts.keywords = facts.subject = ""
    facts.created = facts.modified = FIXED_DATE
    facts.revision = 1


def _packed(document: Any) -> bytes:
    """The file with no hour of its making in it."""
    made = io.BytesIO()
    document.save(made)
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(made) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(member(name), source.read(name))
    return packed.getvalue()
