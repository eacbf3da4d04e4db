"""A word written large behind the text of a .docx, as Word, WPS and LibreOffice draw it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docx.oxml import parse_xml

from exports.pdf.page import WATERMARK
from exports.word.letters import FACES

if TYPE_CHECKING:
    from exports.pdf.style import Style

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
NAME = "PowerPlusWaterMarkObject1"  # by this name Word's own command finds and removes it


def written_behind(text: str, style: Style = WATERMARK) -> Any:
    """The shape, to be put into a run of a header."""
    return parse_xml(
        _SHAPE.format(
            name=NAME,
            place=_PLACE,
            text=escape(text),
            colour=style.colour,
            width=len(text) * style.size,
            height=style.size,
            face=FACES[style.role],
        )
    )
