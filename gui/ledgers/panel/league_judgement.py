"""The judgement of the rule on league branches for an organization: reasons and next steps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from exports.files import safe_name
from gui.appearance import icons, theme
from gui.printing import open_externally
from gui.tasks import TaskResult
from gui.widgets.buttons import quiet_button
from gui.widgets.pill import Pill
from storage.counting.rules import league_branches
from storage.counting.rules.joint_planner import partners_of
from storage.errors import UserError
from storage.model.tables.league_branch import JOINT, NOT_BUILT

if TYPE_CHECKING:
    from datetime import date

    from gui.session import Session
    from storage.counting.rules.joint_planner import JointGroup
    from storage.counting.rules.league_branches import Judgement
    from storage.progress import Progress
    from storage.store.listing import Row
    from storage.store.store import Store

FOLDER = "export/request_folder"
QUERY_WAIT = 0.02  # seconds: a quick result is shown without a flicker
HINT = "存成一份 WPS 能改的文件，附团员名册（姓名、出生日期完整，会记入导出记录）"


class JointProposal(QWidget):
    """A proposed joint branch; partners may be chosen otherwise, and the request be edited."""

    def __init__(self, session: Session, group: JointGroup, on: date) -> None:
        super().__init__()
        self._session, self._group, self._on = session, group, on
        words = QLabel(f"可以这样联合：{group.why}。由{group.lead.name}牵头。")
        words.setObjectName("proposal")
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        draft = quiet_button("起草请示…", "file-text")
        draft.setObjectName("draft_request")
        draft.setToolTip(HINT)
        draft.clicked.connect(self._draft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(words)
        column.addWidget(draft, 0, Qt.AlignmentFlag.AlignLeft)

    def _draft(self) -> None:
        session, group, on = self._session, self._group, self._on
        name = safe_name(f"关于成立{group.lead.name}联合团支部的请示.docx")
        folder = Path(str(session.settings.value(FOLDER, str(Path.home()))))
        kinds = "Word 文档 (*.docx)"
        chosen, _kind = QFileDialog.getSaveFileName(self, "请示存到哪里", str(folder / name), kinds)
        if not chosen:
            return
        path, result = Path(chosen).with_suffix(".docx"), TaskResult()
        session.settings.setValue(FOLDER, str(path.parent))

        def work(store: Store, _progress: Progress) -> list[str]:
            from exports.reports.joint_request_paper import (
                write_request,  # the library that writes .docx is rarely needed
            )

            return write_request(store, group, on, path)

        try:
            task = session.write("正在起草请示", result.wrap(work))
        except UserError as error:
            session.notify(str(error), "bad")
            return
        result.when_closed(task, lambda: _notify_drafted(session, path, result))


def _notify_drafted(session: Session, path: Path, result: TaskResult) -> None:
    if result.done:
        words = "".join(result.value) or f"已起草：{path.name}"
        tone = "warn" if result.value else "good"
        session.notify(words, tone, "打开", lambda: _open(session, path))


def _open(session: Session, path: Path) -> None:
    try:
        open_externally(path)
    except UserError as error:
        session.notify(str(error), "bad")


class JudgementView(QScrollArea):
    """Signals: branch_requested(judgement): show its league branch, or record a new one."""

    branch_requested = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("judgement")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._session = session
        self._record_id: int | None = None
        session.changed.connect(lambda _changes: self._load())
        session.quarter_changed.connect(lambda _quarter: self._load())

    def show_record(self, row: Row[Any] | None) -> None:
        """Show the judgement of another organization."""
        self._record_id = row.record.id if row else None
        self._load()

    def _load(self) -> None:
        wanted, on = self._record_id, self._session.quarter.cut_off
        if wanted is None:
            return
        self._session.queries.submit(
            f"judgement {id(self)}",
            lambda store: _judge(store, wanted, on),
            self._show,
            QUERY_WAIT,
        )

    def _show(self, judged: tuple[Judgement | None, JointGroup | None]) -> None:
        judgement, group = judged
        inside = QWidget()
        inside.setProperty("role", "plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, theme.GAP, theme.GAP, 0)
        column.setSpacing(theme.SPACE)
        if judgement is None:
            column.addWidget(_words("截止日这个组织还没有建立或已经撤销，不在统计之内。", "second"))
        else:
            self._fill(column, judgement, group)
        column.addStretch(1)
        self.setWidget(inside)

    def _fill(self, column: QVBoxLayout, judgement: Judgement, group: JointGroup | None) -> None:
        tone = "good" if judgement.met else "bad" if judgement.missing else "neutral"
        required = f"应{judgement.required}建团" if judgement.in_rate else judgement.required
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(_pill(required, "link" if judgement.in_rate else "neutral"))
        built = NOT_BUILT if judgement.built == NOT_BUILT else f"已{judgement.built}建团"
        row.addWidget(_pill(built, tone))
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(_words(f"{judgement.explanation.split('预警：')[0]}", ""))
        for warning in judgement.warnings:
            column.addWidget(_warning(warning))
        if judgement.three_haves is not None:
            column.addWidget(_words(f"三有：{judgement.three_haves}", "second"))
        on = self._session.quarter.cut_off
        column.addWidget(_words(f"按 {on:%Y-%m-%d} 的人数和登记情况判断", "small"))
        branch = quiet_button("去补团组织" if judgement.branch is None else "看团组织", "network")
        branch.setObjectName("branch")
        branch.clicked.connect(lambda: self.branch_requested.emit(judgement))
        column.addWidget(branch, 0, Qt.AlignmentFlag.AlignLeft)
        if group is not None:
            column.addWidget(JointProposal(self._session, group, on))


def _judge(store: Store, organization: int, on: date) -> tuple[Judgement | None, JointGroup | None]:
    """Return the rule's judgement, and partners for a joint branch if one is missing."""
    judgement = league_branches.judge_one(store, organization, on)
    wanting = judgement is not None and judgement.required == JOINT and judgement.missing
    return judgement, partners_of(store, organization, on) if wanting else None


def _pill(text: str, tone: str) -> Pill:
    pill = Pill()
    pill.set_text(text, tone)
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
