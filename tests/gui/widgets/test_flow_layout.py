import pytest
from PySide6.QtWidgets import QLabel, QWidget

from gui.appearance import theme
from gui.widgets.flow_layout import FlowLayout
from windows import show

WIDTH, HEIGHT = 100, 20


@pytest.fixture
def flow(session, qtbot):
    """Three labels of 100×20."""
    around = QWidget()
    layout = FlowLayout(around)
    around.labels = [QLabel(str(at)) for at in range(3)]
    for label in around.labels:
        label.setFixedSize(WIDTH, HEIGHT)
        layout.addWidget(label)
    return show(qtbot, around, 2 * WIDTH + theme.GAP, 100)


def corners(flow):
    return [(one.x(), one.y()) for one in flow.labels if one.isVisible()]


def test_items_are_wrapped_where_the_line_is_full(flow):
    right, below = WIDTH + theme.GAP, HEIGHT + theme.GAP
    assert corners(flow) == [(0, 0), (right, 0), (0, below)]
    assert flow.layout().heightForWidth(flow.width()) == below + HEIGHT


def test_one_pixel_less_wraps_earlier(flow):
    height = 3 * HEIGHT + 2 * theme.GAP
    assert flow.layout().heightForWidth(2 * WIDTH + theme.GAP - 1) == height


def test_a_hidden_item_takes_no_room(flow, qtbot):
    flow.labels[0].hide()
    right = WIDTH + theme.GAP
    qtbot.waitUntil(lambda: corners(flow) == [(0, 0), (right, 0)])


def test_an_item_wider_than_the_line_gets_the_line(flow):
    flow.labels[0].setMaximumWidth(500)
    assert flow.layout().heightForWidth(50) == 3 * HEIGHT + 2 * theme.GAP
