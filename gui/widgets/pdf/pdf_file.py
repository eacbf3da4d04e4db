"""A PDF held in memory: its pages as images and as text. PDFium does the work, one call a time."""

from __future__ import annotations

import ctypes
import threading
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as pdfium
from PySide6.QtCore import QSize, QSizeF
from PySide6.QtGui import QImage

from gui.widgets.pdf.page_text import Box, PageText
from storage.errors import UserError
from storage.files import os_messages

if TYPE_CHECKING:
    from pathlib import Path

POINTS_PER_INCH = 72
_KEPT_OPEN = 8  # parsed pages, the rest is parsed again when asked for
_ONE_AT_A_TIME = threading.Lock()  # PDFium is not thread-safe, not even across documents


def _quick(function: Any) -> Any:
    """The same call without handing the interpreter to another thread before and after it.

    It takes a microsecond and is made for every character: each hand-over may cost milliseconds.
    """
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(function.restype, *function.argtypes)(address or 0)


_unicode_at = _quick(pdfium.FPDFText_GetUnicode)
_box_at = _quick(pdfium.FPDFText_GetLooseCharBox)


class PdfFile:
    """An open PDF, read from bytes so that no file is held. May be used from any thread."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._pages: dict[int, tuple[Any, Any]] = {}
        with _ONE_AT_A_TIME:
            try:
                self._document = pypdfium2.PdfDocument(content)
            except pypdfium2.PdfiumError as error:
                raise UserError("这份 PDF 打不开：文件不完整，或不是 PDF。请重新生成。") from error
            self.sizes = tuple(
                QSizeF(*self._document.get_page_size(index)) for index in range(len(self._document))
            )

    @classmethod
    def open(cls, path: Path) -> PdfFile:
        """Read a file whole and let go of it."""
        try:
            return cls(path.read_bytes())
        except OSError as error:
            reason = os_messages.reason(error)
            raise UserError(f"读不到《{path.name}》：{reason}。请重新生成。") from error

    def close(self) -> None:
        """Give the memory back; nothing can be asked of the file afterwards."""
        with _ONE_AT_A_TIME:
            for page, text in self._pages.values():
                _close(page, text)
            self._pages.clear()
            self._document.close()

    def image(self, index: int, size: QSize, top: int = 0, height: int | None = None) -> QImage:
        """The page painted `size` pixels large, or only the band of it that begins at `top`."""
        band = size.height() - top if height is None else min(height, size.height() - top)
        image = QImage(size.width(), band, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        stride = image.bytesPerLine()
        pixels = (ctypes.c_ubyte * (stride * band)).from_buffer(image.bits())
        where = (0, -top, size.width(), size.height(), 0, pdfium.FPDF_ANNOT)
        with _ONE_AT_A_TIME:
            page, _text = self._page(index)
            bitmap = pdfium.FPDFBitmap_CreateEx(
                size.width(), band, pdfium.FPDFBitmap_BGRx, pixels, stride
            )
            pdfium.FPDF_RenderPageBitmap(bitmap, page, *where)
            pdfium.FPDFBitmap_Destroy(bitmap)
        return image

    def text(self, index: int) -> PageText:
        """The characters of the page and where they stand."""
        height = self.sizes[index].height()
        chars: list[str] = []
        boxes: list[Box | None] = []
        rect = pdfium.FS_RECTF()
        with _ONE_AT_A_TIME:
            _page, text = self._page(index)
            for at in range(text.count_chars()):
                chars.append(chr(_unicode_at(text.raw, at)))
                found = _box_at(text.raw, at, rect)
                empty = not found or rect.right <= rect.left
                box = Box(rect.left, height - rect.top, rect.right, height - rect.bottom)
                boxes.append(None if empty or chars[-1] in "\r\n" else box)
        return PageText(tuple(chars), tuple(boxes))

    def _page(self, index: int) -> tuple[Any, Any]:
        if index not in self._pages:
            while len(self._pages) >= _KEPT_OPEN:
                _close(*self._pages.pop(next(iter(self._pages))))
            try:
                page = self._document[index]
                self._pages[index] = (page, page.get_textpage())
            except pypdfium2.PdfiumError as error:
                raise UserError(f"第 {index + 1} 页已损坏，显示不出来。") from error
        return self._pages[index]


def _close(page: Any, text: Any) -> None:
    text.close()
    page.close()
