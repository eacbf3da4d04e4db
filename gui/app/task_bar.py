"""The bar of running tasks: title, progress and a stop button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QWidget

from gui.appearance import theme
from gui.widgets.buttons import quiet_button

if TYPE_CHECKING:
    from gui.tasks import Task


class TaskBar(QFrame):
    """Shows the task that was started last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("task_bar")
        self.setProperty("role", "bar")
        self._tasks: list[Task] = []
        self._title = QLabel()
        self._title.setObjectName("task_title")
        self._progress = QProgressBar()
        self._progress.setAccessibleName("进度")
        self._count = QLabel()
        self._count.setProperty("role", "small")
        self._stop = quiet_button("停止")
        self._stop.setObjectName("task_stop")
        self._stop.clicked.connect(self._cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.EDGE, theme.GAP, theme.EDGE, theme.GAP)
        row.setSpacing(theme.SPACE)
        row.addWidget(self._title)
        row.addWidget(self._progress, 1)
        row.addWidget(self._count)
        row.addWidget(self._stop)
        self.hide()

    @Slot(object)
    def show_task(self, task: Task) -> None:
        """Show a task until it closes."""
        self._tasks.append(task)
        task.advanced.connect(self._advance)
        task.closed.connect(self._remove_task)
        self._refresh()

    def _refresh(self) -> None:
        self.setVisible(bool(self._tasks))
        if self._tasks:
            self._title.setText(self._tasks[-1].title + "…")
            self._count.setText("")
            self._progress.setRange(0, 0)
            self._stop.setEnabled(True)

    @Slot(int, int)
    def _advance(self, done: int, total: int) -> None:
        if self._tasks and self.sender() is self._tasks[-1]:
            self._progress.setRange(0, max(total, 1))
            self._progress.setValue(done)
            self._count.setText(f"{done:,} / {total:,}")

    @Slot()
    def _remove_task(self) -> None:
        self._tasks = [task for task in self._tasks if task is not self.sender()]
        self._refresh()

    @Slot()
    def _cancel(self) -> None:
        if self._tasks:
            self._stop.setEnabled(False)
            self._tasks[-1].cancel()
