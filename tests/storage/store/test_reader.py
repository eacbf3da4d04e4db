import threading

import pytest

from storage.errors import Cancelled
from storage.model.tables import UNITS
from storage.store.reader import Reader

SLOW = (
    "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 1000000000)"
    " SELECT count(*) FROM c"
)


@pytest.fixture
def reader(store):
    made = Reader(store.path)
    yield made
    made.close()


def test_it_answers_from_a_store_of_its_own(store, reader):
    threads = set()

    def put(own):
        threads.add(threading.current_thread())
        assert own is not store
        return own.count(UNITS)

    assert reader.ask(put).answer.result(5) == store.count(UNITS)
    assert threading.current_thread() not in threads


def test_a_running_search_is_cancelled_and_the_next_is_answered(reader):
    begun = threading.Event()

    def slow(own):
        begun.set()
        return own.value(SLOW)

    first, second = reader.ask(slow), reader.ask(lambda own: own.count(UNITS))
    assert begun.wait(5)
    reader.cancel(first)
    assert second.answer.result(5) == 54
    assert isinstance(first.answer.exception(), Cancelled)


def test_a_queued_question_is_cancelled_without_being_run(reader):
    held, put = threading.Event(), []
    first = reader.ask(lambda own: held.wait(5))
    second = reader.ask(lambda own: put.append(1))
    reader.cancel(second)
    held.set()
    first.answer.result(5)
    reader.close()
    assert not put


def test_closing_stops_what_is_under_way(store):
    reader = Reader(store.path)
    begun = threading.Event()

    def slow(own):
        begun.set()
        return own.value(SLOW)

    question = reader.ask(slow)
    assert begun.wait(5)
    reader.close()
    assert isinstance(question.answer.exception(), Cancelled)


def test_a_failure_is_raised_from_its_own_answer(reader):
    question = reader.ask(lambda own: own.value("SELECT no_such_column FROM unit"))
    assert "no_such_column" in str(question.answer.exception(5))
