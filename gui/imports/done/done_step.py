"""完成: the result of an import with its links, its undo, and the reply to the school."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from gui.appearance import icons, theme
from gui.formatting import format_logged_at
from gui.imports.choose.batch_list import BatchList
from gui.imports.compare.missing_people import MissingCard
from gui.imports.done.school_feedback import SchoolFeedback
from gui.widgets.buttons import link_button, quiet_button
from gui.widgets.card import clear_layout
from storage.intake.report import LABELS
from storage.intake.rows.import_plan import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.imports.check.preview_lines import PlanLines
    from gui.session import Session
    from storage.intake.apply.batch import Batch
    from storage.intake.read import Book

LARGE_ICON = 32
COUNT_WIDTH = 90
_LINKS = {
    "created": "看这些人",
    "updated": "看这些人",
    "held": "回去核对",
    "rejected": "回去看原因",
}


class DoneStep(QWidget):
    """Shows an import that was applied.

    Signals:
        undo_requested(batch), again_requested(), outcome_requested(outcome)
        people_requested(batch, outcome): list the people who were created, or updated
    """

    undo_requested = Signal(object)
    again_requested = Signal()
    people_requested = Signal(object, str)
    outcome_requested = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._batch: Batch | None = None
        self.side = None
        self._title = QLabel()
        self._title.setObjectName("done_title")
        self._title.setProperty("role", "title")
        self._detail = QLabel()
        self._detail.setProperty("role", "second")
        self._detail.setWordWrap(True)
        self._numbers = QVBoxLayout()
        self._numbers.setSpacing(0)
        self._undo = quiet_button("撤销这次导入…", "undo-2")
        self._undo.setObjectName("undo_import")
        self._undo.clicked.connect(lambda: self.undo_requested.emit(self._batch))
        self._again = quiet_button("再导入一份", "file-input")
        self._again.setObjectName("import_again")
        self._again.clicked.connect(self.again_requested)
        self.setFocusProxy(self._again)
        self.feedback = SchoolFeedback(session)
        self.feedback.close_button.hide()
        self.missing = MissingCard(session)
        self.batches = BatchList()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE)
        row.addWidget(self._summary_column(), 3)
        row.addWidget(self.batches, 2)

    def _summary_column(self) -> QWidget:
        """Build the column of cards, which scrolls in a small window."""
        holder = QWidget()
        holder.setProperty("role", "plain")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(self._card())
        column.addWidget(self.feedback)
        column.addWidget(self.missing)
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holder)
        return area

    def _card(self) -> QWidget:
        picture = QLabel()
        picture.setPixmap(icons.pixmap("circle-check", "good", LARGE_ICON))
        words = QVBoxLayout()
        words.setSpacing(theme.GAP // 2)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        top = QHBoxLayout()
        top.setSpacing(theme.SPACE)
        top.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        buttons.addWidget(self._again)
        buttons.addWidget(self._undo)
        buttons.addStretch()
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(theme.MARGIN, theme.EDGE, theme.MARGIN, theme.EDGE)
        column.setSpacing(theme.SPACE)
        column.addLayout(top)
        column.addLayout(self._numbers)
        column.addLayout(buttons)
        return card

    def show_batch(
        self, batch: Batch, lines: PlanLines | None, book_of: Callable[[str], Book | None]
    ) -> None:
        """Show an import, the faults for the school, and the missing people."""
        self._batch = batch
        applied = batch.counts["created"] + batch.counts["updated"]
        self._title.setText(f"已导入 {applied:,} 人" if applied else "没有需要改动的")
        unit = f"{batch.title}　" if batch.unit_names else ""
        self._detail.setText(
            f"{unit}{format_logged_at(batch.at)}　{'、'.join(f'《{n}》' for n in batch.files)}"
        )
        clear_layout(self._numbers)
        for outcome in OUTCOMES:
            if batch.counts[outcome]:
                self._numbers.addWidget(self._number(outcome, batch.counts[outcome]))
        some = lines is not None and bool(self.feedback.show_lines(lines, book_of))
        self.feedback.setVisible(some)
        self.missing.show_lines(lines)

    @property
    def batch_id(self) -> int | None:
        """The number of the import shown, None before one was."""
        return self._batch.id if self._batch else None

    def _number(self, outcome: str, count: int) -> QWidget:
        row = QFrame()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, theme.GAP // 2, 0, theme.GAP // 2)
        label = QLabel(LABELS[outcome])
        number = QLabel(f"{count:,}")
        number.setObjectName(f"count_{outcome}")
        number.setProperty("role", "section")
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        number.setFixedWidth(COUNT_WIDTH)
        label.setFixedWidth(COUNT_WIDTH)
        line.addWidget(label)
        line.addWidget(number)
        line.addSpacing(theme.GAP)
        if outcome in _LINKS:
            link = link_button(_LINKS[outcome])
            link.setObjectName(f"see_{outcome}")
            link.clicked.connect(lambda: self._go(outcome))
            line.addWidget(link)
        line.addStretch()
        return row

    def _go(self, outcome: str) -> None:
        if outcome in ("created", "updated"):
            self.people_requested.emit(self._batch, outcome)
        else:
            self.outcome_requested.emit(outcome)
