"""The PDF viewer: the pages, a tool bar, a search bar, and messages while there is no file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QIntValidator, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.appearance import theme
from gui.widgets.buttons import tool_button
from gui.widgets.elided import ElidedLabel
from gui.widgets.empty_state import EmptyState
from gui.widgets.pdf.page_canvas import FIT_PAGE, FIT_WIDTH, PdfPages
from gui.widgets.pdf.pdf_file import PdfFile
from gui.widgets.pdf.pdf_search import PdfSearch
from gui.widgets.pdf.renderer import Renderer
from storage.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable


# The frame has the canvas's own colour, so that its round corners show below the pages.
_STYLE = f"""
#pdf_view {{
    background: palette(midlight); border: 1px solid palette(midlight);
    border-radius: {theme.RADIUS}px;
}}
#pdf_bar {{
    background: palette(base); border: none;
    border-top-left-radius: {theme.RADIUS - 1}px; border-top-right-radius: {theme.RADIUS - 1}px;
}}
#pdf_pages QScrollBar::handle {{ background: palette(placeholder-text); }}
#pdf_view #message {{ background: palette(base); border-radius: {theme.RADIUS - 1}px; }}
"""


def _with_bottom_margin(pages: PdfPages) -> QWidget:
    around = QWidget()
    row = QVBoxLayout(around)
    row.setContentsMargins(0, 0, 0, theme.RADIUS - 1)
    row.addWidget(pages)
    return around


class _RendererHolder:
    """Owns the renderer, and closes it when it is replaced or the view is destroyed.

    A slot of the view itself would not be called any more when the view is destroyed.
    """

    def __init__(self) -> None:
        self._renderer: Renderer | None = None

    def hold_renderer(self, renderer: Renderer | None) -> None:
        before, self._renderer = self._renderer, renderer
        if before is not None:
            before.close()

    def close(self) -> None:
        self.hold_renderer(None)


class PdfView(QFrame):
    """Shows a PDF, or a message why there is none.

    Signals:
        action_requested(): the button of the message was pressed
    """

    action_requested = Signal()

    def __init__(
        self, parent: QWidget | None = None, *, shortcut_owner: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("pdf_view")
        self.setStyleSheet(_STYLE)
        self.pages = PdfPages()
        self.search = PdfSearch(self.pages)
        self._message = EmptyState()
        self._message.button.clicked.connect(self.action_requested)
        self._renderer: Renderer | None = None
        self._middle = QStackedWidget()
        self._middle.addWidget(self._message)
        self._middle.addWidget(_with_bottom_margin(self.pages))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._bar())
        column.addWidget(self.search)
        column.addWidget(self._middle, 1)
        self.pages.moved.connect(self._show_page_number)
        self.pages.zoomed.connect(self._show_zoom)
        self.search.hide()
        self._bind_keys(shortcut_owner or self)
        self._holder = _RendererHolder()
        self.destroyed.connect(self._holder.close)
        self.show_empty("还没有可以预览的文件", "")

    @property
    def file(self) -> PdfFile | None:
        """The file that is shown, None without one."""
        return self._renderer.file if self._renderer else None

    def show_pdf(self, content: bytes) -> None:
        """Show this file in place of the one before; place and zoom stay."""
        try:
            renderer = Renderer(PdfFile(content))
        except UserError as error:
            self.show_error(str(error))
            return
        self._replace(renderer)
        self._middle.setCurrentIndex(1)
        self._wait.hide()

    def show_loading(self, text: str) -> None:
        """Say that a file is being made; one that is shown already stays until then."""
        self._wait.set_full_text(text)
        self._wait.setVisible(self._renderer is not None)
        if self._renderer is None:
            self._message.show_message("clock", text, "")

    def show_empty(self, text: str, detail: str, action: str = "") -> None:
        """Show a message why there is no file, with the first action in a button."""
        self._show_message("file-text", text, detail, action)

    def show_error(self, sentence: str, action: str = "") -> None:
        """Show a message why the file could not be shown."""
        self._show_message("circle-x", "预览没有生成", sentence, action)

    def _show_message(self, icon: str, text: str, detail: str, action: str) -> None:
        self._replace(None)
        self._wait.hide()
        self.search.close_bar()
        self._message.show_message(icon, text, detail, action)
        self._middle.setCurrentWidget(self._message)

    def _replace(self, renderer: Renderer | None) -> None:
        self._renderer = renderer
        self.pages.show_file(renderer)
        self.search.show_file(renderer)
        self._tools.setVisible(renderer is not None)
        if renderer is not None:
            self._count.setText(f"/ {len(renderer.file.sizes)} 页")
            self._valid.setTop(len(renderer.file.sizes))
        self._holder.hold_renderer(renderer)

    def _bar(self) -> QWidget:
        self._tools = QFrame()
        self._tools.setObjectName("pdf_bar")
        row = QHBoxLayout(self._tools)
        row.setContentsMargins(theme.SPACE, 2, theme.GAP, 2)
        row.setSpacing(2)
        self._page_field = self._page_number_field()
        self._count = QLabel()
        self._count.setObjectName("pdf_count")
        self._wait = ElidedLabel("second")
        self._wait.setObjectName("pdf_wait")
        self._zoom_label = QLabel()
        self._zoom_label.setObjectName("pdf_zoom")
        self._zoom_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._zoom_label.setFixedWidth(theme.CONTROL + theme.SPACE)
        row.addWidget(self._page_field)
        row.addWidget(self._count)
        row.addSpacing(theme.SPACE)
        row.addWidget(self._wait, 1)
        row.addStretch()
        row.addWidget(self._tool("zoom-out", "缩小 (Ctrl -)", lambda: self.pages.step_zoom(-1)))
        row.addWidget(self._zoom_label)
        row.addWidget(self._tool("zoom-in", "放大 (Ctrl +)", lambda: self.pages.step_zoom(1)))
        row.addSpacing(theme.GAP)
        self._fits = {
            FIT_WIDTH: self._fit("适合宽度", FIT_WIDTH),
            FIT_PAGE: self._fit("整页", FIT_PAGE),
        }
        for button in self._fits.values():
            row.addWidget(button)
        row.addSpacing(theme.GAP)
        row.addWidget(self._tool("search", "在文件中查找 (Ctrl+F)", self.search.open_bar))
        return self._tools

    def _page_number_field(self) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName("pdf_place")
        line.setAccessibleName("第几页")
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.setFixedWidth(theme.FIGURE * 2)
        self._valid = QIntValidator(1, 1, self)
        line.setValidator(self._valid)
        line.returnPressed.connect(self._go)
        return line

    def _tool(self, icon: str, name: str, do: Callable[[], object]) -> QToolButton:
        button = tool_button(icon, name, theme.SMALL_ICON)
        button.setObjectName(f"pdf_{icon.replace('-', '_')}")
        button.clicked.connect(do)
        return button

    def _fit(self, name: str, fit: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"pdf_fit_{fit}")
        button.setText(name)
        button.setCheckable(True)
        button.clicked.connect(lambda: self.pages.set_fit(fit))
        return button

    def _bind_keys(self, widget: QWidget) -> None:
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+F": self.search.open_bar,
            "F3": self.search.go_next,
            "Shift+F3": self.search.go_previous,
            "Ctrl++": lambda: self.pages.step_zoom(1),
            "Ctrl+=": lambda: self.pages.step_zoom(1),
            "Ctrl+-": lambda: self.pages.step_zoom(-1),
            "Ctrl+0": lambda: self.pages.set_zoom(1.0),
        }
        for key, do in keys.items():
            shortcut = QShortcut(QKeySequence(key), widget)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    @Slot()
    def _go(self) -> None:
        self.pages.go_to(int(self._page_field.text()) - 1)
        self.pages.setFocus()

    @Slot(int)
    def _show_page_number(self, page: int) -> None:
        if self._renderer is not None:
            self._page_field.setText(str(page + 1))

    @Slot(float)
    def _show_zoom(self, zoom: float) -> None:
        self._zoom_label.setText(f"{zoom:.0%}")
        for fit, button in self._fits.items():
            button.setChecked(self.pages.fit == fit)
