"""数据与备份: where the ledger lies, copies of it, putting one back; and what this program is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

import resources
from gui import theme
from gui.notice import ask, tell
from gui.widgets.buttons import quiet_button
from storage.backup import backup, restore
from storage.database import VERSION
from storage.errors import UserError
from storage.place import risk

if TYPE_CHECKING:
    from gui.session import Session

WIDE = 640
ABOUT = (
    "青志台账 0.1.0 · 数据格式 {version}",
    "Apache-2.0 许可。所用的库和字体各有许可，见程序文件夹里的 LICENSES.md。",
    "界面用 Qt（LGPL-3.0）；字体为思源宋体、思源黑体和青志楷体（OFL-1.1）；图标为 Lucide（ISC）。",
)


class DataPart(QWidget):
    """The file, its copies, and the program's own name."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.MARGIN)
        column.addWidget(self._data(), 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._about(), 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _data(self) -> QFrame:
        path = self._session.store.path
        back = quiet_button("备份到…", "save")
        back.setObjectName("make_backup")
        back.clicked.connect(self._choose_folder)
        put = quiet_button("从备份恢复…", "history")
        put.setObjectName("restore_backup")
        put.clicked.connect(self._choose_copy)
        show = quiet_button("打开数据文件夹", "folder-open")
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))))
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        for button in (back, put, show):
            row.addWidget(button)
        row.addStretch(1)
        card, inside = _card("数据")
        place = _line(f"台账在 {path}")
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside.addWidget(place)
        danger = risk(path.parent)
        if danger:
            warning = QLabel(danger)
            warning.setProperty("role", "warning")
            warning.setWordWrap(True)
            inside.addWidget(warning)
        inside.addWidget(_line("每季度报送前，请在另一块硬盘或 U 盘上留一份备份。"))
        inside.addLayout(row)
        return card

    def _about(self) -> QFrame:
        card, inside = _card("关于")
        for text in ABOUT:
            inside.addWidget(_line(text.format(version=VERSION)))
        licences = quiet_button("看许可", "file-text")
        place = resources.path("licenses")
        licences.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(place))))
        inside.addWidget(licences, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    @Slot()
    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "备份到哪个文件夹")
        if folder:
            self.back_up(Path(folder))

    def back_up(self, folder: Path) -> None:
        """Copy the ledger there, off the window's thread."""
        task = self._session.read("正在备份", lambda store, _progress: backup(store, folder))
        task.finished.connect(lambda copy: self._session.say(f"已备份到 {copy}"))

    @Slot()
    def _choose_copy(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, "选一份备份", "", "台账备份 (*.db)")
        if name and ask(
            self,
            "用这份备份换掉现在的台账？",
            f"{Path(name).name}\n现在的台账会另存在旁边，不会删掉。恢复后程序会关闭，请再打开。",
            "恢复",
        ):
            self.put_back(Path(name))

    def put_back(self, copy: Path) -> None:
        """Restore a copy; the program closes, as everything on screen is of the old ledger."""
        live = self._session.store.path
        if self._session.writing is not None:
            self._session.say("还有事情没有做完，请等它完成后再恢复。", "warn")
            return
        self._session.close()
        try:
            restore(copy, live)
            tell(self, "已恢复。程序现在关闭，请再打开。")
        except UserError as error:
            tell(self, f"{error}程序现在关闭，请再打开。")
        QApplication.quit()


def _card(title: str) -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setProperty("role", "card")
    card.setFixedWidth(WIDE)
    inside = QVBoxLayout(card)
    inside.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
    inside.setSpacing(theme.GAP)
    head = QLabel(title)
    head.setProperty("role", "section")
    inside.addWidget(head)
    return card, inside


def _line(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "second")
    label.setWordWrap(True)
    return label
