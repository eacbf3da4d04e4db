from __future__ import annotations

import pytest

from gui.tasks import Task, TaskResult
from storage.errors import Cancelled, UserError


def end(qtbot, session, work) -> TaskResult:
    """Run the work as a task and return its result once that has been told."""
    result, told = TaskResult(), []
    task = Task(result.wrap(work), session)
    task.start()
    result.when_closed(task, lambda: told.append(result.done))
    qtbot.waitUntil(lambda: bool(told))
    assert len(told) == 1
    return result


def test_even_the_quickest_work_is_heard_of(qtbot, session):
    for number in range(30):
        assert end(qtbot, session, lambda _progress, n=number: n).value == number


def test_an_expected_failure_is_stored(qtbot, session):
    def fail(_progress):
        raise UserError("磁盘已满。")

    result = end(qtbot, session, fail)
    assert str(result.error) == "磁盘已满。"
    assert not result.done
    assert not result.cancelled


def test_cancelled_work_is_reported(qtbot, session):
    def stop(_progress):
        raise Cancelled

    assert end(qtbot, session, stop).cancelled


def test_a_bug_is_neither_done_nor_cancelled(qtbot, session, caplog):
    def broken(_progress):
        raise ZeroDivisionError

    result = end(qtbot, session, broken)
    assert not result.done
    assert result.error is None
    assert not result.cancelled
    assert "ZeroDivisionError" in caplog.text
    with pytest.raises(ZeroDivisionError):
        broken(None)


def test_a_library_that_cannot_be_loaded_is_reported_as_that(qtbot, session):
    def fail(_progress):
        raise ImportError("DLL load failed while importing _pdf", name="reportlab")

    result = end(qtbot, session, fail)
    assert not result.done
    assert "程序文件不完整，可能被安全软件隔离了：缺 reportlab" in str(result.error)
