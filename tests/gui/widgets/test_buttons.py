import pytest

from gui.widgets import buttons


@pytest.mark.parametrize(("make", "role"), [
    (buttons.primary_button, "primary"), (buttons.quiet_button, "quiet"),
    (buttons.danger_button, "danger"), (buttons.link_button, "link"),
])  # fmt: skip
def test_a_button_has_the_role_of_its_rank_and_a_name(session, qtbot, make, role):
    button = make("保存")
    qtbot.addWidget(button)
    assert (button.property("role"), button.accessibleName()) == (role, "保存")
    assert button.text() == "保存"


def test_an_icon_is_separated_from_the_text_and_not_part_of_the_name(session, qtbot):
    button = buttons.quiet_button("导出", "download")
    qtbot.addWidget(button)
    assert (button.text(), button.accessibleName()) == (" 导出", "导出")
    assert not button.icon().isNull()


def test_a_tool_button_is_named_by_its_tooltip(session, qtbot):
    button = buttons.tool_button("x", "关闭")
    qtbot.addWidget(button)
    assert (button.toolTip(), button.accessibleName(), button.text()) == ("关闭", "关闭", "")
