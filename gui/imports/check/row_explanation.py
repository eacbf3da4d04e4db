"""A popup that explains how a row was read, stage by stage, as text to be copied."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QTextEdit, QVBoxLayout, QWidget

from gui.appearance import theme
from gui.widgets.buttons import quiet_button
from gui.widgets.clipboard import copy_text
from gui.widgets.popup import centre_in_window
from storage.intake.explain import Explanation, RowPlace, explain_row

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from gui.imports.check.preview_lines import PlanLines
    from gui.session import Session

NAME = "这一行是怎么认的"
SIZE = QSize(860, 640)  # fits into the smallest window, 1280×690


def explain_line(session: Session, lines: PlanLines, line: int) -> Explanation:
    """Return the explanation of a line, its numbers masked as on the page."""
    part = lines.part(line)
    place = RowPlace(part.file, part.sheet, lines.rows[line].row, part.sheet.shown)
    return explain_row(session.store, lines.plan, place, masked=session.masked)


class RowExplanation(QFrame):
    """Shows an explanation; closes on Esc or on a click outside."""

    def __init__(self, explanation: Explanation, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("row_explanation")
        self.setProperty("role", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = QLabel(f"{NAME}：{explanation.title}")
        title.setProperty("role", "section")
        self.copy_button = quiet_button("全部复制", "copy")
        self.copy_button.setObjectName("copy_explanation")
        self.copy_button.clicked.connect(lambda: copy_text(explanation.text))
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE)
        head.addWidget(title, 1)
        head.addWidget(self.copy_button)
        self.body = QTextEdit()
        self.body.setObjectName("explanation_text")
        self.body.setAccessibleName(NAME)
        self.body.setReadOnly(True)
        self.body.setFrameShape(QFrame.Shape.NoFrame)
        self.body.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.body.setHtml(_html(explanation))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.EDGE, theme.MARGIN, theme.EDGE, theme.EDGE)
        whole.setSpacing(theme.SPACE)
        whole.addLayout(head)
        whole.addWidget(self.body, 1)
        self.setFixedSize(SIZE)

    def open_over(self, window: QWidget) -> None:
        """Open in the middle of a window."""
        centre_in_window(self, window)
        self.show()
        self.body.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()


def _html(explanation: Explanation) -> str:
    """Return the stages as titles with their lines below; every text is escaped."""
    quiet = theme.colours().second
    stages = (
        f'<p style="margin:{theme.GAP}px 0 2px 0;color:{quiet}">{escape(stage.title)}</p>'
        + "".join(
            f'<p style="margin:0 0 2px {theme.SPACE}px">{escape(line)}</p>' for line in stage.lines
        )
        for stage in explanation.stages
    )
    return "".join(stages)
