"""The ledgers: which columns, forms and lists each has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from gui.session import Session


def volunteers_page(session: Session) -> QWidget:
    """The volunteers."""
    return QWidget()


def trainings_page(session: Session) -> QWidget:
    """The trainings."""
    return QWidget()


def units_page(session: Session) -> QWidget:
    """The reporting units."""
    return QWidget()
