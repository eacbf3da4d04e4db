import pytest

from gui.widgets.elided import ElidedButton, ElidedLabel
from windows import show

LONG = "攀枝花市仁和区平地镇迤沙拉村彝汉双语青少年志愿服务队"


@pytest.mark.parametrize(("width", "elided"), [(600, False), (120, True)])
def test_a_label_elides_what_does_not_fit_and_shows_it_as_a_tooltip(session, qtbot, width, elided):
    label = ElidedLabel()
    label.set_full_text(LONG)
    show(qtbot, label, width, 30)
    assert label.full_text() == label.accessibleName() == LONG
    assert label.text().endswith("…") is elided
    assert label.toolTip() == (LONG if elided else "")


def test_a_label_follows_its_width(session, qtbot):
    label = ElidedLabel()
    label.set_full_text(LONG)
    show(qtbot, label, 120, 30)
    label.resize(600, 30)
    assert label.text() == LONG


@pytest.mark.parametrize(("width", "tooltip"), [(600, "点一下打开"), (120, f"{LONG}\n点一下打开")])
def test_a_button_has_its_hint_below_the_text_it_elides(session, qtbot, width, tooltip):
    button = show(qtbot, ElidedButton("link", LONG, "点一下打开"), width, 32)
    button.resize(width - 1, 32)
    assert button.toolTip() == tooltip
    assert (button.visible_text() == LONG) is (width == 600)
