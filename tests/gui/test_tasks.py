import threading

import pytest
import shiboken6
from PySide6.QtCore import QObject

from gui.tasks import QueryRunner, Task, TaskResult
from storage.errors import Cancelled, UserError
from storage.model.tables import UNITS


def test_a_task_reports_its_progress_and_ends_once(qtbot, session):
    def work(progress):
        for done in range(100):
            progress(done, 100)
        progress(100, 100)
        return "做完了"

    task = Task(work, session)
    seen, ends = [], []
    task.advanced.connect(lambda done, total: seen.append((done, total)))
    for signal in (task.finished, task.failed, task.cancelled):
        signal.connect(lambda *result: ends.append(result))
    with qtbot.waitSignal(task.closed):
        task.start()
    assert ends == [("做完了",)]
    assert seen[-1] == (100, 100)


def test_a_task_that_is_stopped_is_cancelled_and_not_failed(qtbot, session):
    begun = threading.Event()

    def work(progress):
        while True:
            begun.set()
            progress(0, 1)

    task = Task(work, session)
    failed = []
    task.failed.connect(failed.append)
    with qtbot.waitSignal(task.cancelled):
        task.start()
        begun.wait(5)
        task.cancel()
    assert not failed


def test_a_failure_reaches_the_window_as_its_error(qtbot, session):
    def work(progress):
        raise UserError("磁盘已满，请清出空间后再试。")

    task = Task(work, session)
    with qtbot.waitSignal(task.failed) as caught:
        task.start()
    assert str(caught.args[0]) == "磁盘已满，请清出空间后再试。"


def test_a_newer_question_of_the_same_name_takes_the_place_of_the_older(qtbot, session):
    runner, answers, held = session.queries, [], threading.Event()

    def slow(store):
        held.wait(5)
        return "旧"

    runner.submit("q", slow, answers.append)
    runner.submit("q", lambda store: "新", answers.append)
    held.set()
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == ["新"]


def test_a_quick_result_arrives_within_the_waiting_time(qtbot, session):
    answers = []
    session.queries.submit("q", lambda store: store.count(UNITS), answers.append, wait_seconds=5)
    assert answers == [54]


def test_an_answer_never_comes_in_the_middle_of_asking(qtbot, store, session):
    answers = []
    for _ in range(20):  # a new reader now and then is quicker than the one who asks
        runner = QueryRunner(store.path, session)
        runner.submit("q", lambda own: own.count(UNITS), answers.append)
        assert not answers
        runner.close()


def test_an_asker_that_is_closed_answers_nothing_more(qtbot, store, session):
    runner = QueryRunner(store.path, session)
    answers = []
    runner.submit("q", lambda own: own.count(UNITS), answers.append)
    runner.close()
    qtbot.wait(20)
    assert not answers


@pytest.fixture(autouse=True)
def _no_log(caplog):
    yield
    assert not [r for r in caplog.records if r.levelname == "ERROR"]


def test_a_result_for_a_deleted_widget_is_dropped(qtbot, session):
    held, heard = threading.Event(), []

    class Popup(QObject):
        def hear(self, answer):
            heard.append(answer)

    popup = Popup()
    session.slow_queries.submit("facets", lambda store: held.wait(5), popup.hear)
    shiboken6.delete(popup)
    held.set()
    with qtbot.waitSignal(session.slow_queries._answered):
        pass
    assert not heard


def test_a_question_after_the_end_is_no_fault(store, session):
    runner = QueryRunner(store.path, session)
    runner.close()
    runner.submit("q", lambda own: own.count(UNITS), lambda _found: None)


def end(qtbot, session, work) -> TaskResult:
    """Run the work as a task and return its result once that has been reported."""
    result, results = TaskResult(), []
    task = Task(result.wrap(work), session)
    task.start()
    result.when_closed(task, lambda: results.append(result.done))
    qtbot.waitUntil(lambda: bool(results))
    assert len(results) == 1
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
