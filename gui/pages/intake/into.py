"""Which ledger the rows of an import become: people of a roster, unless another is chosen.

A roster of its own (团员名册) is chosen by its name; its rows become volunteers as well.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from gui.pages.registry import PAGES
from storage.tables.volunteer import VOLUNTEERS
from storage.views.rosters import BY_NAME, ROSTERS

ROSTER = f"{VOLUNTEERS.label}（花名册）"


class Into(QComboBox):
    """The ledgers that have a page, the volunteers first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("into")
        self.setAccessibleName("导入到哪种台账")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.addItem(ROSTER, VOLUNTEERS.name)
        for roster in ROSTERS:
            self.addItem(roster.label, roster.name)
        for table in dict.fromkeys(table for page in PAGES for table in page.tables):
            if table is not VOLUNTEERS:
                self.addItem(table.label, table.name)

    @property
    def table(self) -> str:
        """The name of the table or roster chosen."""
        return str(self.currentData())

    @property
    def of_people(self) -> bool:
        """Whether the rows become volunteers."""
        return self.table == VOLUNTEERS.name or self.table in BY_NAME

    def choose(self, table: str) -> None:
        """Choose a table by its name; one without a page leaves the volunteers."""
        self.setCurrentIndex(max(self.findData(table), 0))
