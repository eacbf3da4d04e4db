"""The pages of a PDF below each other, to scroll, zoom, select and copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication, QImage, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from gui.appearance import theme
from gui.widgets.pdf.page_layout import PageLayout, Spot, fitting_zoom, pixels_per_point
from gui.widgets.pdf.page_text import PageText
from gui.widgets.pdf.text_picker import Selection, TextPicker, TextPosition

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QWheelEvent

    from gui.widgets.pdf.page_text import Span
    from gui.widgets.pdf.renderer import Hit, Renderer

# Laid over white paper, whatever the theme: text below stays readable through them.
SELECTED = QColor(31, 111, 209, 70)
FOUND = QColor(255, 200, 0, 90)
FOUND_NOW = QColor(255, 132, 0, 130)


def paint_paper(painter: QPainter, where: QRect) -> None:
    """A white sheet with a soft edge."""
    edge = theme.colour("border")
    for far in (3, 2, 1):
        edge.setAlpha(40 if far > 1 else 160)
        painter.fillRect(where.adjusted(-far, -far + 1, far, far), edge)
    painter.fillRect(where, Qt.GlobalColor.white)


def paint_picture(painter: QPainter, where: QRect, image: QImage | None) -> None:
    """The page's picture; one of another size is stretched until the right one comes."""
    if image is None or image.isNull():
        return
    exact = image.size() == where.size()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not exact)
    if exact:
        painter.drawImage(where.topLeft(), image)
    else:
        painter.drawImage(where, image)


def paint_areas(painter: QPainter, areas: Iterable[QRectF], colour: QColor) -> None:
    """Tint parts of a page as a marker pen would."""
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    for area in areas:
        painter.fillRect(area.toAlignedRect(), colour)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
FIT_WIDTH, FIT_PAGE = "width", "page"


