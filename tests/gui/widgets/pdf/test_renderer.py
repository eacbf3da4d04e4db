import pytest
from PySide6.QtCore import QSize

from gui.widgets.pdf.page_text import PageText
from gui.widgets.pdf.pdf_file import PdfFile
from gui.widgets.pdf.renderer import Renderer
from papers import pdf
from storage.errors import UserError

LINES = ("共青团仁和区委", "志愿服务")


@pytest.fixture
def renderer(qtbot):
    renderer = Renderer(PdfFile(pdf(LINES, LINES, (*LINES, "落款：仁和团委"))))
    yield renderer
    renderer.close()


@pytest.fixture
def painted(renderer):
    pages = []
    renderer.signals.painted.connect(lambda page, image, _text: pages.append((page, image.size())))
    return pages


def test_requested_pages_are_rendered_in_their_order_and_size(renderer, painted, qtbot):
    size = QSize(120, 160)
    renderer.paint([(2, size), (0, size)])
    qtbot.waitUntil(lambda: painted == [(2, size), (0, size)])


def test_a_newer_request_replaces_the_pages_not_yet_started(renderer, painted, qtbot, monkeypatch):
    renderer._busy = True  # as while a page is being rendered
    renderer.paint([(0, QSize(10, 10))])
    renderer.paint([(1, QSize(10, 10))])
    renderer._run()
    qtbot.waitUntil(lambda: painted == [(1, QSize(10, 10))])


def test_all_hits_are_reported_in_reading_order(renderer, qtbot):
    with qtbot.waitSignal(renderer.signals.searched) as searched:
        renderer.search("仁和")
    words, hits = searched.args
    assert words == "仁和"
    assert [hit.page for hit in hits] == [0, 1, 2, 2]


def test_a_damaged_page_has_neither_image_nor_text(renderer, qtbot, monkeypatch):
    def broken(*_args):
        raise UserError("第 1 页已损坏，显示不出来。")

    monkeypatch.setattr(renderer.file, "image", broken)
    monkeypatch.setattr(renderer.file, "text", broken)
    with qtbot.waitSignal(renderer.signals.painted) as rendered:
        renderer.paint([(0, QSize(10, 10))])
    assert rendered.args[1].isNull()
    assert renderer.text(0) == PageText()
