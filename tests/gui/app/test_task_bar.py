"""The bar of running tasks."""

import threading

from windows import click, text


def test_a_running_task_is_shown_and_can_be_stopped(qtbot, session, window):
    begun = threading.Event()

    def work(progress):
        while True:
            begun.set()
            progress(1, 10)

    task = session.run("正在算", work)
    begun.wait(5)
    assert text(window, "task_title") == "正在算…"
    with qtbot.waitSignal(task.cancelled):
        click(qtbot, window, "task_stop")
    qtbot.waitUntil(lambda: not window.task_bar.isVisible())
