from PySide6.QtWidgets import QLabel


def test_twenty_thousand_calls_of_a_void_method_do_not_wear_out_none(qtbot):
    """PySide6 6.12 on Python 3.11 lost a reference to None with every one, and aborted."""
    label = QLabel()
    qtbot.addWidget(label)
    for number in range(20_000):
        label.setText(str(number))
    assert label.text() == "19999"
