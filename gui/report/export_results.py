"""The files of an export: to open, to send, and to compare by their SHA-256."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.appearance import icons, theme
from gui.formatting import format_file_size
from gui.printing import open_externally
from gui.widgets.buttons import link_button, tool_button
from gui.widgets.card import Card, clear_layout
from gui.widgets.clipboard import copy_files, copy_text
from gui.widgets.elided import ElidedLabel
from storage.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from exports.package import Written
    from gui.session import Session

SHORT_HASH = 16
ROW_HEIGHT = 40


class ExportResults(Card):
    """Shows the files of the last export.

    Signals:
        closed(): the card should be hidden
    """

    closed = Signal()

    def __init__(self, session: Session) -> None:
        shut = tool_button("x", "收起", theme.SMALL_ICON)
        super().__init__("", shut)
        self.setObjectName("export_results")
        self._session = session
        self._written: tuple[Written, ...] = ()
        shut.setObjectName("close_results")
        shut.clicked.connect(self.closed)
        self._files = QVBoxLayout()
        self._files.setSpacing(theme.GAP // 2)
        self.body.addLayout(self._files)
        self._actions: dict[str, QWidget] = {}
        row = QHBoxLayout()
        row.setContentsMargins(0, theme.GAP // 2, 0, 0)
        for name, text, do in (
            ("open_folder", "打开所在文件夹", self.open_folder),
            ("copy_files", "复制文件", self._copy),
        ):
            button = link_button(text)
            button.setObjectName(name)
            button.clicked.connect(do)
            row.addWidget(button)
            self._actions[name] = button
        row.addStretch()
        self.body.addLayout(row)

    def show_written(self, written: Sequence[Written], password: str = "") -> None:
        """Show the files written, and the password of the annex this one time."""
        self._written = tuple(written)
        self.title.setText(f"已导出 {len(written)} 个文件")
        clear_layout(self._files)
        if password:
            self._files.addWidget(self._password(password))
        for one in written:
            self._files.addWidget(self._file(one))

    def take_focus(self) -> None:
        """Focus the button of the folder."""
        self._actions["open_folder"].setFocus()

    def _password(self, password: str) -> QWidget:
        """The row of the password; it is shown once and never stored."""
        words = QLabel(f"附册打开密码　<b>{password}</b><br>只显示这一次，请用电话或当面告知对方")
        words.setObjectName("annex_password")
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        copy = tool_button("copy", "复制密码", theme.SMALL_ICON)
        copy.setObjectName("copy_password")
        copy.clicked.connect(lambda: self._copy_text(password, "密码"))
        frame = QFrame()
        line = QHBoxLayout(frame)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(words, 1)
        line.addWidget(copy)
        return frame

    def _file(self, one: Written) -> QWidget:
        picture = QLabel()
        table = "table-2" if one.path.suffix == ".xlsx" else "file-text"
        picture.setPixmap(icons.pixmap(table, "second", theme.SMALL_ICON))
        name = ElidedLabel()
        name.set_full_text(one.path.name)
        digest = ElidedLabel("small")
        digest.set_full_text(f"{format_file_size(one.path)}　SHA-256 {one.sha256[:SHORT_HASH]}…")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(name)
        words.addWidget(digest)
        view = tool_button("external-link", f"用系统程序打开《{one.path.name}》", theme.SMALL_ICON)
        view.setObjectName("open_file")
        view.clicked.connect(lambda: self._open(one.path))
        copy = tool_button("copy", "复制完整的 SHA-256", theme.SMALL_ICON)
        copy.setObjectName("copy_hash")
        copy.clicked.connect(lambda: self._copy_text(one.sha256))
        row = QFrame()
        row.setToolTip(f"{one.path.name}\nSHA-256 {one.sha256}")
        row.setFixedHeight(ROW_HEIGHT)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.GAP)
        line.addWidget(picture)
        line.addLayout(words, 1)
        line.addWidget(view)
        line.addWidget(copy)
        return row

    def _open(self, path: Path) -> None:
        try:
            open_externally(path)
        except UserError as error:
            self._session.notify(str(error), "bad")

    @Slot()
    def open_folder(self) -> None:
        """Show the folder that holds the files."""
        if self._written:
            self._open(self._written[0].path.parent)

    @Slot()
    def _copy(self) -> None:
        copy_files(one.path for one in self._written)
        self._session.notify("文件已复制，到 QQ、微信或邮件里粘贴即可。", "link")

    def _copy_text(self, text: str, what: str = "SHA-256") -> None:
        copy_text(text)
        self._session.notify(f"{what} 已复制。", "link")
