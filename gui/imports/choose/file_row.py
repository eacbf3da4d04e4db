"""One file of an import: its kind and size, or why it cannot be read and the remedy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget

from gui.appearance import icons, theme
from gui.formatting import format_bytes, format_file_size
from gui.widgets.buttons import link_button, quiet_button, tool_button
from gui.widgets.elided import ElidedLabel
from gui.widgets.pill import Pill
from storage.intake.read.formats import FORMATS

if TYPE_CHECKING:
    from storage.intake.rows.import_plan import FilePlan
    from storage.intake.sources import Source

ENCODINGS = (
    ("自动", ""), ("UTF-8", "utf-8"), ("GB18030（含 GBK）", "gb18030"), ("Big5", "big5"),
    ("UTF-16", "utf-16"),
)  # fmt: skip


class FileRow(QFrame):
    """A row for one file; `shown` is its name, with its folder where another has the same.

    Signals:
        removal_requested(), encoding_requested(encoding), password_given(password)
    """

    removal_requested = Signal()
    encoding_requested = Signal(str)
    password_given = Signal(str)

    def __init__(self, source: Source, plan: FilePlan | None, shown: str) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GAP // 2)
        self._column.addLayout(self._line(source, plan, shown))
        if plan is None:
            return
        if plan.needs == "password":
            self._column.addLayout(self._password_line(plan))
        elif plan.failure:
            self._show_failure(plan.failure)
        if plan.needs == "encoding" or (plan.failure and plan.kind == "csv"):
            self._column.addWidget(self._encoding_button(), 0, Qt.AlignmentFlag.AlignLeft)

    def _line(self, source: Source, plan: FilePlan | None, shown: str) -> QHBoxLayout:
        locked = plan is not None and plan.needs == "password"
        failed = plan is not None and bool(plan.failure)
        sign = (
            ("lock", "warn")
            if locked
            else ("circle-x", "bad")
            if failed
            else ("file-text", "second")
        )
        picture = QLabel()
        picture.setPixmap(icons.pixmap(*sign, theme.SMALL_ICON))
        name = ElidedLabel()
        name.set_full_text(shown)
        is_file = isinstance(source, Path)
        name.setToolTip(str(source) if is_file else "粘贴进来的")
        size = QLabel(
            format_file_size(source) if isinstance(source, Path) else format_bytes(len(source.text))
        )
        size.setProperty("role", "small")
        remove = tool_button("x", f"去掉《{shown}》", theme.ARROW)
        remove.clicked.connect(self.removal_requested)
        line = QHBoxLayout()
        line.setSpacing(theme.GAP)
        line.addWidget(picture)
        line.addWidget(name, 1)
        for text, tone in _facts(plan):
            pill = Pill()
            pill.set_text(text, tone)
            line.addWidget(pill)
        line.addWidget(size)
        line.addWidget(remove)
        return line

    def _show_failure(self, failure: str) -> None:
        why = QLabel(failure)
        why.setObjectName("file_failure")
        why.setProperty("role", "problem")
        why.setWordWrap(True)
        why.setContentsMargins(theme.SMALL_ICON + theme.GAP, 0, 0, theme.GAP)
        self._column.addWidget(why)

    def _password_line(self, plan: FilePlan) -> QHBoxLayout:
        self._password = QLineEdit()
        self._password.setObjectName("file_password")
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password.setPlaceholderText("打开密码，问学校要")
        self._password.setAccessibleName(f"《{plan.name}》的打开密码")
        self._password.returnPressed.connect(self._unlock)
        self._password.setToolTip(plan.failure or "")
        unlock = quiet_button("打开", "lock")
        unlock.setObjectName("unlock_file")
        unlock.clicked.connect(self._unlock)
        row = QHBoxLayout()
        row.setContentsMargins(theme.SMALL_ICON + theme.GAP, 0, 0, theme.GAP)
        row.setSpacing(theme.GAP)
        row.addWidget(self._password, 1)
        row.addWidget(unlock)
        return row

    @Slot()
    def _unlock(self) -> None:
        if self._password.text():
            self.password_given.emit(self._password.text())

    def _encoding_button(self) -> QWidget:
        button = link_button("换一种编码读…")
        button.setObjectName("other_encoding")
        menu = QMenu(button)
        for label, encoding in ENCODINGS[1:]:
            action = menu.addAction(label)
            action.triggered.connect(
                lambda _=False, encoding=encoding: self.encoding_requested.emit(encoding)
            )
        button.setMenu(menu)
        return button


def _facts(plan: FilePlan | None) -> list[tuple[str, str]]:
    """Return the facts of a file as (text, tone): locked, imported before, format, encoding."""
    if plan is None:
        return []
    facts = []
    if plan.needs == "password":
        facts.append(("有密码", "warn"))
    if plan.seen_before:
        facts.append((plan.seen_before.removeprefix("这份文件 "), "warn"))
    if plan.kind in FORMATS:
        facts.append((FORMATS[plan.kind].name, "neutral"))
    if plan.encoding and plan.kind == "csv":
        facts.append((plan.encoding.upper().replace("-SIG", ""), "neutral"))
    return facts
