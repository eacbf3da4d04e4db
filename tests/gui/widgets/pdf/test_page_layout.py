from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QSize, QSizeF

from gui.widgets.pdf.page_layout import PageLayout, Spot, fitting_zoom, pixels_per_point
from gui.widgets.pdf.page_text import Box

UPRIGHT, ACROSS = QSizeF(595, 842), QSizeF(842, 595)


def test_pages_are_laid_out_below_each_other_and_centred():
    layout = PageLayout((UPRIGHT, ACROSS), (1.0, 1.0), 16, 1000)
    assert [page.top() for page in layout.pages] == [16, 16 + 842 + 16]
    assert [page.left() for page in layout.pages] == [202, 79]
    assert layout.size == QSize(1000, 16 + 842 + 16 + 595 + 16)


def test_a_place_is_the_same_there_and_back():
    layout = PageLayout((UPRIGHT, ACROSS), (1.5, 0.7), 16, 400)
    for page in (0, 1):
        point = layout.point(Spot(page, 100, 200))
        spot = layout.spot(point)
        assert spot.page == page
        assert (spot.x, spot.y) == pytest.approx((100, 200), abs=1.5)


def test_a_page_is_found_by_its_height_gaps_included():
    layout = PageLayout((UPRIGHT,) * 3, (1.0,) * 3, 16, 700)
    assert layout.at(0) == 0
    assert layout.at(16 + 842 + 5) == 0
    assert layout.at(10_000) == 2
    assert list(layout.between(800, 900)) == [0, 1]


def test_boxes_grow_with_the_page():
    layout = PageLayout((UPRIGHT,), (2.0,), 10, 0)
    area = layout.area(0, Box(10, 20, 30, 25))
    corner = QPoint(layout.pages[0].topLeft())
    assert (area.x(), area.y()) == (corner.x() + 20, corner.y() + 40)
    assert (area.width(), area.height()) == (40, 10)


def test_nothing_has_no_pages():
    layout = PageLayout((), (), 16, 500)
    assert list(layout.between(0, 100)) == []
    assert layout.size.height() == 0


def test_a_page_is_fitted_to_the_width_or_whole():
    room = QSize(827, 600)
    across = fitting_zoom(UPRIGHT, room, 16, whole_page=False)
    assert pixels_per_point(across, 1.0) * UPRIGHT.width() == pytest.approx(827 - 32)
    full_text = fitting_zoom(UPRIGHT, room, 16, whole_page=True)
    assert pixels_per_point(full_text, 1.0) * UPRIGHT.height() == pytest.approx(600 - 32)