class PdfPages(QAbstractScrollArea):
    """A canvas that paints only the pages in view and one on each side; it scrolls in pixels.

    Signals:
        moved(page): the page in the middle of the view, from 0
        zoomed(zoom): 1.0 is 100 %
    """

    moved = Signal(int)
    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pdf_pages")
        self.setAccessibleName("文件预览")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.fit = FIT_WIDTH
        self._zooms: tuple[float, ...] = ()
        self._own_zoom = 1.0
        self._renderer: Renderer | None = None
        self._layout = PageLayout((), (), 0, 0)
        self._images: dict[int, QImage] = {}
        self._hits: tuple[Hit, ...] = ()
        self._hit: Hit | None = None
        self._picker = TextPicker(self, self)
        self._picker.changed.connect(self.viewport().update)
        self._picker.dragged_outside.connect(self._pull)

    def show_file(self, renderer: Renderer | None) -> None:
        """Show another file, or none; the place and the zoom stay."""
        self._renderer = renderer
        self._images = {}
        self._hits, self._hit = (), None
        self._picker.clear()
        if renderer is not None:
            renderer.signals.painted.connect(self._store_image)
        self._arrange(None)

    @property
    def current(self) -> int:
        """The page in the middle of the view."""
        middle = self._seen().center().y()
        return self._layout.at(middle) if self._layout.pages else 0

    @property
    def zoom(self) -> float:
        """How large the page in the middle is shown; 1.0 is 100 %."""
        return self._zooms[self.current] if self._zooms else self._own_zoom

    def set_zoom(self, zoom: float, keep: QPoint | None = None) -> None:
        """Show pages at a zoom of one's own; the point `keep` of the view stays where it is."""
        self.fit = ""
        self._own_zoom = min(max(zoom, STEPS[0]), STEPS[-1])
        self._arrange(keep or self.viewport().rect().center())

    def set_fit(self, fit: str) -> None:
        """Have the pages fill the width, or show each whole, however large the view becomes."""
        self.fit = fit
        self._arrange(QPoint(self.viewport().width() // 2, 0))

    def step_zoom(self, direction: int, keep: QPoint | None = None) -> None:
        """Zoom to the next step in (1) or out (-1)."""
        steps = [step for step in STEPS[::direction] if direction * (step - self.zoom) > 0.005]
        if steps:
            self.set_zoom(steps[0], keep)

    def go_to(self, page: int) -> None:
        """Bring the top of a page into view."""
        if self._layout.pages:
            page = min(max(page, 0), len(self._layout.pages) - 1)
            self.verticalScrollBar().setValue(self._layout.pages[page].top() - self._gap)

    def mark(self, hits: tuple[Hit, ...], hit: Hit | None) -> None:
        """Highlight what was found, and bring one of them into view."""
        self._hits, self._hit = hits, hit
        areas = self.text(hit.page).areas(hit.span) if hit else []
        if hit is not None and areas:
            self._reveal(self._layout.area(hit.page, areas[0]).toAlignedRect())
        self.viewport().update()

    def copy(self) -> None:
        """Put what is selected on the clipboard."""
        if self._picker.selection:
            QGuiApplication.clipboard().setText(self._picker.selection.text(self.text))

    def select_all(self) -> None:
        """Select the whole text."""
        if self._layout.pages:
            last = len(self._layout.pages) - 1
            self._picker.select(
                Selection(TextPosition(0, 0), TextPosition(last, len(self.text(last).chars)))
            )

    def text(self, page: int) -> PageText:
        """The text of a page."""
        return self._renderer.text(page) if self._renderer else PageText()

    def spot(self, point: QPoint) -> Spot | None:
        """The place on a page under a point of the viewport."""
        if not self._layout.pages:
            return None
        return self._layout.spot(self._seen().topLeft() + point * self._ratio)

    @property
    def _ratio(self) -> float:
        return self.viewport().devicePixelRatio()

    @property
    def _gap(self) -> int:
        return round(theme.MARGIN * self._ratio)

    @property
    def _room(self) -> QSize:
        """The viewport in device pixels."""
        return (QSizeF(self.viewport().size()) * self._ratio).toSize()

    def _seen(self) -> QRect:
        """The part of the canvas in view."""
        corner = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return QRect(corner, self._room)

    def _arrange(self, keep: QPoint | None) -> None:
        """Lay the pages out anew; what was at the point `keep` of the view stays there."""
        spot = self.spot(keep) if keep else None
        sizes = self._renderer.file.sizes if self._renderer else ()
        self._zooms = tuple(self._zoom_of(size) for size in sizes)
        pixels = [pixels_per_point(zoom, self._ratio) for zoom in self._zooms]
        self._layout = PageLayout(sizes, pixels, self._gap, self._room.width())
        self._range()
        if keep and spot:
            corner = self._layout.point(spot) - keep * self._ratio
            self.horizontalScrollBar().setValue(corner.x())
            self.verticalScrollBar().setValue(corner.y())
        self._request_pages()

    def _zoom_of(self, size: QSizeF) -> float:
        """The zoom of a page of this size; each is fitted by itself, upright and across alike."""
        if not self.fit:
            return self._own_zoom
        room = self.viewport().size()
        zoom = fitting_zoom(size, room, theme.MARGIN, full_text=self.fit == FIT_PAGE)
        return min(max(zoom, STEPS[0]), STEPS[-1])

    def _range(self) -> None:
        for bar, full_text, room in (
            (self.horizontalScrollBar(), self._layout.size.width(), self._room.width()),
            (self.verticalScrollBar(), self._layout.size.height(), self._room.height()),
        ):
            bar.setRange(0, max(full_text - room, 0))
            bar.setPageStep(room)
            bar.setSingleStep(round(theme.ROW * 2 * self._ratio))

    def _request_pages(self) -> None:
        """Ask for the pages now in view and one on each side, and let go of the others."""
        seen = self._seen()
        near = self._layout.between(seen.top(), seen.bottom())
        around = range(max(near.start - 1, 0), min(near.stop + 1, len(self._layout.pages)))
        self._images = {page: self._images[page] for page in around if page in self._images}
        if self._renderer is not None:
            order = [*near, *(page for page in around if page not in near)]
            self._renderer.paint(
                (page, self._layout.pages[page].size()) for page in order if not self._ready(page)
            )
        self.moved.emit(self.current)
        self.zoomed.emit(self.zoom)
        self.viewport().update()

    def _ready(self, page: int) -> bool:
        image = self._images.get(page)
        return image is not None and image.size() == self._layout.pages[page].size()

    @Slot(int, QImage, object)
    def _store_image(self, page: int, image: QImage, _text: PageText) -> None:
        if self._renderer is not None and self.sender() is self._renderer.signals:
            self._images[page] = image
            self.viewport().update()

    def _reveal(self, area: QRect) -> None:
        """Scroll only where the area is not well in view."""
        seen = self._seen()
        if not seen.adjusted(0, self._gap, 0, -self._gap).contains(area):
            self.verticalScrollBar().setValue(area.center().y() - seen.height() // 3)
            self.horizontalScrollBar().setValue(area.center().x() - seen.width() // 2)

    @Slot(QPoint)
    def _pull(self, point: QPoint) -> None:
        """Follow a selection that is dragged out of the view."""
        over = point.y() - min(max(point.y(), 0), self.viewport().height())
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(over * self._ratio))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("hairline"))
        painter.scale(1 / self._ratio, 1 / self._ratio)
        seen = self._seen()
        for page in self._layout.between(seen.top(), seen.bottom()):
            where = self._layout.pages[page].translated(-seen.topLeft())
            paint_paper(painter, where)
            paint_picture(painter, where, self._images.get(page))
            for spans, colour in self._marks(page):
                areas = (
                    self._layout.area(page, box).translated(-seen.topLeft())
                    for span in spans
                    for box in self.text(page).areas(span)
                )
                paint_areas(painter, areas, colour)

    def _marks(self, page: int) -> list[tuple[list[Span], QColor]]:
        if page not in self._images:
            return []
        found = [hit.span for hit in self._hits if hit.page == page and hit is not self._hit]
        now = [self._hit.span] if self._hit and self._hit.page == page else []
        selected = self._picker.selection.span(page, self.text(page))
        return [
            (found, FOUND),
            (now, FOUND_NOW),
            ([selected] if selected else [], SELECTED),
        ]

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange(QPoint(self.viewport().width() // 2, 0))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._request_pages()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._arrange(QPoint(self.viewport().width() // 2, 0))
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turn = event.angleDelta().y()
            if turn:
                self.step_zoom(1 if turn > 0 else -1, event.position().toPoint())
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        leaps = {
            Qt.Key.Key_Space: bar.pageStep() * 9 // 10,
            Qt.Key.Key_PageDown: bar.pageStep() * 9 // 10,
            Qt.Key.Key_PageUp: -bar.pageStep() * 9 // 10,
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif event.key() in leaps:
            bar.setValue(bar.value() + leaps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
