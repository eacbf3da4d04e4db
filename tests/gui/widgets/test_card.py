from PySide6.QtWidgets import QLabel, QPushButton

from gui.widgets.card import Card, clear_layout
from windows import show


def test_a_card_has_its_title_left_and_its_action_right(session, qtbot):
    button = QPushButton("更多")
    card = show(qtbot, Card("本季度", button), 300, 120)
    assert card.title.text() == "本季度"
    assert card.title.geometry().right() < button.geometry().left()


def test_a_cleared_layout_has_no_widget_left(session, qtbot):
    card = show(qtbot, Card("待办"), 300, 120)
    labels = [QLabel("一"), QLabel("二")]
    for label in labels:
        card.body.addWidget(label)
    clear_layout(card.body)
    assert card.body.count() == 0
    assert not any(label.isVisible() for label in labels)
