from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton

from gui.app.application import build_application
from gui.appearance import icons, theme


def test_the_dark_appearance_changes_colours_and_icons_and_back(qtbot):
    app = build_application()
    button = QPushButton("新增")
    qtbot.addWidget(button)
    icons.set_icon(button, "plus", "ink")
    light = button.icon().pixmap(16).toImage()
    theme.apply(app, "dark")
    try:
        assert theme.colours() is theme.DARK
        assert button.icon().pixmap(16).toImage() != light
    finally:
        theme.apply(app, "light")
    assert theme.colours() is theme.LIGHT
    assert button.icon().pixmap(16).toImage() == light


def test_figures_are_tabular_and_rare_characters_are_drawn(qtbot):
    build_application()
    metrics = QLabel().fontMetrics()
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1
    for character in "㛃䶮𬭎𫖯":
        assert metrics.inFontUcs4(ord(character))


def test_the_buttons_of_qt_are_in_chinese(qtbot):
    build_application()
    box = QMessageBox()
    qtbot.addWidget(box)
    button = box.addButton(QMessageBox.StandardButton.Cancel)
    assert "取消" in button.text()
