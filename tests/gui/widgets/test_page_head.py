from PySide6.QtWidgets import QPushButton

from gui.widgets.page_head import PageHead
from windows import show, text


def test_a_head_shows_title_and_status(session, qtbot):
    head = show(qtbot, PageHead("志愿者"), 600, 60)
    head.set_title("团员")
    head.set_status("共 3 人")
    assert (text(head, "page_title"), text(head, "page_sentence")) == ("团员", "共 3 人")


def test_actions_stand_right_in_the_order_they_were_added(session, qtbot):
    head, switch = PageHead("志愿者"), QPushButton("切换")
    first, second = QPushButton("导出"), QPushButton("新增")
    head.add_title_switch(switch)
    head.add(first)
    head.add(second)
    show(qtbot, head, 600, 60)
    lefts = [head.mapFromGlobal(one.mapToGlobal(one.rect().topLeft())).x() for one in (
        switch, first, second,
    )]  # fmt: skip
    assert lefts == sorted(lefts)
    assert lefts[1] > head.width() // 2
