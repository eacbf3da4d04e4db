from __future__ import annotations

import pytest

from gui.widgets.pdf.pdf_view import PdfView
from papers import pdf

LINES = tuple(f"第{number}行 共青团仁和区委" for number in range(20))


@pytest.fixture
def view(qtbot):
    made = PdfView()
    qtbot.addWidget(made)
    made.resize(700, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.pages.setFocus()
    return made


@pytest.fixture
def shown(view, qtbot):
    view.show_pdf(pdf(LINES, LINES, (*LINES, "落款：仁和团委")))
    qtbot.waitUntil(lambda: painted(view))
    return view


def painted(view: PdfView) -> bool:
    """Whether the middle of the first page in view shows ink."""
    image = view.pages.viewport().grab().toImage()
    return any(
        image.pixelColor(x, y).lightness() < 100
        for x in range(60, 300, 2)
        for y in range(60, 300, 2)
    )
