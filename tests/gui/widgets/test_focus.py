from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from gui.widgets.card import clear_layout
from gui.widgets.focus import holds_focus, preserve_focus
from windows import show


class Fields(QWidget):
    """Fields that are made anew, a button that is not, and one far away."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.button, self.far = QWidget(), QPushButton("保存"), QLineEdit()
        self.rows = QVBoxLayout(self.inside)
        column = QVBoxLayout(self)
        for part in (self.inside, self.button, self.far):
            column.addWidget(part)
        self.make("学校", "电话")

    def make(self, *names: str) -> None:
        clear_layout(self.rows)
        for name in names:
            field = QLineEdit()
            field.setObjectName(name)
            self.rows.addWidget(field)

    def anew(self, *names: str) -> None:
        with preserve_focus(self.inside, self.button):
            self.make(*names)

    @property
    def at(self) -> str:
        focus = self.focusWidget()
        return focus.objectName() if isinstance(focus, QLineEdit) else ""


def test_the_focus_returns_to_the_field_of_the_same_name(qtbot):
    fields = show(qtbot, Fields())
    old = fields.inside.findChild(QLineEdit, "电话")
    old.setFocus()
    fields.anew("学校", "电话")
    assert fields.at == "电话"
    assert fields.focusWidget() is not old
    assert fields.focusWidget().isVisible()


def test_without_the_field_the_focus_goes_to_the_fallback(qtbot):
    fields = show(qtbot, Fields())
    fields.inside.findChild(QLineEdit, "电话").setFocus()
    fields.anew("学校")
    assert fields.button.hasFocus()
    assert not holds_focus(fields.inside)


def test_a_focus_elsewhere_is_not_moved(qtbot):
    fields = show(qtbot, Fields())
    fields.far.setFocus()
    fields.anew("学校", "电话")
    assert fields.far.hasFocus()


def test_focus_is_reported_while_the_window_is_inactive(qtbot):
    fields = show(qtbot, Fields())
    fields.inside.findChild(QLineEdit, "电话").setFocus()
    fields.hide()  # as under a question that is just closing: nobody has the keyboard
    assert QApplication.focusWidget() is None
    assert holds_focus(fields.inside)
    assert not holds_focus(fields.button)
