import pytest

from gui.appearance import theme
from gui.home.month_chart import MonthChart
from storage.counting.figures.monthly import MonthCount
from windows import show

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_the_chart_is_described_in_words_too(qtbot, session):
    chart = MonthChart()
    qtbot.addWidget(chart)
    chart.show_months((MonthCount(8, 1200), MonthCount(9, 7)))
    assert chart.accessibleName() == "按月：8 月 1,200，9 月 7"


def test_the_month_in_hand_is_painted_in_the_strong_colour(qtbot, session):
    chart = show(qtbot, MonthChart(), 400, 160)
    chart.show_months((MonthCount(8, 5), MonthCount(9, 10)))
    image = chart.grab().toImage()
    right = image.pixelColor(image.width() * 3 // 4, image.height() // 2)
    left = image.pixelColor(image.width() // 4, image.height() * 3 // 4)
    assert right.name() == theme.colour("link").name()
    assert left.name() == theme.colour("bar").name()
