"""A PDF in memory: its pages as images and as text, rendered by PDFium."""

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
_MAX_OPEN = 8  # parsed pages; others are parsed again when requested
_LOCK = threading.Lock()  # PDFium is not thread-safe, not even across documents


def _without_gil_release(function: Any) -> Any:
    """Return a foreign function that holds the GIL while it is called.

    The call takes a microsecond and is made for every character; releasing the GIL each time may
    cost milliseconds, because another thread takes it.
    """
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(function.restype, *function.argtypes)(address or 0)


_unicode_at = _without_gil_release(pdfium.FPDFText_GetUnicode)
_box_at = _without_gil_release(pdfium.FPDFText_GetLooseCharBox)


class PdfFile:
    """An open PDF, read from bytes so that the file is not locked; usable from any thread.

    Raises `UserError` where the bytes are not a PDF.
    """

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._pages: dict[int, tuple[Any, Any]] = {}
        with _LOCK:
            try:
                self._document = pypdfium2.PdfDocument(content)
            except pypdfium2.PdfiumError as error:
                raise UserError("这份 PDF 打不开：文件不完整，或不是 PDF。请重新生成。") from error
            self.sizes = tuple(
                QSizeF(*self._document.get_page_size(index)) for index in range(len(self._document))
            )

    @classmethod
    def open(cls, path: Path) -> PdfFile:
        """Read a PDF; raises `UserError` where the file cannot be read."""
        try:
            return cls(path.read_bytes())
        except OSError as error:
            reason = os_messages.reason(error)
            raise UserError(f"读不到《{path.name}》：{reason}。请重新生成。") from error

    def close(self) -> None:
        """Free the memory; the file cannot be used afterwards."""
        with _LOCK:
            for page, text in self._pages.values():
                _close(page, text)
            self._pages.clear()
            self._document.close()

    def image(self, index: int, size: QSize, top: int = 0, height: int | None = None) -> QImage:
        """Render a page `size` pixels large, or the band of it `height` pixels high from `top`.

        Raises `UserError` where the page is damaged.
        """
        band = size.height() - top if height is None else min(height, size.height() - top)
        image = QImage(size.width(), band, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        stride = image.bytesPerLine()
        pixels = (ctypes.c_ubyte * (stride * band)).from_buffer(image.bits())
        where = (0, -top, size.width(), size.height(), 0, pdfium.FPDF_ANNOT)
        with _LOCK:
            page, _text = self._page(index)
            bitmap = pdfium.FPDFBitmap_CreateEx(
                size.width(), band, pdfium.FPDFBitmap_BGRx, pixels, stride
            )
            pdfium.FPDF_RenderPageBitmap(bitmap, page, *where)
            pdfium.FPDFBitmap_Destroy(bitmap)
        return image

    def text(self, index: int) -> PageText:
        """Return the characters of a page with their boxes; `UserError` where it is damaged."""
        height = self.sizes[index].height()
        chars: list[str] = []
        boxes: list[Box | None] = []
        rect = pdfium.FS_RECTF()
        with _LOCK:
            _page, text = self._page(index)
            for at in range(text.count_chars()):
                chars.append(chr(_unicode_at(text.raw, at)))
                has_box = _box_at(text.raw, at, rect)
                empty = not has_box or rect.right <= rect.left
                box = Box(rect.left, height - rect.top, rect.right, height - rect.bottom)
                boxes.append(None if empty or chars[-1] in "\r\n" else box)
        return PageText(tuple(chars), tuple(boxes))

    def _page(self, index: int) -> tuple[Any, Any]:
        if index not in self._pages:
            while len(self._pages) >= _MAX_OPEN:
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
