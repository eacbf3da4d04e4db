"""Copying out: text that WPS keeps as typed, identity numbers included; files to paste elsewhere.

What lies on the clipboard is read, and freed, when the window is long closed: Qt must own it
without Python, which is gone by then. Data that Python made ends the program with a crash.
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

_AS_TEXT = "mso-number-format:'\\@'"


def copy_text(text: str) -> None:
    """Copy words as they are."""
    QGuiApplication.clipboard().setText(text)


def copy_files(paths: Iterable[Path]) -> None:
    """Copy files, as a file manager does."""
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
    """Empty data that is Qt's own through and through: `QMimeData()` would be half Python's."""
    model = QStandardItemModel(1, 1)
    data = model.mimeData([model.index(0, 0)])
    data.clear()
    return data


def _flat(cell: str) -> str:
    return " ".join(cell.split())
