import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from gui.widgets.popup import centre_in_window, drop_under, move_onto_screen
from windows import show


@pytest.fixture
def window(session, qtbot):
    return show(qtbot, QWidget(), 400, 300)


@pytest.fixture
def popup(window):
    popup = QFrame(window, Qt.WindowType.Popup)
    popup.setFixedSize(160, 120)
    return popup


def screen(widget):
    return widget.screen().availableGeometry()


def test_a_popup_goes_where_it_is_sent(window, popup):
    corner = screen(window).topLeft() + QPoint(30, 40)
    move_onto_screen(popup, corner, window)
    assert popup.pos() == corner


def test_a_popup_never_leaves_the_screen(window, popup):
    area = screen(window)
    move_onto_screen(popup, area.bottomRight(), window)
    assert area.contains(QRect(popup.pos(), popup.size()))
    move_onto_screen(popup, area.topLeft() - QPoint(50, 50), window)
    assert popup.pos() == area.topLeft()


def test_a_popup_is_centred_over_its_window(window, popup):
    window.move(screen(window).center() - QPoint(200, 150))
    centre_in_window(popup, window)
    middle = QRect(popup.pos(), popup.size()).center() - window.mapToGlobal(window.rect().center())
    assert middle.manhattanLength() <= 2


def test_a_popup_opens_below_its_field_or_above_at_the_end_of_the_screen(window, popup):
    field = QLineEdit(window)
    field.setGeometry(20, 250, 200, 30)
    field.show()
    window.move(screen(window).topLeft())
    drop_under(popup, field, 4)
    assert popup.pos() == field.mapToGlobal(QPoint(0, field.height() + 4))
    drop_under(popup, field, 4, flush_right=True)
    assert popup.pos() == field.mapToGlobal(QPoint(field.width() - 160, field.height() + 4))
    window.move(screen(window).bottomLeft() - QPoint(0, 300))
    drop_under(popup, field, 4)
    assert popup.pos() == field.mapToGlobal(QPoint(0, -124))
