"""The page around the steps: title and deeds above, the steps left, the step shown right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gui import shortcuts, theme
from gui.pages.intake.state import CHECK, DONE, NAMES, SHEETS, deed, sentence, stand, title
from gui.widgets.buttons import primary_button, quiet_button
from gui.widgets.eye import Eye
from gui.widgets.page_head import PageHead
from gui.widgets.scrolled import tight
from gui.widgets.steps import Steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.models.preview_lines import Lines
    from gui.session import Session
    from storage.intake.sources import Source

WIDE = 248  # the steps, and below them what belongs to the one shown
INTRO = "先看清每一行会怎样，再决定导入；导入以后也能整批撤销。"


class Frame(QWidget):
    """`parts` are the steps in order; each has a `side` that stands below the list of steps.

    `over` are cards that may be shown above whichever part is shown.

    Signals:
        back_wanted(): take the last decision back
    """

    back_wanted = Signal()

    def __init__(self, session: Session, parts: Sequence[QWidget], over: Sequence[QWidget]) -> None:
        super().__init__()
        self.head = PageHead("导入花名册")
        self.steps = Steps(NAMES)
        self.quit = quiet_button("放弃")
        self.quit.setObjectName("give_up")
        self.quit.setToolTip("放下这份名册，什么也不导入")
        self.back = quiet_button("退回一步", "undo-2")
        self.back.setObjectName("step_back")
        self.back.clicked.connect(self.back_wanted)
        self._able = False  # whether there is a decision to take back
        self.to_school = quiet_button("退回学校…", "send")
        self.to_school.setObjectName("to_school")
        self.deed = primary_button("读取")
        self.deed.setObjectName("deed")
        self.deed.setToolTip("Ctrl+Enter")
        self.eye = Eye(session, "import")
        for button in (self.eye, self.quit, self.back, self.to_school, self.deed):
            self.head.add(button)
        self._switch: QWidget | None = None
        self._parts, self._over = tuple(parts), tuple(over)
        self._side, self._stack = QStackedWidget(), QStackedWidget()
        for part in parts:
            self._side.addWidget(getattr(part, "side", None) or QWidget())
            self._stack.addWidget(part)
        body = QHBoxLayout()
        body.setSpacing(theme.SPACE)
        body.addWidget(self._left())
        right = QVBoxLayout()
        right.setSpacing(theme.SPACE)
        for card in over:
            right.addWidget(card)
        right.addWidget(self._stack, 1)
        body.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.MARGIN, theme.EDGE, theme.MARGIN)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.head)
        column.addLayout(body, 1)

    def _left(self) -> QWidget:
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        inside.addWidget(tight(self.steps))
        left = QWidget()
        left.setFixedWidth(WIDE)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(card)
        column.addWidget(self._side, 1)
        return left

    def stand_beside_title(self, switch: QWidget) -> None:
        """Put a switch to other pages there, while no roster is in hand."""
        self._switch = switch
        self.head.add_beside_title(switch)

    def show_step(self, at: int) -> None:
        """Show a step and its side; the cards above belonged to the one before."""
        if at != self._stack.currentIndex():
            for card in self._over:
                card.hide()
        self._stack.setCurrentIndex(at)
        self._side.setCurrentIndex(at)

    def tell(
        self, at: int, reached: int, lines: Lines | None, sources: Sequence[Source], *, kept: bool
    ) -> bool:
        """Say how things stand; returns whether the step's deed can be done."""
        self.steps.show_place(at, reached)
        self.steps.say(stand(lines))
        self.head.set_title(title(lines))
        self.head.say(sentence(lines, sources) or INTRO)
        self.deed.setVisible(at != DONE)
        self.quit.setVisible(at != DONE and bool(sources))
        if self._switch is not None:
            self._switch.setVisible(lines is None or at == DONE)
        self.eye.setVisible(SHEETS <= at < DONE and bool(lines))
        self.to_school.setVisible(at == CHECK and bool(lines))
        text, ready = deed(at, lines, sources, kept=kept)
        self.deed.setText(text)
        self.deed.setAccessibleName(text)
        return ready

    def tell_last_step(self, at: int, what: str) -> None:
        """Offer to take the last decision back."""
        self._able = SHEETS <= at < DONE and bool(what)
        self.back.setVisible(self._able)
        self.back.setToolTip(f"退回：{what}（{shortcuts.shown(shortcuts.UNDO)}）")

    def event(self, event: QEvent) -> bool:
        """Have Ctrl+Z take a decision back while there is one, not what was done in a ledger."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and shortcuts.pressed(event, shortcuts.UNDO)
            and self._able
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if shortcuts.pressed(event, shortcuts.UNDO) and self._able:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)
