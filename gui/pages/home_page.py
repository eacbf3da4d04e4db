"""工作台: what to do next, then how far we are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from gui.session import Session


class HomePage(QWidget):
    """The first page."""

    def __init__(self, session: Session) -> None:
        super().__init__()
