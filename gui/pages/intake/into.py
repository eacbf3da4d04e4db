"""Which ledger the rows of an import become: people of a roster, unless another is chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from gui.pages.registry import PAGES
from storage.tables.volunteer import VOLUNTEERS

ROSTER = f"{VOLUNTEERS.label}（花名册）"


class Into(QComboBox):
    """The ledgers that have a page, the volunteers first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("into")
        self.setAccessibleName("导入到哪种台账")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.addItem(ROSTER, VOLUNTEERS.name)
        for table in dict.fromkeys(table for page in PAGES for table in page.tables):
            if table is not VOLUNTEERS:
                self.addItem(table.label, table.name)

    @property
    def table(self) -> str:
        """The name of the table chosen."""
        return str(self.currentData())

    def choose(self, table: str) -> None:
        """Choose a table by its name; one without a page leaves the volunteers."""
        self.setCurrentIndex(max(self.findData(table), 0))
