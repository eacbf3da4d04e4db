"""The page after GB/T 9704-2012: text area, page number, header and footer."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, degrees
from typing import TYPE_CHECKING, Any, Literal

from reportlab.lib.units import mm
from reportlab.platypus import Frame, NextPageTemplate, PageBreak, PageTemplate

from exports.pdf.text.drawing import Pen
from exports.pdf.text.line import MeasuredText
from exports.pdf.text.line_breaking import break_lines
from exports.pdf.text.roles import Role
from exports.pdf.text.style import Align, Run, Style

if TYPE_CHECKING:
    from exports.pdf.canvas import Paper
    from exports.pdf.text.fonts import Faces

LINES, CHARACTERS = 22, 28
BODY_SIZE = 16.0  # 三号
PITCH = 225 * mm / LINES  # 28.99 pt
TRACKING = 156 * mm / CHARACTERS - BODY_SIZE  # -0.21 pt: 28 characters of 16 pt are too wide
NUMBER = Style(role=Role.SONG, size=14)  # 四号
NUMBER_BELOW = 7 * mm
DASH_HEIGHT = 0.38  # of the size: height of the dash next to the number above the baseline
SMALL = Style(role=Role.SANS, size=7.5, colour="#7a7a7a")
SMALL_AT = 1 / 3  # of the margin below the text
MARK = Style(role=Role.HEI, size=10.5)
MARK_ABOVE = 6 * mm
WATERMARK = Style(role=Role.HEI, size=170, colour="#efefef")  # light enough to read figures on
MIDDLE = 0.36  # of the size: height of a character's middle above its baseline
UPRIGHT, LYING = "upright", "lying"


@dataclass(frozen=True, slots=True)
class Area:
    """A sheet of paper and the 版心 on it."""

    sheet: tuple[float, float]
    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge of the text."""
        return self.x + self.width

    @property
    def top(self) -> float:
        """The upper edge of the text."""
        return self.y + self.height


# 天头 37, 订口 28, text 156 x 225. Lying, the upper edge of the table is at the binding.
AREAS = {
    UPRIGHT: Area((210 * mm, 297 * mm), 28 * mm, 35 * mm, 156 * mm, 225 * mm),
    LYING: Area((297 * mm, 210 * mm), 36 * mm, 26 * mm, 225 * mm, 156 * mm),
}


@dataclass(frozen=True, slots=True)
class Furniture:
    """Texts around the text area of every page, and the style of its number."""

    footer: str = ""
    mark: str = ""
    watermark: str = ""
    numbering: Literal["dash", "of", "none"] = "dash"


def page_templates(furniture: Furniture, *, landscape: bool) -> list[Any]:
    """Return both page templates, the one of the first page first."""
    names = (LYING, UPRIGHT) if landscape else (UPRIGHT, LYING)
    return [_template(name, furniture) for name in names]


def turn_page(*, landscape: bool) -> list[Any]:
    """Return the flowables that start a new page in the given orientation."""
    return [NextPageTemplate(LYING if landscape else UPRIGHT), PageBreak()]


def _template(name: str, furniture: Furniture) -> Any:
    area = AREAS[name]
    padding = dict.fromkeys(("leftPadding", "rightPadding", "topPadding", "bottomPadding"), 0)
    frame = Frame(area.x, area.y, area.width, area.height, id=name, **padding)

    def furnish(canvas: Paper, document: Any) -> None:
        _draw_furniture(canvas, area, furniture, document.page)

    def begin(canvas: Paper, _document: Any) -> None:
        if furniture.watermark:
            _draw_watermark(canvas, area, furniture.watermark)

    return PageTemplate(name, [frame], onPage=begin, onPageEnd=furnish, pagesize=area.sheet)


def _draw_watermark(canvas: Paper, area: Area, text: str) -> None:
    """Write large from corner to corner, before the content, so that it lies below everything."""
    width, height = area.sheet
    canvas.saveState()
    canvas.translate(width / 2, height / 2)
    canvas.rotate(degrees(atan2(height, width)))
    draw_text(canvas, text, WATERMARK, 0, -MIDDLE * WATERMARK.size, "center")
    canvas.restoreState()


def _draw_furniture(canvas: Paper, area: Area, furniture: Furniture, page: int) -> None:
    """Draw mark, number and footer; last, so that copied text begins with the text."""
    canvas.saveState()
    if furniture.mark:
        draw_text(canvas, furniture.mark, MARK, area.x, area.top + MARK_ABOVE, "left")
    if furniture.footer:
        draw_text(canvas, furniture.footer, SMALL, area.x, SMALL_AT * area.y, "left")
    if furniture.numbering == "dash":
        _draw_number(canvas, area, page)
    elif furniture.numbering == "of":
        canvas.later(f"number{page}", lambda total: _draw_page_count(canvas, area, page, total))
    canvas.restoreState()


def _draw_number(canvas: Paper, area: Area, page: int) -> None:
    """Write — 1 — one character in, at the outer edge of a double-sided print (7.5)."""
    baseline = area.y - NUMBER_BELOW - DASH_HEIGHT * NUMBER.size
    odd = page % 2
    x = area.right - NUMBER.size if odd else area.x + NUMBER.size
    draw_text(canvas, f"— {page} —", NUMBER, x, baseline, "right" if odd else "left")


def _draw_page_count(canvas: Paper, area: Area, page: int, total: int) -> None:
    middle, baseline = area.x + area.width / 2, area.y - NUMBER_BELOW - NUMBER.size / 2
    draw_text(
        canvas, f"第 {page} 页 共 {total} 页", NUMBER.but(size=10.5), middle, baseline, "center"
    )


def draw_text(
    canvas: Paper, text: str, style: Style, x: float, baseline: float, align: Align
) -> None:
    """Write one line that starts, is centred or ends at `x`."""
    setting = MeasuredText([Run(text)], style, canvas.faces)
    width = setting.natural(0, len(setting.chars))
    x -= width * {"center": 0.5, "right": 1.0}.get(align, 0.0)
    pen = Pen(canvas)
    for line in break_lines(setting, width + 1):
        for segment in setting.segments(line):
            pen.draw_text(x + segment.x, baseline, segment.text, segment.look, segment.spread)
    pen.done()


def truncate(text: str, style: Style, room: float, faces: Faces) -> str:
    """Return the text shortened to one line of `room` points, with … where it was cut."""
    while len(text) > 1:
        setting = MeasuredText([Run(text)], style, faces)
        if setting.natural(0, len(setting.chars)) <= room:
            break
        text = text.rstrip("…")[:-1] + "…"
    return text
