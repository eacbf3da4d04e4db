"""Page setup of a .docx by GB/T 9704-2012: margins, 22 lines a page, outer page numbers."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from exports.pdf.page import AREAS, BODY_SIZE, LYING, NUMBER, PITCH, UPRIGHT, WATERMARK
from exports.pdf.text.roles import Role
from exports.word.word_fonts import FONTS, TWIPS, add_text, set_font

if TYPE_CHECKING:
    from exports.pdf.page import Area
    from exports.pdf.text.style import Style

# Word's own watermark: letters drawn along a line (WordArt) in a header, behind everything
_SHAPE = """
<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:w10="urn:schemas-microsoft-com:office:word">
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>
<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>
<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>
<v:path textpathok="t" o:connecttype="custom"/><v:textpath on="t" fitshape="t"/></v:shapetype>
<v:shape id="{name}" o:spid="_x0000_s2049" type="#_x0000_t136" alt="{text}" stroked="f"
 fillcolor="{colour}" style="{place};width:{width}pt;height:{height}pt">
<v:textpath style="font-family:&quot;{face}&quot;;font-size:1pt" string="{text}"/>
<w10:wrap anchorx="page" anchory="page"/></v:shape></w:pict>
"""
_PLACE = (
    "position:absolute;margin-left:0;margin-top:0;rotation:315;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:page;"
    "mso-position-vertical:center;mso-position-vertical-relative:page"
)
WATERMARK_NAME = "PowerPlusWaterMarkObject1"  # by which Word's command removes it


def watermark_shape(text: str, style: Style = WATERMARK) -> Any:
    """Return the watermark as a shape for a run of a header."""
    return parse_xml(
        _SHAPE.format(
            name=WATERMARK_NAME,
            place=_PLACE,
            text=escape(text),
            colour=style.colour,
            width=len(text) * style.size,
            height=style.size,
            face=FONTS[style.role],
        )
    )


SMALL_PRINT = NUMBER.but(size=9, role=Role.SONG, colour="#7a7a7a")


def set_page(section: Any, *, landscape: bool) -> Area:
    """Set paper, margins and line grid of a section, and return its text area."""
    area = AREAS[LYING if landscape else UPRIGHT]
    width, height = area.sheet
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Pt(width), Pt(height)
    section.left_margin, section.right_margin = Pt(area.x), Pt(width - area.right)
    section.top_margin, section.bottom_margin = Pt(height - area.top), Pt(area.y)
    section.header_distance, section.footer_distance = Mm(15), Mm(22)
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(round(PITCH * TWIPS)))
    section._sectPr.append(grid)
    return area


def next_section(document: Any, *, landscape: bool) -> None:
    """Begin a section on a new page, portrait or landscape."""
    set_page(document.add_section(WD_SECTION.NEW_PAGE), landscape=landscape)


def number_pages(document: Any, foot: str) -> None:
    """Number pages as — 1 —, one character from the outer edge; `foot` is set below."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, align in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = align
        edge = Pt(NUMBER.size)
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = edge
        add_text(paragraph, "— ", NUMBER)
        _field(paragraph, "PAGE", NUMBER)
        add_text(paragraph, " —", NUMBER)
        if foot:
            add_text(footer.add_paragraph(), foot, SMALL_PRINT)


def mark_pages(document: Any, mark: str, watermark: str) -> None:
    """Put `mark` (such as 示例数据) into every header, with the watermark behind the text."""
    if not mark and not watermark:
        return
    section = document.sections[0]
    for header in (section.header, section.even_page_header):
        header.is_linked_to_previous = False
        add_text(header.paragraphs[0], mark, NUMBER.but(role=Role.HEI, size=10.5))
        if watermark:
            header.paragraphs[0].add_run()._element.append(watermark_shape(watermark))


def _field(paragraph: Any, name: str, style: Style) -> None:
    """Add a field whose value WPS fills in."""
    for kind, text in (("begin", ""), ("", name), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(style.size)
        set_font(run._element.get_or_add_rPr(), style.role)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._element.append(mark)


def reset_styles(document: Any) -> None:
    """Reset the template's styles, whose fonts come from a theme that WPS lacks."""
    normal = document.styles["Normal"]
    normal.font.size = Pt(BODY_SIZE)
    set_font(normal.element.get_or_add_rPr(), Role.FANG)
    form = normal.paragraph_format
    form.space_before = form.space_after = Pt(0)
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        for name in [one for one in fonts.attrib if one.endswith("Theme")]:
            del fonts.attrib[name]
