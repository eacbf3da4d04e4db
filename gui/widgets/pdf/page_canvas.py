"""The canvas of the PDF viewer: pages below each other, to scroll, zoom, select and copy."""

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

# Multiplied with white paper in either appearance, so the text below stays readable.
SELECTED = QColor(31, 111, 209, 70)
HIT = QColor(255, 200, 0, 90)
CURRENT_HIT = QColor(255, 132, 0, 130)


def paint_paper(painter: QPainter, where: QRect) -> None:
    """Paint a white sheet with a soft edge."""
    edge = theme.colour("border")
    for far in (3, 2, 1):
        edge.setAlpha(40 if far > 1 else 160)
        painter.fillRect(where.adjusted(-far, -far + 1, far, far), edge)
    painter.fillRect(where, Qt.GlobalColor.white)


def paint_picture(painter: QPainter, where: QRect, image: QImage | None) -> None:
    """Paint a page's image; one of another size is stretched until the right one is rendered."""
    if image is None or image.isNull():
        return
    exact = image.size() == where.size()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not exact)
    if exact:
        painter.drawImage(where.topLeft(), image)
    else:
        painter.drawImage(where, image)


def paint_areas(painter: QPainter, areas: Iterable[QRectF], colour: QColor) -> None:
    """Tint areas of a page as a marker pen would."""
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    for area in areas:
        painter.fillRect(area.toAlignedRect(), colour)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


ZOOM_STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
FIT_WIDTH, FIT_PAGE = "width", "page"


