"""A field whose number is masked until the eye is pressed; revealing it is logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit

from gui.appearance import icons, theme

if TYPE_CHECKING:
    from gui.session import Session
    from storage.model.schema import Column


class SecretField(QLineEdit):
    """Read-only while masked: nobody should change a number without seeing it."""

    def __init__(self, session: Session, column: Column) -> None:
        super().__init__()
        self._session = session
        self._column = column
        self._value = ""
        self._hidden = False
        self._eye = self.addAction(
            icons.icon("eye", "faint", theme.SMALL_ICON), QLineEdit.ActionPosition.TrailingPosition
        )
        self._eye.setToolTip("显示，以便核对或修改（会记入日志）")
        self._eye.triggered.connect(self.reveal_number)
        session.masked_changed.connect(self._on_masked_changed)

    def set_value(self, text: str) -> None:
        """Show a stored number, masked if the session masks numbers."""
        self._value = text
        self._set_hidden(hidden=self._session.masked and bool(text))

    def value(self) -> str:
        """Return the number without its mask."""
        return self._value if self._hidden else self.text()

    @Slot()
    def reveal_number(self) -> None:
        """Show this one number and record that in the access log."""
        self._session.log_reveal(f"{self._column.name}")
        self._set_hidden(hidden=False)
        self.setFocus()

    @Slot(bool)
    def _on_masked_changed(self, masked: bool) -> None:
        if not self.isModified():
            self._set_hidden(hidden=masked and bool(self._value))

    def _set_hidden(self, *, hidden: bool) -> None:
        mask = self._column.kind.mask
        masked = mask(self._value) if mask is not None else self._value
        self._hidden = hidden and masked != self._value
        self.setReadOnly(self._hidden)
        self._eye.setVisible(self._hidden)
        self.setText(masked if self._hidden else self._value)
        self.setModified(False)
