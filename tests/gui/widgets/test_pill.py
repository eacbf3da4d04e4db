from PySide6.QtGui import QColor

from gui.appearance import theme
from gui.widgets.pill import Pill
from windows import show


def test_a_pill_is_as_wide_as_its_text_and_none_without(session, qtbot):
    pill = Pill()
    qtbot.addWidget(pill)
    assert pill.sizeHint().width() == 0
    pill.set_text("已注册", "good")
    short = pill.sizeHint().width()
    pill.set_text("证件异常待处理", "bad")
    assert pill.sizeHint().width() > short > 2 * theme.PILL
    assert pill.text() == pill.toolTip() == pill.accessibleName() == "证件异常待处理"


def test_the_ground_has_the_colour_of_the_tone(session, qtbot):
    pill = show(qtbot, Pill(), 100, theme.PILL_HEIGHT)
    for tone in ("good", "warn", "bad"):
        pill.set_text("注册", tone)
        ground = QColor(theme.tone(tone)[1]).name()
        image = pill.grab().toImage()
        assert image.pixelColor(theme.PILL // 2, theme.PILL_HEIGHT // 2).name() == ground
