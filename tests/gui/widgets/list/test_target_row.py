import pytest
from PySide6.QtCore import Qt

from gui.appearance import theme
from gui.widgets.list.target_row import TargetFigure, TargetRow
from windows import show


def row(qtbot, progress, tone="good"):
    figure = TargetFigure("注册率", "80%", "90%", progress, "还差 3 人", tone, "按规定计算")
    return show(qtbot, TargetRow(figure), 600, theme.FIGURE_ROW)


def bar(row):
    """How much of the bar is filled, in pixels."""
    _label, area, _numbers, _verdict = row._columns(row.rect().adjusted(4, 0, -4, 0))
    row.repaint()
    image = row.grab().toImage()
    middle = area.center().y() + 1
    track = theme.colour("track").name()
    filled = [x for x in range(area.left() + 4, area.right() - 4)
              if image.pixelColor(x, middle).name() not in (track,)]  # fmt: skip
    return len(filled) / (area.width() - 8)


@pytest.mark.parametrize("progress", [0.0, 0.25, 0.5, 1.0, 1.8])
def test_the_bar_is_filled_as_far_as_the_target_is_reached(session, qtbot, progress):
    assert bar(row(qtbot, progress)) == pytest.approx(min(progress, 1.0), abs=0.04)


def test_a_row_is_named_by_all_that_it_shows(session, qtbot):
    made = row(qtbot, 0.5)
    assert made.accessibleName() == "注册率，80%，90%，还差 3 人"
    assert made.toolTip() == "按规定计算"


def test_a_click_is_announced(session, qtbot):
    made = row(qtbot, None)
    with qtbot.waitSignal(made.clicked):
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
