"""Letters in a .docx: the faces a Chinese PC has for each role, and signs that stay Chinese."""

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

FACES = {
    Role.TITLE: "方正小标宋简体",
    Role.HEI: "黑体",
    Role.KAI: "楷体",
    Role.FANG: "仿宋",
    Role.SONG: "宋体",
    Role.SANS: "宋体",  # tables: the interface's face is not an official paper's
}
TWIPS = 20  # to the point
_SLOTS = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")


def write(paragraph: Any, text: Text, style: Style) -> None:
    """Add the text to a paragraph of a document."""
    for run in runs_of(text):
        made = paragraph.add_run(strip_invisible(run.text))
        made.font.size = Pt(run.size or style.size)
        made.font.bold = style.bold if run.bold is None else run.bold
        colour = run.colour or style.colour
        if colour != "#000000":
            made.font.color.rgb = RGBColor.from_string(colour.lstrip("#").upper())
        properties = made._element.get_or_add_rPr()
        set_face(properties, run.role or style.role)
        if style.tracking:
            closer = OxmlElement("w:spacing")
            closer.set(qn("w:val"), str(floor(style.tracking * TWIPS)))
            properties.append(closer)


def set_face(properties: Any, role: Role) -> None:
    """Name the face outright for every script; 。“”…—— stay Chinese ones by the hint."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for name in list(fonts.attrib):
        del fonts.attrib[name]  # a theme's face would win over the one named here
    for slot in _SLOTS:
        fonts.set(qn(slot), FACES[role])
    fonts.set(qn("w:hint"), "eastAsia")
