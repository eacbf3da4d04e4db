"""Copying text, cells and files to the clipboard.

Qt reads and frees clipboard data after the window is closed, when the interpreter may have been
finalized: the data must belong to Qt alone. A `QMimeData` made by Python crashes the program then.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication, QStandardItemModel

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from PySide6.QtCore import QMimeData

# Without it WPS and Excel turn an identity number into a float and lose its last digits.
_AS_TEXT = "mso-number-format:'\\@'"


def copy_text(text: str) -> None:
    """Copy plain text."""
    QGuiApplication.clipboard().setText(text)


def copy_files(paths: Iterable[Path]) -> None:
    """Copy files, so that a file manager or a chat can paste them."""
    data = _qt_mime_data()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    QGuiApplication.clipboard().setMimeData(data)


def copy_cells(rows: Sequence[Sequence[str]]) -> None:
    """Copy cells as tab-separated text and as a table whose cells are marked as text."""
    data = _qt_mime_data()
    data.setText("\n".join("\t".join(_flat(cell) for cell in row) for row in rows))
    lines = "".join(
        "<tr>" + "".join(f'<td style="{_AS_TEXT}">{escape(cell)}</td>' for cell in row) + "</tr>"
        for row in rows
    )
    data.setHtml(
        f'<html><head><meta charset="utf-8"></head><body><table>{lines}</table></body></html>'
    )
    QGuiApplication.clipboard().setMimeData(data)


def _qt_mime_data() -> QMimeData:
    """Return empty MIME data created by Qt: Python would share the ownership of `QMimeData()`."""
    model = QStandardItemModel(1, 1)
    data = model.mimeData([model.index(0, 0)])
    data.clear()
    return data


def _flat(cell: str) -> str:
    """Collapse whitespace: a tab or a line break would start another cell."""
    return " ".join(cell.split())
