"""The frame of the import page: title and actions, the list of steps, the current step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gui import shortcuts
from gui.appearance import icons, theme
from gui.imports.import_state import (
    CHECK,
    DONE,
    SHEETS,
    STEP_NAMES,
    page_title,
    primary_action,
    step_states,
    summary_text,
)
from gui.widgets.buttons import primary_button, quiet_button
from gui.widgets.page_head import PageHead
from gui.widgets.privacy_toggle import PrivacyToggle
from gui.widgets.scroll_area import fitted_without_bar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from gui.imports.check.preview_lines import PlanLines
    from gui.session import Session
    from storage.intake.sources import Source

DISC_SIZE = 20
HEIGHT, MIN_HEIGHT = 30, 24  # the minimum applies in a low window


class StepItem(QAbstractButton):
    """A step: a disc with its number, or a tick once it is done, its name and its state."""

    def __init__(self, number: int, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._number = number
        self._state = "coming"
        self._words, self._tone = "", "second"
        self.setText(name)
        self.setObjectName(f"step_{number}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_state(self, state: str, *, open_: bool) -> None:
        """Show the step as done, now or coming; `open_` enables it."""
        self._state = state
        self.setEnabled(open_)
        self._update_name()

    def set_state(self, words: str, tone: str = "second") -> None:
        """Show the state of the step in a few words."""
        self._words, self._tone = words, tone
        self._update_name()

    def _update_name(self) -> None:
        state = {"done": "已完成", "now": "当前一步", "coming": "未开始"}[self._state]
        words = "，".join(filter(None, (state, self._words)))
        self.setAccessibleName(f"第 {self._number} 步 {self.text()}，{words}")
        self.setToolTip(self._words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.PANEL // 2, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.PANEL // 2, MIN_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        disc = QRect(theme.GAP, (self.height() - DISC_SIZE) // 2, DISC_SIZE, DISC_SIZE)
        fills = {"done": "good", "now": "accent", "coming": "surface"}
        edges = {"done": "good", "now": "accent", "coming": "border"}
        painter.setPen(QPen(theme.colour(edges[self._state]), 1))
        painter.setBrush(theme.colour(fills[self._state]))
        painter.drawEllipse(disc)
        if self._state == "done":
            tick = disc.adjusted(4, 4, -4, -4)
            painter.drawPixmap(tick.topLeft(), icons.pixmap("check", "surface", tick.width()))
        else:
            painter.setFont(theme.font(theme.SMALL, bold=self._state == "now"))
            painter.setPen(theme.colour("on_accent" if self._state == "now" else "second"))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))
        self._paint_words(painter, disc)

    def _paint_ground(self, painter: QPainter) -> None:
        around = self.rect().adjusted(0, 1, -1, -2)
        hovered = self.underMouse() and self.isEnabled()
        ground = "accent_soft" if self._state == "now" else "hover" if hovered else ""
        if ground or self.hasFocus():
            painter.setBrush(theme.colour(ground) if ground else Qt.BrushStyle.NoBrush)
            painter.setPen(theme.colour("link") if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(around, theme.SMALL_RADIUS, theme.SMALL_RADIUS)

    def _paint_words(self, painter: QPainter, disc: QRect) -> None:
        font = theme.font(bold=self._state == "now")
        painter.setFont(font)
        painter.setPen(theme.colour("ink" if self._state != "coming" else "second"))
        inside = self.rect().adjusted(disc.right() + theme.GAP + 2, 0, -theme.GAP, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, self.text())
        taken = QFontMetrics(font).horizontalAdvance(self.text()) + theme.GAP
        small = theme.font(theme.SMALL)
        room = inside.adjusted(taken, 0, 0, 0)
        words = QFontMetrics(small).elidedText(
            self._words, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setFont(small)
        painter.setPen(theme.colour(self._tone))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)


class StepRail(QWidget):
    """A list of steps; those that are done or ready can be opened.

    Signals:
        chosen(at): a step was clicked, from 0
    """

    chosen = Signal(int)

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("steps")
        self._steps = [StepItem(number, name, self) for number, name in enumerate(names, 1)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for at, step in enumerate(self._steps):
            step.clicked.connect(lambda _checked=False, at=at: self.chosen.emit(at))
            column.addWidget(step)
        self.show_progress(0, 0)

    def show_progress(self, now: int, reached: int) -> None:
        """Show the current step, and enable those up to the last reached."""
        for at, step in enumerate(self._steps):
            state = "now" if at == now else "done" if at < max(now, reached) else "coming"
            step.show_state(state, open_=at != now and at <= reached)

    def set_states(self, words: Sequence[tuple[str, str]]) -> None:
        """Show the state of each step, with its tone."""
        for step, (text, tone) in zip(self._steps, words, strict=True):
            step.set_state(text, tone)


SIDE_WIDTH = 248  # pixels of the steps and of the side of the current one
INTRO = "先看清每一行会怎样，再决定导入；导入以后也能整批撤销。"


class StepFrame(QWidget):
    """Title, actions, steps and the current part.

    `parts` are the steps in order; a part may have a `side`, shown below the list of steps.
    `over` are cards that may be shown above any part.

    Signals:
        back_requested(): undo the last decision
    """

    back_requested = Signal()

    def __init__(self, session: Session, parts: Sequence[QWidget], over: Sequence[QWidget]) -> None:
        super().__init__()
        self.head = PageHead("导入花名册")
        self.steps = StepRail(STEP_NAMES)
        self.quit = quiet_button("放弃")
        self.quit.setObjectName("give_up")
        self.quit.setToolTip("放下这份名册，什么也不导入")
        self.back = quiet_button("退回一步", "undo-2")
        self.back.setObjectName("step_back")
        self.back.clicked.connect(self.back_requested)
        self._can_step_back = False  # whether there is a decision to undo
        self.feedback_button = quiet_button("退回学校…", "send")
        self.feedback_button.setObjectName("to_school")
        self.action = primary_button("读取")
        self.action.setObjectName("deed")
        self.action.setToolTip("Ctrl+Enter")
        self.privacy = PrivacyToggle(session, "import")
        for button in (self.privacy, self.quit, self.back, self.feedback_button, self.action):
            self.head.add(button)
        self._switch: QWidget | None = None
        self._parts, self._over = tuple(parts), tuple(over)
        self._side, self._stack = QStackedWidget(), QStackedWidget()
        for part in parts:
            self._side.addWidget(getattr(part, "side", None) or QWidget())
            self._stack.addWidget(part)
        body = QHBoxLayout()
        body.setSpacing(theme.SPACE)
        body.addWidget(self._step_column())
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

    def _step_column(self) -> QWidget:
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        inside.addWidget(fitted_without_bar(self.steps))
        left = QWidget()
        left.setFixedWidth(SIDE_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(card)
        column.addWidget(self._side, 1)
        return left

    def add_title_switch(self, switch: QWidget) -> None:
        """Add a switch to other pages next to the title, hidden while a roster is prepared."""
        self._switch = switch
        self.head.add_title_switch(switch)

    def show_step(self, at: int) -> None:
        """Show a step and its side; cards above the previous one are hidden."""
        if at != self._stack.currentIndex():
            for card in self._over:
                card.hide()
        self._stack.setCurrentIndex(at)
        self._side.setCurrentIndex(at)

    def show_status(
        self,
        at: int,
        reached: int,
        lines: PlanLines | None,
        sources: Sequence[Source],
        *,
        imported: bool,
    ) -> bool:
        """Show the state of the import; return whether the primary action is enabled."""
        self.steps.show_progress(at, reached)
        self.steps.set_states(step_states(lines))
        self.head.set_title(page_title(lines))
        self.head.set_status(summary_text(lines, sources) or INTRO)
        self.action.setVisible(at != DONE)
        self.quit.setVisible(at != DONE and bool(sources))
        if self._switch is not None:
            self._switch.setVisible(lines is None or at == DONE)
        self.privacy.setVisible(SHEETS <= at < DONE and bool(lines))
        self.feedback_button.setVisible(at == CHECK and bool(lines))
        text, ready = primary_action(at, lines, sources, imported=imported)
        self.action.setText(text)
        self.action.setAccessibleName(text)
        return ready

    def offer_undo(self, at: int, what: str) -> None:
        """Show the button that undoes the last decision, named `what`."""
        self._can_step_back = SHEETS <= at < DONE and bool(what)
        self.back.setVisible(self._can_step_back)
        self.back.setToolTip(f"退回：{what}（{shortcuts.display_text(shortcuts.UNDO)}）")

    def event(self, event: QEvent) -> bool:
        """Claim Ctrl+Z while there is a decision, so that it does not undo an edit of a ledger."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and shortcuts.is_pressed(event, shortcuts.UNDO)
            and self._can_step_back
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if shortcuts.is_pressed(event, shortcuts.UNDO) and self._can_step_back:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)
