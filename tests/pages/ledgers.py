"""Adds records to ledgers in tests, opens a ledger's page and reads its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from gui.ledgers.ledger_page import LedgerPage
from windows import show

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.ledgers.ledger import Ledger
    from gui.models.record_table import Cell
    from gui.session import Session
    from storage.model.schema import Table


def visible_texts(page: QWidget) -> list[str]:
    """The texts of all labels that are shown."""
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def add(session: Session, table: Table[Any], **draft: object) -> int:
    """Save a record made of this draft; returns its id."""
    store = session.store
    with session.edit("录入") as edit:
        return edit.save(table, store.parse(table, draft))


def open_ledger(qtbot: QtBot, session: Session, ledger: Ledger) -> LedgerPage:
    """Show a ledger's page once its rows are counted and loaded."""
    page: Any = show(qtbot, LedgerPage(session, ledger))
    qtbot.waitUntil(lambda: page.model.total >= 0)
    qtbot.waitUntil(lambda: all(page.model.cells(at) for at in range(page.model.rowCount())))
    return page


def cells(page: LedgerPage, name: str) -> list[Cell]:
    """The cells of one column, row after row."""
    at = [page.model.column(n).name for n in range(page.model.columnCount())].index(name)
    return [page.model.cells(row)[at] for row in range(page.model.rowCount())]


def texts(page: LedgerPage, name: str) -> list[str]:
    """The texts of one column, row after row."""
    return [cell.text for cell in cells(page, name)]


def headers(page: LedgerPage) -> list[str]:
    """The headers of the columns shown by default."""
    model = page.model
    return [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]


def form_titles(page: LedgerPage) -> list[str]:
    """The titles of the groups in the panel's form."""
    return [title for title, _names in page._ledger.form_groups if title]
