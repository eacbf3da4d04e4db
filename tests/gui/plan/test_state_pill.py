"""A row's state: icon and word, never colour alone."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from gui.appearance import theme
from gui.plan.state_pill import STATE_STYLES, StatePill, paint_state, state_width
from storage.model.tables import PLAN_PROGRESS


def painted(state, *, raised=False):
    image = QImage(200, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#123456"))
    painter = QPainter(image)
    paint_state(painter, QRect(0, 0, 200, 40), state, raised=raised)
    painter.end()
    return image


def test_every_state_that_can_be_filled_in_has_a_style():
    assert set(PLAN_PROGRESS.by_name["state"].kind.choices) <= set(STATE_STYLES)
    assert len({one.icon for one in STATE_STYLES.values()}) == len(STATE_STYLES)


def test_the_pill_is_as_wide_as_its_word_and_is_read_out(qtbot, session):
    pill = StatePill()
    qtbot.addWidget(pill)
    assert pill.text() == "未填"
    pill.show_state("持续推进") if "持续推进" in STATE_STYLES else pill.show_state("推进中")
    assert pill.accessibleName() == pill.text()
    assert pill.sizeHint().width() == state_width(pill.text()) > state_width("未填")


@pytest.mark.parametrize("state", list(STATE_STYLES))
def test_nothing_is_painted_outside_the_pill(session, state):
    image = painted(state)
    assert image.pixelColor(state_width(state) + 2, 20) == QColor("#123456")
    assert image.pixelColor(theme.PILL, 20) != QColor("#123456")


def test_on_a_chosen_row_the_pill_has_the_ground_of_the_page(session):
    raised, flat = painted("滞后", raised=True), painted("滞后")
    inside = (4, 20)
    assert raised.pixelColor(*inside) == theme.colour("surface")
    assert flat.pixelColor(*inside) == theme.tone("bad")[1]
