"""Notices made on the spot: the same table as text, as a Word document and as a workbook."""

from __future__ import annotations

import zipfile
from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

HEADER = ("工作任务", "任务分解", "具体措施", "牵头单位", "参加单位")
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Rows = "Sequence[tuple[str, str, str, str, str]]"


def blanked(rows: Rows) -> list[tuple[str, ...]]:
    """The rows with section and item said once, as notices have them."""
    made, before = [], ("", "")
    for row in rows:
        section, item = row[0], row[1]
        made.append(
            (
                "" if section == before[0] else section,
                "" if (section, item) == before else item,
                *row[2:],
            )
        )
        before = (section, item)
    return made


def as_text(path: Path, title: str, rows: Rows) -> Path:
    """Tabs between cells, the header again before each section."""
    lines = [title, ""]
    for row in blanked(rows):
        if row[0]:
            lines += ["", "\t".join(HEADER)]
        lines.append("\t".join(row))
    path.write_text("\n".join(lines), "utf-8")
    return path


def as_docx(path: Path, title: str, rows: Rows, *, wrapped: bool = False, extra: str = "") -> Path:
    """One table whose section and item cells are merged downwards."""
    table = _row(HEADER, ("", "", "", "", ""))
    before = ("", "")
    for row in rows:
        marks = (
            "continue" if row[0] == before[0] else "restart",
            "continue" if row[:2] == before else "restart",
        )
        table += _row(row, (*marks, "", "", ""), wrapped=wrapped)
        before = row[:2]
    body = f"{_paragraph(title)}{extra}<w:tbl>{table}</w:tbl>{_paragraph('抄送：各县（区）。')}"
    return docx(path, f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')


def docx(path: Path, document: str) -> Path:
    """A Word document with this part."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
    return path


def _paragraph(text: str) -> str:
    return f"<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def _row(cells: Sequence[str], marks: Sequence[str], *, wrapped: bool = False) -> str:
    made = ""
    for text, mark in zip(cells, marks, strict=True):
        down = f'<w:tcPr><w:vMerge w:val="{mark}"/></w:tcPr>' if mark else ""
        inside = _paragraph("" if mark == "continue" else text)
        made += f"<w:tc>{down}{inside}</w:tc>"
    if wrapped:
        made = f"<w:sdt><w:sdtContent>{made}</w:sdtContent></w:sdt>"
    return f"<w:tr>{made}</w:tr>"


def as_xlsx(path: Path, title: str, rows: Rows) -> Path:
    """A sheet with the title on top and merged cells for sections and items."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("要点")
        sheet.merge_range(0, 0, 0, 4, title)
        sheet.write_row(1, 0, HEADER)
        for at, row in enumerate(rows, 2):
            sheet.write_row(at, 2, row[2:])
        for column in (0, 1):
            at = 2
            for key, group in groupby(rows, key=lambda row: row[: column + 1]):
                size = len(list(group))
                if size > 1:
                    sheet.merge_range(at, column, at + size - 1, column, key[column])
                else:
                    sheet.write_string(at, column, key[column])
                at += size
    return path
