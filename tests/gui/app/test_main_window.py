import threading
from typing import ClassVar

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from gui.page_catalogue import PAGES
from storage.model.tables import VOLUNTEERS
from windows import click, text

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_page_opens_by_its_shortcut(qtbot, window, page):
    name = {",": "Comma"}.get(page.shortcut[-1], page.shortcut[-1])
    qtbot.keyPress(window, getattr(Qt.Key, f"Key_{name}"), CONTROL)
    assert window.stack.currentWidget() is window._pages[page.name]
    assert window.findChild(object, f"rail_{page.name}").isChecked()


def test_undo_and_redo_by_keyboard_and_by_what_the_buttons_promise(qtbot, session, window, people):
    session.remove(VOLUNTEERS, [people["李䶮"]])
    undo = window.findChild(object, "undo")
    assert undo.toolTip() == "撤销：删除志愿者 李䶮　Ctrl+Z"
    qtbot.keyPress(window, Qt.Key.Key_Z, CONTROL)
    assert session.store.count(VOLUNTEERS) == 3
    assert "删除志愿者 李䶮" in window.findChild(object, "redo").toolTip()
    qtbot.keyPress(window, Qt.Key.Key_Y, CONTROL)
    assert session.store.count(VOLUNTEERS) == 2


def test_the_notice_bar_takes_an_edit_back(qtbot, session, window, people):
    session.remove(VOLUNTEERS, [people["李䶮"]])
    assert text(window, "notice_text") == "已删除志愿者 李䶮"
    click(qtbot, window, "notice_action")
    assert session.store.count(VOLUNTEERS) == 3
    assert text(window, "status_saved").startswith("已保存 ")


def test_ctrl_k_finds_a_person_and_enter_opens_the_record(qtbot, window, people):
    qtbot.keyPress(window, Qt.Key.Key_K, CONTROL)
    field = window.top_bar.search
    assert field.hasFocus()
    field.insert("李䶮")
    field.textEdited.emit("李䶮")
    qtbot.waitUntil(lambda: window.search_popup.isVisible())
    qtbot.keyPress(field, Qt.Key.Key_Return)
    page = window.stack.currentWidget()
    assert page is window._pages["volunteers"]
    assert text(page, "panel_title") == "李䶮"


def test_another_quarter_is_chosen_from_the_list(qtbot, session, window):
    picker = window.findChild(object, "quarter")
    picker._fill()
    action = picker.menu().actions()[1]
    action.trigger()
    assert session.quarter.label in action.text()
    assert session.quarter.label in picker.text()


def test_numbers_are_masked_by_default_and_the_status_line_states_it(session, window):
    words = [
        label.text() for label in window.status_line.findChildren(object) if hasattr(label, "text")
    ]
    assert "证件号已遮蔽" in words


def test_closing_saves_nothing_half_and_stops_what_runs(qtbot, session, window):
    begun, ended = threading.Event(), threading.Event()

    def work(progress):
        try:
            while True:
                begun.set()
                progress(0, 0)
        finally:
            ended.set()

    session.run("正在算", work)
    begun.wait(5)
    window.close()
    assert ended.is_set()


def test_nothing_is_cut_off_at_the_least_size(qtbot, window):
    window.resize(1024, 640)
    for page in PAGES[:5]:
        window.show_page(page.name)
        qtbot.wait(30)
        for field in window.stack.currentWidget().findChildren(QLineEdit):
            assert not field.isVisible() or field.height() >= field.minimumSizeHint().height() - 2
        assert window.stack.currentWidget().minimumSizeHint().width() <= 1024 - 208


@pytest.mark.parametrize("size", [(1366, 738), (1280, 690), (1024, 640)])
def test_a_notice_covers_nothing_on_any_page(qtbot, window, session, size):
    window.resize(*size)
    for page in PAGES:
        window.show_page(page.name)
        session.notify("《坏.xlsx》打不开，" * 12, "bad", "再试", lambda: None)
        qtbot.waitUntil(lambda: window.notice_bar.height() > 28)
        bar = window.notice_bar
        area = QRect(bar.mapTo(window, QPoint()), bar.size())
        covered = [
            one
            for one in window.findChildren(QWidget)
            if one.isVisible() and one is not bar and not bar.isAncestorOf(one)
            and not one.isAncestorOf(bar)
            and QRect(one.mapTo(window, QPoint()), one.size()).intersects(area)
            and not one.visibleRegion().isEmpty()
        ]  # fmt: skip
        assert covered == [], page.name
        bar.hide()


def test_opening_a_page_shows_no_other_window(qtbot, window):
    """One that flashes up takes the keyboard with it."""

    class Watch(QObject):
        visibility_changed: ClassVar[list[str]] = []

        def eventFilter(self, about, event):  # noqa: N802
            if event.type() == QEvent.Type.Show and isinstance(about, QWindow):
                self.visibility_changed.append(about.objectName())
            return False

    watch = Watch(window)
    QApplication.instance().installEventFilter(watch)
    for page in PAGES:
        window.show_page(page.name)
    QApplication.instance().removeEventFilter(watch)
    assert watch.visibility_changed == []
