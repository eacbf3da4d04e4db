import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from gui.app.status_line import StatusLine
from gui.appearance import theme
from gui.notice import confirm
from gui.session import Notice
from windows import click, show, text


@pytest.fixture
def foot(qtbot, session):
    return show(qtbot, StatusLine(session), 800, 28)


@pytest.fixture
def bar(foot):
    return foot.notice


def test_a_notice_is_shown_and_its_deed_done_once(qtbot, bar):
    done = []
    bar.show_notice(Notice("已修改志愿者 王雨欣", "good", "撤销", lambda: done.append(1)))
    assert text(bar, "notice_text") == "已修改志愿者 王雨欣"
    click(qtbot, bar, "notice_action")
    assert done == [1]
    assert not bar.isVisible()


def test_good_news_goes_by_itself_and_bad_news_stays(bar):
    bar.show_notice(Notice("已保存"))
    assert bar._timer.isActive()
    bar.show_notice(Notice("磁盘已满，请清出空间后再试。", "bad"))
    assert not bar._timer.isActive()


def test_a_long_sentence_gets_the_lines_it_needs(foot, bar):
    bar.show_notice(Notice("已保存"))
    one_line = bar.height()
    bar.show_notice(Notice("很长的一句话，" * 20, "warn"))
    assert bar.height() > one_line
    assert foot.sizeHint().height() >= bar.height()
    assert bar.geometry().right() < foot.width()


def test_a_short_sentence_makes_the_foot_no_higher(foot, bar):
    bar.show_notice(Notice("已修改志愿者 王雨欣", "good", "撤销"))
    assert foot.sizeHint().height() <= foot.minimumHeight() == 28


def test_a_notice_is_withdrawn_with_its_topic(session, bar):
    session.notify("《坏.xlsx》打不开。", "bad", about="import")
    session.notice_withdrawn.emit("mail")
    assert bar.isVisible()
    session.notice_withdrawn.emit("import")
    assert not bar.isVisible()


def test_a_question_is_wide_enough_to_be_read_and_is_answered(qtbot, session):
    around = show(qtbot, QWidget(), 800, 400)
    seen = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        seen.append((box.width(), box.text(), box.defaultButton().text()))
        next(one for one in box.buttons() if one.text() == "封存").click()

    QTimer.singleShot(0, answer)
    assert confirm(around, "封存 <2026 年三季度>？", "封存后不能解封，以后的改动另封一版。", "封存")
    ((width, question, default),) = seen
    assert width > theme.QUESTION
    assert "&lt;2026 年三季度&gt;" in question
    assert default == "取消"
