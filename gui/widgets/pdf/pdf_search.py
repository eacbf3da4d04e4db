"""The search bar of the PDF viewer: the number of hits, and stepping through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget

from gui.appearance import theme
from gui.widgets.buttons import tool_button

if TYPE_CHECKING:
    from gui.widgets.pdf.page_canvas import PdfPages
    from gui.widgets.pdf.renderer import Hit, Renderer


class PdfSearch(QFrame):
    """Searches while typing; Enter goes to the next hit, Shift+Enter back, Esc closes."""

    def __init__(self, pages: PdfPages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pdf_search")
        self.setProperty("role", "bar")
        self._pages = pages
        self._renderer: Renderer | None = None
        self._hits: tuple[Hit, ...] = ()
        self._at = -1
        self._words = QLineEdit()
        self._words.setObjectName("pdf_words")
        self._words.setPlaceholderText("在文件中查找")
        self._words.setAccessibleName("在文件中查找")
        self._words.setClearButtonEnabled(True)
        self._words.textChanged.connect(self._search)
        self._words.installEventFilter(self)
        self._count = QLabel()
        self._count.setObjectName("pdf_hits")
        self._count.setProperty("role", "second")
        self._back = tool_button("chevron-up", "上一处 (Shift+F3)", theme.SMALL_ICON)
        self._back.clicked.connect(self.go_previous)
        self._next = tool_button("chevron-down", "下一处 (F3)", theme.SMALL_ICON)
        self._next.setObjectName("pdf_next")
        self._next.clicked.connect(self.go_next)
        close = tool_button("x", "关闭查找 (Esc)", theme.SMALL_ICON)
        close.setObjectName("pdf_search_close")
        close.clicked.connect(self.close_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE, theme.GAP // 2, theme.GAP, theme.GAP // 2)
        row.setSpacing(theme.GAP // 2)
        row.addWidget(self._words, 1)
        row.addWidget(self._count)
        for button in (self._back, self._next, close):
            row.addWidget(button)
        self._show_count()

    def show_file(self, renderer: Renderer | None) -> None:
        """Search another file, at once if the bar is open."""
        self._renderer = renderer
        self._hits, self._at = (), -1
        if renderer is not None:
            renderer.signals.searched.connect(self._store_hits)
        if self.isVisible():
            self._search(self._words.text())

    @Slot()
    def open_bar(self) -> None:
        """Show the bar and focus its field."""
        if self._renderer is None:
            return
        self.show()
        self._words.setFocus()
        self._words.selectAll()
        self._search(self._words.text())

    @Slot()
    def close_bar(self) -> None:
        """Hide the bar and the highlights."""
        self.hide()
        self._hits, self._at = (), -1
        self._pages.mark((), None)
        self._pages.setFocus()

    @Slot()
    def go_next(self) -> None:
        """Go to the next hit, after the last one to the first."""
        self._step(1)

    @Slot()
    def go_previous(self) -> None:
        """Go to the previous hit, before the first one to the last."""
        self._step(-1)

    def _step(self, direction: int) -> None:
        if self.isHidden():
            self.open_bar()
        elif self._hits:
            self._at = (self._at + direction) % len(self._hits)
            self._pages.mark(self._hits, self._hits[self._at])
            self._show_count()

    @Slot(str)
    def _search(self, words: str) -> None:
        if self._renderer is not None and words.strip():
            self._renderer.search(words)
        else:
            self._store_hits(words, ())

    @Slot(str, object)
    def _store_hits(self, words: str, hits: tuple[Hit, ...]) -> None:
        if words != self._words.text() or self.isHidden():
            return
        self._hits = hits
        here = (at for at, hit in enumerate(hits) if hit.page >= self._pages.current)
        self._at = next(here, 0) if hits else -1
        self._pages.mark(hits, hits[self._at] if hits else None)
        self._show_count()

    def _show_count(self) -> None:
        typed = bool(self._words.text().strip())
        position = f"{self._at + 1} / {len(self._hits)}" if self._hits else "没有找到"
        self._count.setText(position if typed else "")
        for button in (self._back, self._next):
            button.setEnabled(bool(self._hits))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle Enter and Esc in the search field."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._step(-1 if back else 1)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
            return True
        return False
