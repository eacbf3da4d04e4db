"""With whom an organization could make a joint branch, and the draft of the request for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from exports.files import safe_name
from gui import theme
from gui.printing import open_outside
from gui.result import Result
from gui.widgets.buttons import quiet_button
from storage.errors import UserError

if TYPE_CHECKING:
    from datetime import date

    from gui.session import Session
    from storage.progress import Progress
    from storage.rules.joint_planner import Group
    from storage.store import Store

FOLDER = "export/request_folder"
HINT = "存成一份 WPS 能改的文件，附团员名册（姓名、出生日期完整，会记入导出记录）"


class JointProposal(QWidget):
    """A proposal only: she may choose other partners, and the request is hers to edit."""

    def __init__(self, session: Session, group: Group, on: date) -> None:
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
        path, result = Path(chosen).with_suffix(".docx"), Result()
        session.settings.setValue(FOLDER, str(path.parent))

        def work(store: Store, _progress: Progress) -> list[str]:
            from exports.reports.joint import write_request  # few sittings need what makes .docx

            return write_request(store, group, on, path)

        try:
            task = session.write("正在起草请示", result.of(work))
        except UserError as error:
            session.say(str(error), "bad")
            return
        result.then(task, lambda: _tell(session, path, result))


def _tell(session: Session, path: Path, result: Result) -> None:
    if result.done:
        words = "".join(result.value) or f"已起草：{path.name}"
        tone = "warn" if result.value else "good"
        session.say(words, tone, "打开", lambda: _open(session, path))


def _open(session: Session, path: Path) -> None:
    try:
        open_outside(path)
    except UserError as error:
        session.say(str(error), "bad")
