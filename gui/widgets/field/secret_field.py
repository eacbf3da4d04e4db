"""A number that is masked on the screen until the eye is pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit

from gui.appearance import icons, theme

if TYPE_CHECKING:
    from gui.session import Session
    from storage.model.schema import Column


class SecretField(QLineEdit):
    """While masked it cannot be edited: nobody should change what he does not see."""

    def __init__(self, session: Session, column: Column) -> None:
        super().__init__()
        self._session = session
        self._column = column
        self._kept = ""
        self._hidden = False
        self._eye = self.addAction(
            icons.icon("eye", "faint", theme.SMALL_ICON), QLineEdit.ActionPosition.TrailingPosition
        )
        self._eye.setToolTip("显示，以便核对或修改（会记入日志）")
        self._eye.triggered.connect(self.reveal_number)
        session.masked_changed.connect(self._follow)

    def set_value(self, text: str) -> None:
        """Show a kept number, masked if numbers are."""
        self._kept = text
        self._cover(hidden=self._session.masked and bool(text))

    def value(self) -> str:
        """The number itself."""
        return self._kept if self._hidden else self.text()

    @Slot()
    def reveal_number(self) -> None:
        """Show this one number."""
        self._session.note_sight(f"{self._column.name}")
        self._cover(hidden=False)
        self.setFocus()

    @Slot(bool)
    def _follow(self, masked: bool) -> None:
        if not self.isModified():
            self._cover(hidden=masked and bool(self._kept))

    def _cover(self, *, hidden: bool) -> None:
        mask = self._column.kind.mask
        masked = mask(self._kept) if mask is not None else self._kept
        self._hidden = hidden and masked != self._kept
        self.setReadOnly(self._hidden)
        self._eye.setVisible(self._hidden)
        self.setText(masked if self._hidden else self._kept)
        self.setModified(False)
