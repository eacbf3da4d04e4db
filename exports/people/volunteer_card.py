"""Volunteer cards, ten to a sheet, with a QR code of kind, number and check code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing as Graphic
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from exports.pdf.page import draw_text, truncate
from exports.pdf.text.roles import Role
from exports.pdf.text.style import Style
from storage.model.tables import CERTIFICATES, VOLUNTEERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exports.people.paper_facts import PaperFacts

WIDE, HIGH = 77 * mm, 44 * mm  # two side by side and five below each other on the text's area
INSIDE, QR = 4 * mm, 20 * mm
NAME = Style(role=Role.HEI, size=15)
LINE = Style(role=Role.SANS, size=8, colour="#333333")
HEAD = Style(role=Role.HEI, size=9.5, colour="#9B1C1C")
MARK = Style(role=Role.SANS, size=7, colour="#8a6d00")
LEADING = 13
NUMBER = VOLUNTEERS.by_name["platform_number"].label


class Row(Flowable):  # type: ignore[misc]
    """Two cards side by side."""

    units = 2

    def __init__(self, facts: Sequence[PaperFacts]) -> None:
        super().__init__()
        self.facts = facts

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the height of a card and the gap below it."""
        return width, HIGH + mm

    def draw(self) -> None:
        """Draw the cards from the left."""
        for place, one in enumerate(self.facts):
            _draw_card(self.canv, one, place * (WIDE + 2 * mm))


def card_rows(facts: Sequence[PaperFacts]) -> list[Any]:
    """Return the story: rows of two cards."""
    return [Row(facts[at : at + 2]) for at in range(0, len(facts), 2)]


def _draw_card(canvas: Any, facts: PaperFacts, x: float) -> None:
    person, one = facts.person, facts.certificate
    canvas.setStrokeColor("#9a9a9a")
    canvas.setLineWidth(0.5)
    canvas.roundRect(x, 0, WIDE, HIGH, 3 * mm, stroke=1, fill=0)
    left, top = x + INSIDE, HIGH - INSIDE - 8
    draw_text(canvas, "青年志愿者证", HEAD, left, top, "left")
    style, name = _fit_name(person.name, canvas.faces)
    draw_text(canvas, name, style, left, top - 24, "left")
    lines = (
        f"{NUMBER}：{person.platform_number or '（待取得）'}",
        f"发卡单位：{facts.issuer}",
        f"卡号：{one.number}　{one.issued_on:%Y-%m-%d}",
        f"{CERTIFICATES.by_name['code'].label}：{one.code}",
    )
    room = WIDE - QR - 2.5 * INSIDE
    for number, text in enumerate(lines):
        shown = truncate(text, LINE, room, canvas.faces)
        draw_text(canvas, shown, LINE, left, top - 44 - number * LEADING, "left")
    if facts.mark:
        draw_text(canvas, facts.mark, MARK, x + WIDE - INSIDE, top, "right")
    _draw_code(canvas, f"{one.kind} {one.number} {one.code}", x + WIDE - QR - INSIDE, INSIDE)


def _fit_name(name: str, faces: Any) -> tuple[Style, str]:
    """Return the largest style in which the name fits; only the smallest may cut it."""
    sizes = (NAME, *(NAME.but(size=size) for size in (13, 11, 9, 7.5)))
    room = WIDE - 2 * INSIDE
    whole = (style for style in sizes if truncate(name, style, room, faces) == name)
    style = next(whole, sizes[-1])
    return style, truncate(name, style, room, faces)


def _draw_code(canvas: Any, text: str, x: float, y: float) -> None:
    widget = QrCodeWidget(text, barLevel="M", barWidth=QR, barHeight=QR, barBorder=1)
    graphic = Graphic(QR, QR)
    graphic.add(widget)
    renderPDF.draw(graphic, canvas, x, y)
