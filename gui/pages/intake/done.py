"""完成: what was kept, as ways to go on, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui import icons, theme
from gui.telling import noted
from gui.widgets.buttons import link_button, quiet_button
from storage.intake.plan import OUTCOMES
from storage.intake.report import LABELS

if TYPE_CHECKING:
    from storage.intake.batch import Batch

WIDE = 560
LARGE_ICON = 40
_WHERE_TO = {
    "created": "看这些人",
    "updated": "看这些人",
    "held": "回去核对",
    "rejected": "回去看原因",
}


class DonePart(QWidget):
    """Shows an import that was kept.

    Signals:
        undo_wanted(batch), again_wanted(), outcome_wanted(outcome)
        people_wanted(batch, outcome): see those who were new, or those who were changed
    """

    undo_wanted = Signal(object)
    again_wanted = Signal()
    people_wanted = Signal(object, str)
    outcome_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._batch: Batch | None = None
        self._title = QLabel()
        self._title.setObjectName("done_title")
        self._title.setProperty("role", "title")
        self._detail = QLabel()
        self._detail.setProperty("role", "second")
        self._detail.setWordWrap(True)
        self._numbers = QVBoxLayout()
        self._numbers.setSpacing(0)
        self._undo = quiet_button("撤销这次导入", "undo-2")
        self._undo.setObjectName("undo_import")
        self._undo.clicked.connect(lambda: self.undo_wanted.emit(self._batch))
        self._again = quiet_button("再导入一份", "file-input")
        self._again.setObjectName("import_again")
        self._again.clicked.connect(self.again_wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        picture = QLabel()
        picture.setPixmap(icons.pixmap("circle-check", "good", LARGE_ICON))
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        buttons.addWidget(self._again)
        buttons.addWidget(self._undo)
        buttons.addStretch()
        card = QFrame()
        card.setProperty("role", "card")
        card.setFixedWidth(WIDE)
        column = QVBoxLayout(card)
        column.setContentsMargins(theme.EDGE * 2, theme.EDGE * 2, theme.EDGE * 2, theme.EDGE * 2)
        column.setSpacing(theme.GAP)
        column.addWidget(picture)
        column.addWidget(self._title)
        column.addWidget(self._detail)
        column.addSpacing(theme.GAP)
        column.addLayout(self._numbers)
        column.addSpacing(theme.MARGIN)
        column.addLayout(buttons)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addStretch(2)
        around.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        around.addStretch(3)

    def show_batch(self, batch: Batch) -> None:
        """Show what was kept."""
        self._batch = batch
        kept = batch.counts["created"] + batch.counts["updated"]
        self._title.setText(f"已导入 {kept:,} 人" if kept else "没有需要改动的")
        unit = f"{batch.unit_name}　" if batch.unit_name else ""
        self._detail.setText(
            f"{unit}{noted(batch.at)}　{'、'.join(f'《{n}》' for n in batch.files)}"
        )
        while (item := self._numbers.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for outcome in OUTCOMES:
            if batch.counts[outcome]:
                self._numbers.addWidget(self._number(outcome, batch.counts[outcome]))

    def _number(self, outcome: str, count: int) -> QWidget:
        row = QFrame()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, theme.GAP // 2, 0, theme.GAP // 2)
        label = QLabel(LABELS[outcome])
        number = QLabel(f"{count:,}")
        number.setObjectName(f"count_{outcome}")
        number.setProperty("role", "section")
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        number.setFixedWidth(WIDE // 6)
        label.setFixedWidth(WIDE // 6)
        line.addWidget(label)
        line.addWidget(number)
        line.addSpacing(theme.MARGIN)
        if outcome in _WHERE_TO:
            link = link_button(_WHERE_TO[outcome])
            link.setObjectName(f"see_{outcome}")
            link.clicked.connect(lambda: self._go(outcome))
            line.addWidget(link)
        line.addStretch()
        return row

    def _go(self, outcome: str) -> None:
        if outcome in ("created", "updated"):
            self.people_wanted.emit(self._batch, outcome)
        else:
            self.outcome_wanted.emit(outcome)
