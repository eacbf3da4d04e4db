"""The files attached to the record in the panel: dropped onto it, and opened from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from exports.files import safe_name, write_file
from gui.appearance import theme
from gui.printing import open_externally
from gui.tasks import TaskResult
from gui.widgets.buttons import link_button, quiet_button, tool_button
from gui.widgets.drop_area import local_files
from gui.widgets.elided import ElidedLabel
from storage import clock
from storage.errors import UserError
from storage.model.tables import ATTACHMENTS, BY_NAME
from storage.model.tables.plan import PLAN_ROWS
from storage.plan.plan_progress import evidence_of
from storage.store.attachments import attach, load_content, of_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent

    from gui.session import Session
    from storage.model.schema import Table
    from storage.model.tables.attachment import Attachment
    from storage.progress import Progress
    from storage.store.listing import Row
    from storage.store.store import Store

KILOBYTE = 1024


class EvidenceList(QScrollArea):
    """Lists attached files; `measure` links new ones to that row of the work plan as evidence."""

    def __init__(self, session: Session, table: Table[Any]) -> None:
        super().__init__()
        self.setObjectName("evidence_list")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptDrops(True)
        self.measure: str | None = None
        self._session, self._table = session, table
        self._record: int | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.GAP // 2)
        self._add = quiet_button(f"添加{ATTACHMENTS.label}…", "upload")
        self._add.setObjectName("add_evidence")
        self._add.clicked.connect(self._choose)
        hint = QLabel("通知、照片、名单、签到表都可以拖到这里。")
        hint.setProperty("role", "small")
        hint.setWordWrap(True)
        inside = QWidget()
        inside.setProperty("role", "plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, theme.SPACE, theme.GAP, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(hint)
        column.addLayout(self._lines)
        column.addStretch(1)
        self.setWidget(inside)
        session.changed.connect(lambda _changes: self._load())

    def show_record(self, row: Row[Any] | None) -> None:
        """List the files of another record."""
        self.show_record_id(row.record.id if row else None)

    def show_record_id(self, record_id: int | None) -> None:
        """List the files of the record with this id."""
        self._record = record_id
        self._load()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._load()

    def _load(self) -> None:
        if not self.isVisible():
            return
        while (item := self._lines.takeAt(0)) is not None:
            if (line := item.widget()) is not None:
                line.deleteLater()
        self._add.setEnabled(self._record is not None)
        if self._record is not None:
            for one in self._attachments(self._record):
                self._lines.addWidget(self._line(one))

    def _attachments(self, record: int) -> list[Attachment]:
        """Return the record's files; for a plan row, its evidence attached to any record."""
        store = self._session.store
        if self._table is PLAN_ROWS:
            return evidence_of(store, store.get(PLAN_ROWS, record))
        return of_record(store, self._table, record)

    def _line(self, one: Attachment) -> QWidget:
        line = QWidget()
        name = ElidedLabel(one.file_name)
        at = "" if one.owner_table == self._table.name else f"{BY_NAME[one.owner_table].label}的"
        name.setToolTip(f"{at}{one.file_name}　{one.added_on:%Y-%m-%d} 加入")
        size = QLabel(f"{max(one.size // KILOBYTE, 1):,} KB")
        size.setProperty("role", "small")
        save = link_button("另存")
        save.setObjectName("save_evidence")
        save.clicked.connect(lambda: self._save(one))
        gone = tool_button("trash-2", f"删除《{one.file_name}》（可撤销）", theme.SMALL_ICON)
        gone.clicked.connect(lambda: self._session.remove(ATTACHMENTS, [one.id or 0]))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(name, 1)
        for part in (size, save, gone):
            row.addWidget(part)
        return line

    @Slot()
    def _choose(self) -> None:
        names, _kind = QFileDialog.getOpenFileNames(self, f"选择{ATTACHMENTS.label}", "", "")
        self.attach_files([Path(name) for name in names])

    def attach_files(self, files: Sequence[Path]) -> None:
        """Attach files to the record, in the background."""
        record, table, measure, today = self._record, self._table, self.measure, clock.today()
        chosen = [path for path in files if path.is_file()]
        if record is None or not chosen:
            return
        result = TaskResult()

        def work(store: Store, progress: Progress) -> int:
            return len(attach(store, table, record, chosen, today, measure, progress))

        try:
            task = self._session.write("正在保存佐证", result.wrap(work))
        except UserError as error:
            self._session.notify(str(error), "bad")
            return
        result.when_closed(task, lambda: self._notify_attached(result))

    def _notify_attached(self, result: TaskResult) -> None:
        if result.done and not result.value:
            self._session.notify("这些文件已经在这里了，没有重复添加。", "link")
        elif result.done:
            words = f"已添加{ATTACHMENTS.label} {result.value} {ATTACHMENTS.unit}"
            self._session.notify(words, "good", "撤销", self._session.undo)

    def _save(self, one: Attachment) -> None:
        start = str(Path.home() / safe_name(one.file_name))
        name, _kind = QFileDialog.getSaveFileName(self, "存到哪里", start)
        if not name:
            return
        path = Path(name)
        try:
            content = load_content(self._session.store, one)
            write_file(path, content)
        except UserError as error:
            self._session.notify(str(error), "bad")
            return
        self._session.notify(f"已存为 {path.name}", "good", "打开", lambda: open_externally(path))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._record is not None and local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.attach_files(local_files(event.mimeData()))
        event.acceptProposedAction()
