"""The list of past imports, each with its numbers and its undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.appearance import theme
from gui.formatting import format_logged_at
from gui.widgets.buttons import link_button
from gui.widgets.elided import ElidedLabel
from gui.widgets.empty_state import EmptyState
from storage.intake.report import LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.intake.apply.batch import Batch

MAX_SHOWN = 60  # imports shown; a year has fewer


class BatchList(QFrame):
    """Shows past imports, the latest first.

    Signals:
        undo_requested(batch): undo this import
        originals_requested(batch): save the files as they were received
    """

    undo_requested = Signal(object)
    originals_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("batch_list")
        self._shown: tuple[Batch, ...] | None = None
        self._undos: list[QPushButton] = []
        self.setProperty("role", "card")
        head = QLabel("导入记录")
        head.setProperty("role", "section")
        head.setContentsMargins(theme.MARGIN, theme.SPACE, theme.MARGIN, 0)
        self._rows = QWidget()
        self._rows.setProperty("role", "plain")
        self._lines = QVBoxLayout(self._rows)
        self._lines.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, theme.SPACE)
        self._lines.setSpacing(0)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._rows)
        self._empty = EmptyState()
        self._empty.show_message(
            "history", "还没有导入过", "每次导入都记在这里，随时可以整批撤销。"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(theme.GAP)
        column.addWidget(head)
        column.addWidget(self._area, 1)
        column.addWidget(self._empty, 1)

    def show_batches(self, batches: Sequence[Batch], *, busy: bool = False) -> None:
        """Show imports; `busy` disables their undo, while something is being written."""
        if self._shown != tuple(batches):
            self._shown = tuple(batches)
            self._list(batches)
        for button in self._undos:
            button.setEnabled(not busy)

    def _list(self, batches: Sequence[Batch]) -> None:
        self._undos = []
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        for batch in batches[:MAX_SHOWN]:
            self._lines.addWidget(self._row(batch))
        self._lines.addStretch()
        self._area.setVisible(bool(batches))
        self._empty.setVisible(not batches)

    def _row(self, batch: Batch) -> QWidget:
        row = QFrame()
        row.setProperty("role", "plain")
        name = ElidedLabel("strong")
        name.set_full_text(batch.title)
        top = QHBoxLayout()
        top.addWidget(name, 1)
        files = link_button("原件…")
        files.setObjectName(f"originals_{batch.id}")
        files.setAccessibleName(f"另存原件：{name.full_text()}")
        files.setToolTip("把学校当时发来的文件另存出来")
        files.clicked.connect(lambda: self.originals_requested.emit(batch))
        top.addWidget(files)
        if batch.undone_at:
            done = QLabel("已撤销")
            done.setProperty("role", "small")
            top.addWidget(done)
        else:
            undo = link_button("撤销…")
            undo.setObjectName(f"undo_batch_{batch.id}")
            undo.setAccessibleName(f"撤销导入：{name.full_text()}")
            self._undos.append(undo)
            undo.clicked.connect(lambda: self.undo_requested.emit(batch))
            top.addWidget(undo)
        column = QVBoxLayout(row)
        column.setContentsMargins(0, theme.GAP, 0, theme.GAP)
        column.setSpacing(0)
        column.addLayout(top)
        for text in (
            counts_text(batch),
            " · ".join((format_logged_at(batch.at), "、".join(batch.files))),
        ):
            line = ElidedLabel("small")
            line.set_full_text(text)
            column.addWidget(line)
        return row


def counts_text(batch: Batch) -> str:
    """Return the numbers of an import by outcome, in one line."""
    numbers = [f"{LABELS[name]} {count:,}" for name, count in batch.counts.items() if count]
    return "　".join(numbers) or "没有改动"
