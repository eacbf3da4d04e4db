"""An area to drop files on, with buttons that choose them in a dialog."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.appearance import icons, theme
from gui.widgets.buttons import quiet_button

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPaintEvent

HEIGHT, COMPACT_HEIGHT = 148, 56  # pixels
QWIDGETSIZE_MAX = 16_777_215


class DropArea(QFrame):
    """Accepts files of any kind, and folders: their format is detected by reading them.

    Signals:
        files_received(paths): a tuple of files and folders, dropped or chosen
    """

    files_received = Signal(object)

    def __init__(self, text: str, button: str, kinds: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drop_area")
        self.setAcceptDrops(True)
        self.setMinimumHeight(HEIGHT)
        self._kinds = kinds
        self._over = False
        self.last = ""  # the folder of the last file
        self._picture = picture = QLabel()
        picture.setPixmap(icons.pixmap("upload", "faint", theme.FIGURE))
        self._words = words = QLabel(text)
        words.setProperty("role", "second")
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = quiet_button(button, "folder-open")
        self.button.setObjectName("choose_files")
        self.button.clicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setSpacing(theme.GAP)
        column.addStretch()
        self.folder = quiet_button("选择文件夹…")
        self.folder.setObjectName("choose_folder")
        self.folder.clicked.connect(self._choose_folder)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        buttons.addWidget(self.button)
        buttons.addWidget(self.folder)
        column.setContentsMargins(theme.SPACE, theme.SPACE, theme.SPACE, theme.SPACE)
        column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(
            words
        )  # without alignment, so that it gets the full width and the height it needs
        buttons.insertStretch(0)
        buttons.addStretch()
        column.addLayout(buttons)
        column.addStretch()

    def set_compact(self, compact: bool) -> None:
        """Reduce the area to its two buttons, or restore the picture and the text."""
        for part in (self._picture, self._words):
            part.setVisible(not compact)
        self.setMinimumHeight(COMPACT_HEIGHT if compact else HEIGHT)
        self.setMaximumHeight(COMPACT_HEIGHT if compact else QWIDGETSIZE_MAX)

    @Slot()
    def _choose(self) -> None:
        names, _kind = QFileDialog.getOpenFileNames(self, "选择文件", self.last, self._kinds)
        if names:
            self.receive_files([Path(name) for name in names])

    @Slot()
    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "选择文件夹", self.last)
        if name:
            self.receive_files([Path(name)])

    def receive_files(self, paths: Iterable[Path]) -> None:
        """Announce files and folders, except lock files (~$) and hidden ones."""
        visible = [path for path in paths if not path.name.startswith(("~$", "."))]
        if visible:
            self.last = str(visible[0].parent)
            self.files_received.emit(tuple(visible))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.colour("link" if self._over else "border"), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.colour("link_soft" if self._over else "sunken"))
        around = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(around, theme.RADIUS, theme.RADIUS)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            event.acceptProposedAction()
            self._hover(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._hover(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._hover(False)
        self.receive_files(local_files(event.mimeData()))
        event.acceptProposedAction()

    def _hover(self, over: bool) -> None:
        self._over = over
        self.update()


def local_files(data: QMimeData) -> list[Path]:
    """Return the local files of a drag or a paste; other URLs are ignored."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
