"""A certificate to be hung up: a frame, a large title, one sentence, the signature."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from exports.pdf import SignatureBlock
from exports.pdf.page import AREAS, LYING, draw_text
from exports.pdf.text.paragraph import Paragraph
from exports.pdf.text.roles import Role
from exports.pdf.text.style import Style
from exports.people.paper_facts import format_day
from storage.model.tables import CERTIFICATES

if TYPE_CHECKING:
    from exports.people.paper_facts import PaperFacts

TITLE = Style(role=Role.TITLE, size=38, leading=56, align="center", colour="#9B1C1C")
TEXT = Style(role=Role.KAI, size=20, leading=38, first=2)
SMALLER = TEXT.but(size=16, leading=29)  # keeps a certificate with long names on one sheet
LONG_SENTENCE = 110  # characters: more than four lines
SMALL = Style(role=Role.FANG, size=12, leading=20, align="left", colour="#555555")
EDGE, GAP = 12 * mm, 2.5 * mm
NUMBER_AT = (EDGE + 12 * mm, EDGE + 8 * mm)
FRAME = "#B08A3C"


class Frame(Flowable):  # type: ignore[misc]
    """Two fine lines around the whole sheet, with the number at their foot."""

    units = 0

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return no size: the frame takes no room from the text."""
        return 0, 0

    def draw(self) -> None:
        """Draw the frame at the edges of the paper, independent of the position in the text."""
        width, height = AREAS[LYING].sheet
        x, y = self.canv.absolutePosition(0, 0)
        self.canv.setStrokeColor(FRAME)
        for inset, thick in ((EDGE, 2.2), (EDGE + GAP, 0.6)):
            self.canv.setLineWidth(thick)
            box = (inset - x, inset - y, width - 2 * inset, height - 2 * inset)
            self.canv.rect(*box, stroke=1, fill=0)
        draw_text(self.canv, self.number, SMALL, NUMBER_AT[0] - x, NUMBER_AT[1] - y, "left")


def certificate_story(facts: PaperFacts, heading: str, text: str, giver: str) -> list[Any]:
    """Return the story of a certificate: heading, sentence, and signatory."""
    one = facts.certificate
    return [
        Frame(f"编号：{one.number}　{CERTIFICATES.by_name['code'].label}：{one.code}"),
        Spacer(1, 16 * mm),
        Paragraph(heading, TITLE),
        Spacer(1, 12 * mm),
        Paragraph(text, TEXT if len(text) <= LONG_SENTENCE else SMALLER),
        Spacer(1, 8 * mm),
        SignatureBlock(giver, format_day(one.issued_on)),
    ]
