"""The dialog for a missing or damaged ledger: the clerk chooses what to restore or open.

The window has not been built yet, so the dialog has no parent.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from gui import notice
from gui.appearance import icons, theme
from gui.formatting import format_file_size, format_moment
from gui.tasks import Task, TaskResult
from gui.widgets.buttons import danger_button, primary_button, quiet_button
from gui.widgets.grid.table_style import apply_table_style
from storage.ledger.database import create_empty
from storage.ledger.stray_copies import Copy, LedgerLost, find_copies
from storage.store.backup import restore

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent

WIDE, HIGH, LARGE_ICON = 760, 480, 28
INSET = 3  # the margin of Qt around a cell's text
HEADERS = ("做的时间", "人数", "大小", "文件")
SEARCHING = "正在看留下的副本…"
FOUND = "找到这些副本，新的在前。选一份恢复，台账就变回那时的样子。"
NONE_FOUND = "没有找到完好的副本。U 盘或别的电脑上如果有，请点“别的副本…”；没有动过的文件都还在。"


def recover(lost: LedgerLost) -> Path | None:
    """Show the dialog; returns the folder to open, or None to close the program."""
    dialog = RecoveryDialog(lost)
    dialog.exec()
    folder = dialog.folder
    dialog.deleteLater()
    return folder


class RecoveryDialog(QDialog):
    """Lists the copies and the ways to continue; `folder` is the answer, None until chosen."""

    def __init__(self, lost: LedgerLost) -> None:
        super().__init__()
        self.setObjectName("recovering")
        self.setWindowTitle("青志台账")
        self.resize(WIDE, HIGH)
        self.folder: Path | None = None
        self._live = lost.path
        self._copies: list[Copy] = []
        self._task: Task | None = None
        self._state = QLabel(SEARCHING)
        self._state.setObjectName("recovering_state")
        self._state.setWordWrap(True)
        self._list = self._table()
        self._take = primary_button("恢复选中的副本", "history")
        self._other = quiet_button("别的副本…")
        self._elsewhere = quiet_button("选别的文件夹…")
        self._new = danger_button("新建空台账…")
        self._lay_out(str(lost))
        self._connect()
        self._update_buttons()
        self._run(lambda: find_copies(lost.path.parent), self._show_copies)

    def _table(self) -> QTableWidget:
        made = QTableWidget(0, len(HEADERS))
        made.setObjectName("recovering_copies")
        made.setAccessibleName("留下的副本")
        made.setHorizontalHeaderLabels(HEADERS)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        made.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        made.setStyleSheet(f"QTableWidget::item {{ padding: 0 {theme.CELL - INSET}px; }}")
        apply_table_style(made)
        for at in range(len(HEADERS) - 1):
            made.horizontalHeader().setSectionResizeMode(
                at, QHeaderView.ResizeMode.ResizeToContents
            )
        made.horizontalHeader().setStretchLastSection(True)
        return made

    def _lay_out(self, reason: str) -> None:
        picture, words = QLabel(), QLabel(reason)
        picture.setPixmap(icons.pixmap("triangle-alert", "bad", LARGE_ICON))
        words.setObjectName("recovering_reason")
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        title = QLabel("台账打不开，先选怎么办")
        title.setProperty("role", "section")
        heading = QVBoxLayout()
        heading.addWidget(title)
        heading.addWidget(words)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(theme.SPACE)
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(heading, 1)
        foot.setSpacing(theme.GAP)
        for button, name in (
            (self._new, "begin_anew"),
            (self._elsewhere, "other_folder"),
            (self._other, "other_copy"),
            (self._take, "restore_copy"),
        ):
            button.setObjectName(name)
            button.setAutoDefault(button is self._take)
            foot.addWidget(button)
            if button is self._elsewhere:
                foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.EDGE)
        column.setSpacing(theme.SPACE)
        column.addLayout(head)
        column.addWidget(self._state)
        column.addWidget(self._list, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._list.itemSelectionChanged.connect(self._update_buttons)
        self._list.itemDoubleClicked.connect(lambda _item: self._take.click())
        self._take.clicked.connect(self._restore_chosen)
        self._other.clicked.connect(self._ask_for_copy)
        self._elsewhere.clicked.connect(self._ask_for_folder)
        self._new.clicked.connect(self._confirm_new_ledger)

    def _run(self, work: Callable[[], object], then: Callable[[TaskResult], None]) -> None:
        """Run work off this thread; the buttons are disabled meanwhile."""
        result = TaskResult()
        self._task = Task(result.wrap(lambda _progress: work()), self)
        self._update_buttons()
        self._task.start()
        result.when_closed(self._task, lambda: self._ended(result, then))

    def _ended(self, result: TaskResult, then: Callable[[TaskResult], None]) -> None:
        self._task = None
        self._update_buttons()
        then(result)

    def _show_copies(self, result: TaskResult) -> None:
        self._copies = result.value or []
        self._list.setRowCount(len(self._copies))
        for row, one in enumerate(self._copies):
            people = one.problem or f"{one.people:,} 人"
            cells = (
                format_moment(one.made_at),
                people,
                format_file_size(one.path),
                self._relative_path(one.path),
            )
            for at, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(str(one.path))
                if one.problem:
                    item.setFlags(Qt.ItemFlag.NoItemFlags)
                    item.setForeground(theme.colour("faint"))
                self._list.setItem(row, at, item)
        sound = next((row for row, one in enumerate(self._copies) if not one.problem), None)
        self._state.setText(NONE_FOUND if sound is None else FOUND)
        if sound is not None:
            self._list.selectRow(sound)
            self._list.setFocus()

    def _relative_path(self, path: Path) -> str:
        """Return a copy's path, relative to the ledger's folder where it is inside."""
        folder = self._live.parent
        return str(path.relative_to(folder) if path.is_relative_to(folder) else path)

    @Slot()
    def _update_buttons(self) -> None:
        free = self._task is None
        self._take.setEnabled(free and self._chosen_copy() is not None)
        for button in (self._other, self._elsewhere, self._new):
            button.setEnabled(free)

    def _chosen_copy(self) -> Path | None:
        row = self._list.currentRow()
        if not self._list.selectedItems() or not 0 <= row < len(self._copies):
            return None
        return None if self._copies[row].problem else self._copies[row].path

    @Slot()
    def _restore_chosen(self) -> None:
        copy = self._chosen_copy()
        if copy is not None:
            self._restore(copy)

    @Slot()
    def _ask_for_copy(self) -> None:
        kinds = "台账备份 (*.db);;所有文件 (*)"
        start = str(self._live.parent)
        name, _kind = QFileDialog.getOpenFileName(self, "从哪份副本恢复", start, kinds)
        if name:
            self._restore(Path(name))

    def _restore(self, copy: Path) -> None:
        live = self._live
        self._state.setText(f"正在恢复《{copy.name}》…")
        self._run(lambda: restore(copy, live), self._finish_restore)

    def _finish_restore(self, result: TaskResult) -> None:
        if result.done:
            self._accept_folder(self._live.parent)
        else:
            self._state.setText(str(result.error or "恢复没有做成，别的文件没有动。"))

    @Slot()
    def _ask_for_folder(self) -> None:
        start = str(self._live.parent.parent)
        chosen = QFileDialog.getExistingDirectory(self, "台账在哪个文件夹", start)
        if chosen:
            self._accept_folder(Path(chosen))

    @Slot()
    def _confirm_new_ledger(self) -> None:
        detail = (
            f"《{self._live.parent}》里会有一份空的台账，一个人也没有。\n\n"
            "留下的副本和别的文件都不删除，以后仍可在“设置”里恢复。"
        )
        if notice.confirm(self, "不恢复，从空的台账重新开始？", detail, "新建空台账"):
            self._run(lambda: create_empty(self._live), self._finish_restore)

    def _accept_folder(self, folder: Path) -> None:
        self.folder = folder
        self.accept()

    def reject(self) -> None:
        """Close the dialog, unless a restore is running."""
        if self._task is None:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self._task is None)
