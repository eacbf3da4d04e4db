"""Tables of a .docx: ruled, headings repeated on every page, rows never split."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from exports.pdf.table.column_widths import Demand, distribute
from exports.pdf.table.table_cells import WORDS, Band
from exports.pdf.text.style import Style, plain_text
from exports.word.word_fonts import add_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from exports.pdf.table.column_widths import Column
    from exports.pdf.table.table import Table
    from exports.pdf.text.style import Text

ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
CELL_MARGINS = 13.0  # points, sum of the margins left and right of a cell's text
PADDING = 1.5  # points above and below a cell's text
MIN_CHARACTERS = 4  # minimum width of a column of text in characters


def add_table(document: Any, source: Table, width: float) -> None:
    """Add a table of the given width in points."""
    look, columns = source.look, source.columns
    rows = list(source.texts)
    style = Style(role=look.role, size=look.size, leading=look.leading, first=0)
    widths = _widths(columns, rows, look.size, width)
    table = document.add_table(rows=0, cols=len(columns), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Pt(wide)
    head = style.but(role=look.head_role)
    titles = [column.title for column in columns]
    _add_row(table, titles, ["center"] * len(columns), widths, head, heading=True)
    for row in rows:
        if isinstance(row, Band):
            _add_band(table, row, widths, head)
        else:
            _add_row(table, row, [column.align for column in columns], widths, style)


def _add_row(
    table: Any,
    texts: Sequence[Text],
    aligns: Sequence[str],
    widths: Sequence[float],
    style: Style,
    *,
    heading: bool = False,
) -> None:
    row = table.add_row()
    _forbid_row_break(row, heading=heading)
    for cell, text, align, width in zip(row.cells, texts, aligns, widths, strict=True):
        cell.width = Pt(width)
        _fill(cell, text, align, style)


def _add_band(table: Any, band: Band, widths: Sequence[float], style: Style) -> None:
    row = table.add_row()
    _forbid_row_break(row, heading=False)
    cells = row.cells
    for cell, width in zip(cells, widths, strict=True):
        cell.width = Pt(width)
    _fill(cells[0].merge(cells[-1]), band.text, "left", style)


def _fill(cell: Any, text: Text, align: str, style: Style) -> None:
    paragraph = cell.paragraphs[0]
    take_off_grid(paragraph)  # first, as the format orders what it says of a paragraph
    paragraph.alignment = ALIGN[align]
    form = paragraph.paragraph_format
    form.line_spacing = 1.0  # a fixed line height would cut taller text
    form.space_before = form.space_after = Pt(PADDING)
    _mark_size(paragraph, style.size)
    add_text(paragraph, text, style)


def take_off_grid(paragraph: Any) -> None:
    """Take a paragraph off the line grid, as for small print and cells."""
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    paragraph._element.get_or_add_pPr().append(snap)


def _mark_size(paragraph: Any, size: float) -> None:
    """Set the size of the paragraph mark, which decides the height of an empty cell."""
    properties = OxmlElement("w:rPr")
    letters = OxmlElement("w:sz")
    letters.set(qn("w:val"), str(round(size * 2)))  # in half points
    properties.append(letters)
    paragraph._element.get_or_add_pPr().append(properties)


def _forbid_row_break(row: Any, *, heading: bool) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if heading:
        properties.append(OxmlElement("w:tblHeader"))


def _widths(
    columns: Sequence[Column], rows: Iterable[Sequence[Text] | Band], size: float, width: float
) -> list[float]:
    """Return column widths in points by content; no word or date is broken."""
    cells = [[plain_text(text) for text in row] for row in rows if not isinstance(row, Band)]
    demands = []
    for place, column in enumerate(columns):
        texts = [column.title, *(row[place] for row in cells)]
        most = max(_width_in_ems(line) for text in texts for line in text.split("\n"))
        least = max(_width_in_ems(word) for text in texts for word in WORDS.findall(text) or ("",))
        least = most if column.align == "right" else max(least, min(most, MIN_CHARACTERS))
        demands.append(Demand(most * size + CELL_MARGINS, least * size + CELL_MARGINS))
    return distribute(columns, demands, width)


def _width_in_ems(text: str) -> float:
    return sum(map(_char_in_ems, text))


def _char_in_ems(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    return 0.75 if char.isupper() else 0.55
