"""The hidden sheet of the quarter's workbook, by which a program reads the workbook back.

It holds the figures by code, and a short hash of every cell: enough to name a changed cell, and
too little to restore what somebody removed before passing the file on.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from exports.reports.fingerprint import cell_mark, figures_digest, figures_of, plain_cell
from exports.workbook.row_positions import numbered_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from exports.reports.report_context import ReportContext
    from exports.sheet import Sheet
    from storage.intake.read import Sheet as ReadSheet

NAME = "_qz"
MAKER, FORM = "青志台账", "1"  # the program that wrote it, and the version of the format
FIGURE, ROW = "figure", "row"

Cells = dict[str, dict[int, list[str]]]  # sheet, number of the row, its cells as plain text


@dataclass(frozen=True, slots=True)
class Hidden:
    """The content of a hidden sheet: facts by key, figures, and the hash of every cell."""

    facts: Mapping[str, str]
    figures: tuple[tuple[str, ...], ...] = ()
    marks: Cells = field(default_factory=dict)

    @property
    def quarter(self) -> str:
        """The quarter of the workbook."""
        return self.facts.get("quarter", "")

    @property
    def digest(self) -> str:
        """The fingerprint of the listed figures."""
        return figures_digest(self.quarter, self.figures)


def cells_of(sheets: Sequence[Sheet]) -> Cells:
    """Return the text of every cell, except of sheets that are computed from the others."""
    return {
        sheet.name: {
            number: [plain_cell(value) for value in values]
            for number, values in numbered_rows(sheet)
        }
        for sheet in sheets
        if not sheet.computed
    }


def book_id(cells: Cells) -> str:
    """Return the SHA-256 of all cells with their sheet and row: the id of a sent workbook."""
    made = hashlib.sha256()
    for name, build_rows in cells.items():
        for number, texts in build_rows.items():
            made.update("\t".join((name, str(number), *texts)).encode("utf-8", "surrogatepass"))
    return made.hexdigest()


def build_rows(context: ReportContext, cells: Cells) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the hidden sheet."""
    figures = figures_of(context.measured)
    yield MAKER, FORM
    yield "quarter", str(context.quarter)
    yield "county", context.county
    yield "privacy", context.privacy
    yield "made_on", context.made_on.isoformat()
    yield "version", str(context.sealed.seal.version) if context.sealed else "0"
    yield "figures", figures_digest(str(context.quarter), figures)
    yield "book", book_id(cells)
    for one in figures:
        yield FIGURE, *one
    for name, lines in cells.items():
        for number, texts in lines.items():
            yield ROW, name, str(number), " ".join(cell_mark(text) for text in texts)


def parse_sheet(sheet: ReadSheet) -> Hidden | None:
    """Parse a hidden sheet; None where this program did not write it."""
    lines = [[plain_cell(cell) for cell in row] for row in sheet.rows]
    if not lines or lines[0][:2] != [MAKER, FORM]:
        return None
    figures = [tuple((*line[1:], "", "", "", "")[:5]) for line in lines if line[:1] == [FIGURE]]
    marks: Cells = {}
    for line in lines:
        if line[:1] == [ROW] and len(line) >= 4 and line[2].isdigit():
            marks.setdefault(line[1], {})[int(line[2])] = line[3].split()
    facts = {line[0]: line[1] for line in lines[1:] if len(line) == 2}
    return Hidden(facts, tuple(figures), marks)
