"""组织与团建: the organizations, and what the rule asks of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from gui.session import Session


class OrganizationPage(QWidget):
    """Organizations and league branches, side by side."""

    def __init__(self, session: Session) -> None:
        super().__init__()
