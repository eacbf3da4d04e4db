"""The head of a record's panel: its title and main facts, the privacy toggle, the close button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.appearance import theme
from gui.widgets.buttons import tool_button
from gui.widgets.elided import ElidedLabel
from gui.widgets.privacy_toggle import PrivacyToggle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from gui.session import Session
    from storage.model.schema import Column, Derived, Table
    from storage.store.listing import Row


OPENING_MARKS = "“《（"
UNITS = {"hours": "小时", "money": "元"}
LONG_LABEL = 3  # characters from which a label precedes its number


class Initial(QWidget):
    """The first character of a name in a circle."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setFixedSize(theme.AVATAR, theme.AVATAR)

    def set_name(self, name: str) -> None:
        """Show the first character of a name."""
        self._text = name[:1]
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("link_soft"))
        painter.drawEllipse(self.rect())
        painter.setPen(theme.colour("link"))
        painter.setFont(theme.font(theme.SECTION, bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)


class PanelHead(QWidget):
    """Signals: closed()."""

    closed = Signal()

    def __init__(self, session: Session, table: Table[Any], subtitle: Sequence[str]) -> None:
        super().__init__()
        self._session = session
        self._table = table
        self._subtitle = tuple(subtitle)
        self._initial = Initial()
        self._title = ElidedLabel("section")
        self._title.setObjectName("panel_title")
        self._second = ElidedLabel("small")
        eye = PrivacyToggle(session, table.name)
        if not any(column.kind.mask for column in table.columns):
            eye.hide()
        shut = tool_button("x", "关闭（Esc）")
        shut.setObjectName("panel_close")
        shut.clicked.connect(self.closed)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._second)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self._initial)
        row.addLayout(words, 1)
        row.addWidget(eye, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(shut, 0, Qt.AlignmentFlag.AlignTop)

    def show_record(self, row: Row[Any] | None) -> None:
        """Show the title and facts of a record, or the heading of a new one."""
        title = row.title if row else f"新增{self._table.label}"
        self._title.set_full_text(title)
        self._initial.set_name(title.lstrip(OPENING_MARKS) if row else "+")
        self._second.set_full_text(" · ".join(self._facts(row)) if row else "带 * 的必须填写")

    def _facts(self, row: Row[Any]) -> list[str]:
        facts = []
        for name in self._subtitle:
            shown, text = self._table.shown[name], row.text(name, masked=True)
            if text:
                facts.append(_with_unit(shown, text) if shown.kind.numeric else text)
        return facts


def _with_unit(shown: Column | Derived, text: str) -> str:
    """Format a number with its unit (18 周岁, 3.0 小时) or its label (团员数 3)."""
    unit = UNITS.get(shown.kind.name, shown.label if len(shown.label) < LONG_LABEL else "")
    return f"{text} {unit}" if unit else f"{shown.label} {text}"
