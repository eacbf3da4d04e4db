"""What the rule on league branches says of an organization, why, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from gui import icons, theme
from gui.widgets.buttons import quiet_button
from gui.widgets.joint_proposal import JointProposal
from gui.widgets.pill import Pill
from storage import league_rule
from storage.rules.joint_planner import partners_of
from storage.tables.league_branch import JOINT, NOT_BUILT

if TYPE_CHECKING:
    from datetime import date

    from gui.session import Session
    from storage.league_rule import Judgement
    from storage.listing import Row
    from storage.rules.joint_planner import Group
    from storage.store import Store

PATIENCE = 0.02


class JudgementView(QScrollArea):
    """Signals: branch_wanted(judgement): its league branch should be shown or recorded."""

    branch_wanted = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("judgement")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._session = session
        self._record_id: int | None = None
        session.changed.connect(lambda _changes: self._look())
        session.quarter_changed.connect(lambda _quarter: self._look())

    def show_record(self, row: Row[Any] | None) -> None:
        """Judge another organization."""
        self._record_id = row.record.id if row else None
        self._look()

    def _look(self) -> None:
        wanted, on = self._record_id, self._session.quarter.cut_off
        if wanted is None:
            return
        self._session.asker.ask(
            f"judgement {id(self)}",
            lambda store: _judged(store, wanted, on),
            self._show,
            PATIENCE,
        )

    def _show(self, judged: tuple[Judgement | None, Group | None]) -> None:
        found, group = judged
        inside = QWidget()
        inside.setProperty("role", "plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, theme.GAP, theme.GAP, 0)
        column.setSpacing(theme.SPACE)
        if found is None:
            column.addWidget(_words("截止日这个组织还没有建立或已经撤销，不在统计之内。", "second"))
        else:
            self._fill(column, found, group)
        column.addStretch(1)
        self.setWidget(inside)

    def _fill(self, column: QVBoxLayout, found: Judgement, group: Group | None) -> None:
        tone = "good" if found.met else "bad" if found.missing else "neutral"
        required = f"应{found.required}建团" if found.in_rate else found.required
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(_pill(required, "link" if found.in_rate else "neutral"))
        built = NOT_BUILT if found.built == NOT_BUILT else f"已{found.built}建团"
        row.addWidget(_pill(built, tone))
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(_words(f"{found.explanation.split('预警：')[0]}", ""))
        for warning in found.warnings:
            column.addWidget(_warning(warning))
        if found.three_haves is not None:
            column.addWidget(_words(f"三有：{found.three_haves}", "second"))
        on = self._session.quarter.cut_off
        column.addWidget(_words(f"按 {on:%Y-%m-%d} 的人数和登记情况判断", "small"))
        branch = quiet_button("去补团组织" if found.branch is None else "看团组织", "network")
        branch.setObjectName("branch")
        branch.clicked.connect(lambda: self.branch_wanted.emit(found))
        column.addWidget(branch, 0, Qt.AlignmentFlag.AlignLeft)
        if group is not None:
            column.addWidget(JointProposal(self._session, group, on))


def _judged(store: Store, organization: int, on: date) -> tuple[Judgement | None, Group | None]:
    """What the rule says, and with whom a joint branch could be made where one is missing."""
    found = league_rule.explain(store, organization, on)
    wanting = found is not None and found.required == JOINT and found.missing
    return found, partners_of(store, organization, on) if wanting else None


def _pill(text: str, tone: str) -> Pill:
    pill = Pill()
    pill.say(text, tone)
    return pill


def _words(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _warning(text: str) -> QFrame:
    frame = QFrame()
    frame.setProperty("role", "warning")
    picture = QLabel()
    picture.setPixmap(icons.pixmap("triangle-alert", "warn", theme.SMALL_ICON))
    row = QHBoxLayout(frame)
    row.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
    row.setSpacing(theme.GAP)
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(_words(text, "warning"), 1)
    return frame
