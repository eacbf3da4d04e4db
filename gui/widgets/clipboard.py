"""Copying out: text that WPS keeps as typed, identity numbers included."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

if TYPE_CHECKING:
    from collections.abc import Sequence

_AS_TEXT = "mso-number-format:'\\@'"


def mime(rows: Sequence[Sequence[str]]) -> QMimeData:
    """The cells as tab-separated text and as a table whose cells are marked as text."""
    data = QMimeData()
    data.setText("\n".join("\t".join(_flat(cell) for cell in row) for row in rows))
    lines = "".join(
        "<tr>" + "".join(f'<td style="{_AS_TEXT}">{escape(cell)}</td>' for cell in row) + "</tr>"
        for row in rows
    )
    data.setHtml(
        f'<html><head><meta charset="utf-8"></head><body><table>{lines}</table></body></html>'
    )
    return data


def _flat(cell: str) -> str:
    return " ".join(cell.split())
