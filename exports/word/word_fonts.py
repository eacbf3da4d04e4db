"""Fonts of a .docx: the font of a Chinese PC for each role, and Chinese punctuation."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from exports.pdf.text.fonts import strip_invisible
from exports.pdf.text.roles import Role
from exports.pdf.text.style import runs_of

if TYPE_CHECKING:
    from exports.pdf.text.style import Style, Text

FONTS = {
    Role.TITLE: "方正小标宋简体",
    Role.HEI: "黑体",
    Role.KAI: "楷体",
    Role.FANG: "仿宋",
    Role.SONG: "宋体",
    Role.SANS: "宋体",  # tables: the interface font is not one of official papers
}
TWIPS = 20  # per point
_SCRIPTS = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")


def add_text(paragraph: Any, text: Text, style: Style) -> None:
    """Add text to a paragraph, run by run, in its style."""
    for run in runs_of(text):
        added = paragraph.add_run(strip_invisible(run.text))
        added.font.size = Pt(run.size or style.size)
        added.font.bold = style.bold if run.bold is None else run.bold
        colour = run.colour or style.colour
        if colour != "#000000":
            added.font.color.rgb = RGBColor.from_string(colour.lstrip("#").upper())
        properties = added._element.get_or_add_rPr()
        set_font(properties, run.role or style.role)
        if style.tracking:
            closer = OxmlElement("w:spacing")
            closer.set(qn("w:val"), str(floor(style.tracking * TWIPS)))
            properties.append(closer)


def set_font(properties: Any, role: Role) -> None:
    """Set the font for every script; the hint keeps 。“”…—— in the Chinese font."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for name in list(fonts.attrib):
        del fonts.attrib[name]  # a theme's font would override the one named here
    for slot in _SCRIPTS:
        fonts.set(qn(slot), FONTS[role])
    fonts.set(qn("w:hint"), "eastAsia")
