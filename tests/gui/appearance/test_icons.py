from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QPushButton

from gui.app.application import build_application
from gui.appearance import icons


@pytest.fixture(autouse=True)
def program(qtbot):
    return build_application()


def test_an_icon_is_drawn_in_the_colour_of_its_role():
    image = icons.pixmap("check", "bad", 18).toImage()
    inked = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    ]
    from gui.appearance.colours import colour

    assert inked
    assert {one.name() for one in inked} == {colour("bad").name()}


def test_a_button_remembers_its_icon_and_a_label_is_passed_over(qtbot):
    button, label = QPushButton(), QLabel()
    qtbot.addWidget(button)
    qtbot.addWidget(label)
    icons.set_icon(button, "check", "link", 14)
    before = button.icon().cacheKey()
    icons.retint([button, label])
    assert button.icon().cacheKey() != before
    assert button.iconSize().width() == 14


def test_a_tinted_copy_is_written_once_for_each_tint():
    red, again, blue = (
        icons.tinted_file("check", tint) for tint in ("#ff0000", "#ff0000", "#0000ff")
    )
    assert red == again != blue
    assert QColor("#ff0000").name() in Path(red).read_text("utf-8")
    assert "currentColor" not in Path(blue).read_text("utf-8")


def test_an_unknown_icon_is_empty(qtbot):
    build_application()
    assert icons.icon("no-such-icon").isNull()