class PdfPages(QAbstractScrollArea):
    """A scroll area that holds images only of the pages in view and one on each side.

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
        self._fixed_zoom = 1.0
        self._renderer: Renderer | None = None
        self._layout = PageLayout((), (), 0, 0)
        self._images: dict[int, QImage] = {}
        self._hits: tuple[Hit, ...] = ()
        self._hit: Hit | None = None
        self._picker = TextPicker(self, self)
        self._picker.changed.connect(self.viewport().update)
        self._picker.dragged_outside.connect(self._scroll_after_drag)

    def show_file(self, renderer: Renderer | None) -> None:
        """Show another file, or none; the scroll position and the zoom stay."""
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
        middle = self._visible_area().center().y()
        return self._layout.at(middle) if self._layout.pages else 0

    @property
    def zoom(self) -> float:
        """The zoom of the page in the middle of the view; 1.0 is 100 %."""
        return self._zooms[self.current] if self._zooms else self._fixed_zoom

    def set_zoom(self, zoom: float, keep: QPoint | None = None) -> None:
        """Show the pages at a fixed zoom; the point `keep` of the view stays in place."""
        self.fit = ""
        self._fixed_zoom = min(max(zoom, ZOOM_STEPS[0]), ZOOM_STEPS[-1])
        self._arrange(keep or self.viewport().rect().center())

    def set_fit(self, fit: str) -> None:
        """Fit the pages to the width of the view or to all of it, also after it is resized."""
        self.fit = fit
        self._arrange(QPoint(self.viewport().width() // 2, 0))

    def step_zoom(self, direction: int, keep: QPoint | None = None) -> None:
        """Zoom one step in (1) or out (-1)."""
        steps = [step for step in ZOOM_STEPS[::direction] if direction * (step - self.zoom) > 0.005]
        if steps:
            self.set_zoom(steps[0], keep)

    def go_to(self, page: int) -> None:
        """Scroll to the top of a page, counted from 0."""
        if self._layout.pages:
            page = min(max(page, 0), len(self._layout.pages) - 1)
            self.verticalScrollBar().setValue(self._layout.pages[page].top() - self._gap)

    def mark(self, hits: tuple[Hit, ...], hit: Hit | None) -> None:
        """Highlight the hits of a search and scroll to one of them."""
        self._hits, self._hit = hits, hit
        areas = self.text(hit.page).areas(hit.span) if hit else []
        if hit is not None and areas:
            self._reveal(self._layout.area(hit.page, areas[0]).toAlignedRect())
        self.viewport().update()

    def copy(self) -> None:
        """Copy the selected text."""
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
        """Return the text of a page, empty without a file."""
        return self._renderer.text(page) if self._renderer else PageText()

    def spot(self, point: QPoint) -> Spot | None:
        """Return the point of a page under a point of the viewport, None without pages."""
        if not self._layout.pages:
            return None
        return self._layout.spot(self._visible_area().topLeft() + point * self._ratio)

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

    def _visible_area(self) -> QRect:
        """Return the visible part of the canvas, in device pixels."""
        corner = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return QRect(corner, self._room)

    def _arrange(self, keep: QPoint | None) -> None:
        """Lay the pages out; what is at the point `keep` of the view stays there."""
        spot = self.spot(keep) if keep else None
        sizes = self._renderer.file.sizes if self._renderer else ()
        self._zooms = tuple(self._zoom_of(size) for size in sizes)
        pixels = [pixels_per_point(zoom, self._ratio) for zoom in self._zooms]
        self._layout = PageLayout(sizes, pixels, self._gap, self._room.width())
        self._update_scroll_bars()
        if keep and spot:
            corner = self._layout.point(spot) - keep * self._ratio
            self.horizontalScrollBar().setValue(corner.x())
            self.verticalScrollBar().setValue(corner.y())
        self._request_pages()

    def _zoom_of(self, size: QSizeF) -> float:
        """Return the zoom of a page of this size; portrait and landscape are fitted separately."""
        if not self.fit:
            return self._fixed_zoom
        room = self.viewport().size()
        zoom = fitting_zoom(size, room, theme.MARGIN, whole_page=self.fit == FIT_PAGE)
        return min(max(zoom, ZOOM_STEPS[0]), ZOOM_STEPS[-1])

    def _update_scroll_bars(self) -> None:
        for bar, length, room in (
            (self.horizontalScrollBar(), self._layout.size.width(), self._room.width()),
            (self.verticalScrollBar(), self._layout.size.height(), self._room.height()),
        ):
            bar.setRange(0, max(length - room, 0))
            bar.setPageStep(room)
            bar.setSingleStep(round(theme.ROW * 2 * self._ratio))

    def _request_pages(self) -> None:
        """Request the pages in view and one on each side; drop the images of all others."""
        visible = self._visible_area()
        near = self._layout.between(visible.top(), visible.bottom())
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
        """Scroll to an area unless it is well in view."""
        visible = self._visible_area()
        if not visible.adjusted(0, self._gap, 0, -self._gap).contains(area):
            self.verticalScrollBar().setValue(area.center().y() - visible.height() // 3)
            self.horizontalScrollBar().setValue(area.center().x() - visible.width() // 2)

    @Slot(QPoint)
    def _scroll_after_drag(self, point: QPoint) -> None:
        """Scroll after a selection that is dragged out of the view."""
        over = point.y() - min(max(point.y(), 0), self.viewport().height())
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(over * self._ratio))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("hairline"))
        painter.scale(1 / self._ratio, 1 / self._ratio)
        visible = self._visible_area()
        for page in self._layout.between(visible.top(), visible.bottom()):
            where = self._layout.pages[page].translated(-visible.topLeft())
            paint_paper(painter, where)
            paint_picture(painter, where, self._images.get(page))
            for spans, colour in self._highlights(page):
                areas = (
                    self._layout.area(page, box).translated(-visible.topLeft())
                    for span in spans
                    for box in self.text(page).areas(span)
                )
                paint_areas(painter, areas, colour)

    def _highlights(self, page: int) -> list[tuple[list[Span], QColor]]:
        if page not in self._images:
            return []
        others = [hit.span for hit in self._hits if hit.page == page and hit is not self._hit]
        current = [self._hit.span] if self._hit and self._hit.page == page else []
        selected = self._picker.selection.span(page, self.text(page))
        return [
            (others, HIT),
            (current, CURRENT_HIT),
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
        jumps = {
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
        elif event.key() in jumps:
            bar.setValue(bar.value() + jumps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
