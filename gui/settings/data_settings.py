"""数据: the location of the ledger, its backups, and restoring one."""

from __future__ import annotations

from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui import notice
from gui.appearance import theme
from gui.formatting import format_bytes, format_file_size, format_moment
from gui.printing import open_externally
from gui.settings.restore import restore_and_restart
from gui.tasks import TaskResult
from gui.widgets.buttons import link_button, quiet_button
from gui.widgets.card import Card, clear_layout
from gui.widgets.elided import ElidedLabel
from storage.errors import UserError
from storage.files.location import risk
from storage.ledger.stray_copies import OWN_FOLDER
from storage.store.backup import backup

if TYPE_CHECKING:
    from gui.session import Session

FOLDER = "backup/folder"
BACKUPS, SET_ASIDE = f"{OWN_FOLDER}-*.db", "ledger-*.db"
MAX_SHOWN = 30


class DataSection(QWidget):
    """The ledger's file at the top, its copies below."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        file = Card("台账文件")
        file.body.setSpacing(theme.GAP)
        file.body.addLayout(self._location_row())
        danger = risk(session.folder)
        if danger:
            warning = QLabel(danger)
            warning.setObjectName("place_risk")
            warning.setProperty("role", "warning")
            warning.setWordWrap(True)
            file.body.addWidget(warning)
        copies = Card("备份")
        copies.body.setSpacing(theme.GAP)
        copies.body.addLayout(self._actions())
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, theme.GAP, 0)
        self._list.setSpacing(0)
        holder = QWidget()
        holder.setProperty("role", "plain")
        holder.setLayout(self._list)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holder)
        copies.body.addWidget(area, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(file)
        column.addWidget(copies, 1)
        self.refresh()

    def _location_row(self) -> QHBoxLayout:
        path = self._session.store.path
        where = ElidedLabel()
        where.setObjectName("ledger_path")
        where.set_full_text(str(path))
        parts = path.parent.glob(f"{path.name}*")  # the last changes are in a file next to it
        size = QLabel(format_bytes(sum(part.stat().st_size for part in parts)))
        size.setProperty("role", "second")
        show = link_button("打开所在文件夹")
        show.clicked.connect(lambda: self._try_open(path.parent))
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE)
        row.addWidget(where, 1)
        row.addWidget(size)
        row.addWidget(show)
        return row

    def _actions(self) -> QHBoxLayout:
        self._last = ElidedLabel("second")
        self._last.setObjectName("last_backup")
        make = quiet_button("备份到…", "save")
        make.setObjectName("make_backup")
        make.clicked.connect(self._choose_folder)
        take = quiet_button("从备份恢复…", "history")
        take.setObjectName("take_backup")
        take.clicked.connect(self._choose_copy)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self._last, 1)
        row.addWidget(make)
        row.addWidget(take)
        return row

    @property
    def folder(self) -> Path:
        """The folder of backups, a default until one is chosen."""
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        usual = Path(QStandardPaths.writableLocation(documents)) / OWN_FOLDER
        return Path(str(self._session.settings.value(FOLDER, str(usual))))

    def refresh(self) -> None:
        """List the copies: those made by hand, and those set aside by the program."""
        patterns = (SET_ASIDE, f"*/{BACKUPS}")  # the automatic copies lie in a folder of their own
        found = (_files_matching(self._session.folder, pattern) for pattern in patterns)
        listed = dict.fromkeys(
            [*_files_matching(self.folder, BACKUPS), *chain.from_iterable(found)]
        )
        copies = sorted(listed, key=_modified_at, reverse=True)
        own = [path for path in copies if path.parent == self.folder]
        description = (
            f"上次备份 {_time_text(own[0])}，在 {self.folder}"
            if own
            else "还没有备份过，建议备份到另一个硬盘或 U 盘。"
        )
        self._last.set_full_text(description)
        clear_layout(self._list)
        for path in copies[:MAX_SHOWN]:
            self._list.addWidget(self._copy_row(path))
        self._list.addStretch()

    def _copy_row(self, path: Path) -> QWidget:
        name = ElidedLabel()
        name.set_full_text(path.name)
        name.setToolTip(str(path))
        facts = QLabel(f"{_time_text(path)}　{format_file_size(path)}")
        facts.setProperty("role", "second")
        take = link_button("恢复到这一份…")
        take.setObjectName("restore_this")
        take.clicked.connect(lambda: self.restore(path))
        frame = QFrame()
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(theme.SPACE)
        row.addWidget(name, 1)
        row.addWidget(facts)
        row.addWidget(take)
        return frame

    @Slot()
    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "备份到哪个文件夹", str(self.folder))
        if chosen:
            self._session.settings.setValue(FOLDER, chosen)
            self.back_up()

    def back_up(self) -> None:
        """Make a copy in the folder, in the background."""
        folder, result = self.folder, TaskResult()
        work = result.wrap(lambda store, _progress: backup(store, folder))
        task = self._session.read("正在备份", work)
        result.when_closed(task, lambda: self._report_backup(result))

    def _report_backup(self, result: TaskResult) -> None:
        if result.done:
            self._session.notify(f"已备份并核对无误：{result.value.name}")
            self.refresh()

    @Slot()
    def _choose_copy(self) -> None:
        kinds = "台账备份 (*.db);;所有文件 (*)"
        name, _kind = QFileDialog.getOpenFileName(self, "从哪份备份恢复", str(self.folder), kinds)
        if name:
            self.restore(Path(name))

    def restore(self, copy: Path) -> None:
        """Restore a copy after confirmation; the present ledger is set aside."""
        detail = (
            f"{copy.name}（{_time_text(copy)}）\n\n台账会变回那时的样子。"
            "现在的台账不会丢，会另存在旁边，名字里有“恢复前”。恢复后程序会重新打开。"
        )
        if notice.confirm(self, "用这份备份替换现在的台账？", detail, "恢复"):
            restore_and_restart(self.window(), self._session, copy)

    def _try_open(self, path: Path) -> None:
        try:
            open_externally(path)
        except UserError as error:
            self._session.notify(str(error), "bad")


def _files_matching(folder: Path, pattern: str) -> list[Path]:
    try:
        return [path for path in folder.glob(pattern) if path.is_file()]
    except OSError:  # a stick that was pulled out: there are no copies to offer
        return []


def _modified_at(path: Path) -> float:
    return path.stat().st_mtime


def _time_text(path: Path) -> str:
    return format_moment(datetime.fromtimestamp(_modified_at(path)))
