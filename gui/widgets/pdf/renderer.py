"""Rendering and searching a PDF on one worker thread; pages in view come first."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtGui import QImage
from shiboken6 import isValid

from gui.widgets.pdf.page_text import PageText, Span
from storage.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QSize

    from gui.widgets.pdf.pdf_file import PdfFile


@dataclass(frozen=True, slots=True)
class Hit:
    """An occurrence of the searched text on a page."""

    page: int
    span: Span


@dataclass(slots=True)
class _Search:
    words: str
    page: int = 0
    hits: list[Hit] = field(default_factory=list)


class RendererSignals(QObject):
    """The signals of a renderer, which is no `QObject` itself.

    Signals:
        painted(page, image, text): a requested page; a damaged one has a null image
        searched(words, hits): all hits in the file, in reading order
    """

    painted = Signal(int, QImage, object)
    searched = Signal(str, object)


class Renderer:
    """Processes requests for one file; a newer request replaces those not yet started."""

    def __init__(self, file: PdfFile) -> None:
        self.file = file
        self.signals = RendererSignals()
        self._texts: dict[int, PageText] = {}
        self._lock = threading.Lock()
        self._wanted: list[tuple[int, QSize]] = []
        self._search: _Search | None = None
        self._busy = False
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(1)

    def paint(self, pages: Iterable[tuple[int, QSize]]) -> None:
        """Request pages, each in a size in device pixels; `painted` is emitted for each."""
        self._request(wanted=list(pages))

    def search(self, words: str) -> None:
        """Request the hits of a text in the whole file; `searched` is emitted once."""
        self._request(search=_Search(words))

    def text(self, page: int) -> PageText:
        """Return the text of a page at once; a damaged page has none."""
        if page not in self._texts:
            try:
                self._texts[page] = self.file.text(page)
            except UserError:
                self._texts[page] = PageText()
        return self._texts[page]

    def close(self) -> None:
        """Cancel all requests, wait for the one in progress, and close the file."""
        with self._lock:
            self._wanted, self._search = [], None
        if isValid(self._pool):  # already destroyed, after waiting, when the program ends
            self._pool.waitForDone()
        self.file.close()

    def _request(
        self, wanted: list[tuple[int, QSize]] | None = None, search: _Search | None = None
    ) -> None:
        with self._lock:
            self._wanted = self._wanted if wanted is None else wanted
            self._search = search or self._search
            if self._busy or not (self._wanted or self._search):
                return
            self._busy = True
        self._pool.start(self._run)

    def _run(self) -> None:
        while self._step():
            pass

    def _step(self) -> bool:
        with self._lock:
            page = self._wanted.pop(0) if self._wanted else None
            search = self._search
            busy = self._busy = page is not None or search is not None
        if page is not None:
            self.signals.painted.emit(page[0], *self._render(*page))
        elif search is not None:
            self._search_page(search)
        return busy

    def _render(self, page: int, size: QSize) -> tuple[QImage, PageText]:
        try:
            return self.file.image(page, size), self.text(page)
        except UserError:
            return QImage(), PageText()

    def _search_page(self, search: _Search) -> None:
        """Search one page, so that painting never waits for a long file."""
        spans = self.text(search.page).find(search.words)
        search.hits.extend(Hit(search.page, span) for span in spans)
        search.page += 1
        if search.page < len(self.file.sizes):
            return
        with self._lock:
            current = self._search is search
            self._search = None if current else self._search
        if current:
            self.signals.searched.emit(search.words, tuple(search.hits))
