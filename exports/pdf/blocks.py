"""The blocks of a paper: title, headings, text, notes, captions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.pdf.keep_together import ClosingGroup
from exports.pdf.page import BODY_SIZE, PITCH, TRACKING
from exports.pdf.text.paragraph import Paragraph
from exports.pdf.text.roles import Role
from exports.pdf.text.style import Run, Style, runs_of

if TYPE_CHECKING:
    from exports.pdf.table.table import Table
    from exports.pdf.text.style import Text

BODY = Style(size=BODY_SIZE, leading=PITCH, tracking=TRACKING, first=2)
HEADING1 = BODY.but(role=Role.HEI, keep_with_next=True, outline=0)
HEADING2 = BODY.but(role=Role.KAI, keep_with_next=True, outline=1)
HEADING3 = BODY.but(bold=True, keep_with_next=True, outline=2)
TITLE = Style(
    role=Role.TITLE, size=22, leading=PITCH * 1.25, align="center", left=22, right=22,
    after=PITCH, balanced=True, keep_with_next=True,
)  # fmt: skip
SUBTITLE = Style(role=Role.KAI, size=BODY_SIZE, leading=PITCH, align="center", balanced=True,
                 after=PITCH / 2, keep_with_next=True)  # fmt: skip
CAPTION = Style(role=Role.HEI, size=10.5, leading=16, align="center", before=8, after=4,
                balanced=True, keep_with_next=True)  # fmt: skip
NOTE = Style(role=Role.SANS, size=9, leading=14, align="justify", colour="#444444", after=4)
MEASURE = Style(role=Role.SANS, size=9, leading=13, align="right", after=2, keep_with_next=True)


def title(text: str) -> Paragraph:
    """The title, 22 pt 小标宋, centred in lines of even length."""
    return Paragraph(text, TITLE)


def subtitle(text: str) -> Paragraph:
    """A line below the title: the period, the unit."""
    return Paragraph(text, SUBTITLE)


def heading1(text: str) -> Paragraph:
    """A first-level heading such as 一、总体情况, in 黑体."""
    return Paragraph(text, HEADING1)


def annex(text: str) -> Paragraph:
    """The mark of an annex (附表1, 附件1), in 黑体 without an indent."""
    return Paragraph(text, HEADING1.but(first=0))


def annexes(text: str) -> Paragraph:
    """The list of annexes (附表：1. …), an empty line below the text."""
    return Paragraph(text, BODY.but(before=PITCH))


def heading2(text: str) -> Paragraph:
    """A second-level heading such as （一）组织建设, in 楷体."""
    return Paragraph(text, HEADING2)


def heading3(text: str) -> Paragraph:
    """A third-level heading such as 1. 县城, in bold 仿宋."""
    return Paragraph(text, HEADING3)


def body(text: Text) -> Paragraph:
    """A paragraph of the text, 16 pt 仿宋, 28 characters to the line."""
    return Paragraph(text, BODY)


def note(text: Text) -> Paragraph:
    """Small print under a table."""
    return Paragraph(text, NOTE)


def noted(table: Table, text: Text) -> ClosingGroup:
    """A table and the note below it, which never starts a page alone."""
    return ClosingGroup([table], note(text))


def caption(text: str) -> Paragraph:
    """The name of a table, above it."""
    return Paragraph(text, CAPTION)


def measure(text: str) -> Paragraph:
    """The unit of a table's figures, at its upper right: 单位：人."""
    return Paragraph(text, MEASURE)


def figure_line(label: str, value: str, unit: str = "", remark: Text = "") -> Paragraph:
    """One figure on a line of the text: its name, the figure in bold, and a remark."""
    figure = Run(value, role=Role.HEI)
    return Paragraph([Run(f"{label}："), figure, Run(unit), *runs_of(remark)], BODY)
