from __future__ import annotations

from PySide6.QtWidgets import QLabel

from gui.widgets.empty_state import EmptyState
from windows import show


def test_a_long_sentence_is_wrapped_into_even_lines(session, qtbot):
    message = show(qtbot, EmptyState(), 500, 300)
    sentence = (
        "还没有填写本单位，请先在“设置”里选择本县（区）并填写单位全称，然后再来看这一页的报告。"
    )
    message.show_message("circle-x", "预览没有生成", sentence, "打开设置")
    detail = message.findChild(QLabel, "message_detail")
    assert detail.height() >= detail.heightForWidth(detail.width())
    assert detail.width() <= message.width()
    assert message.button.isVisible()


def test_without_an_action_there_is_no_button(session, qtbot):
    message = show(qtbot, EmptyState(), 500, 300)
    message.show_message("clock", "正在生成…")
    assert not message.button.isVisible()
    assert not message.findChild(QLabel, "message_detail").isVisible()
