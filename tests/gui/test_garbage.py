"""Circular garbage: cleared, and never on another thread than the window's."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject

from gui import garbage


class Circle(QObject):
    """An object that only the collector can clear away; notes on which thread that was."""

    def __init__(self, ended):
        super().__init__()
        self.itself = self
        weakref.finalize(self, lambda: ended.append(threading.current_thread()))


def churn():
    """Allocate so much that Python's automatic collector would run many times."""
    for _ in range(50):
        cycles = [[] for _ in range(1_000)]
        del cycles


def test_what_another_thread_allocates_clears_no_object_of_qt(session):
    gc.collect()
    ended = []
    Circle(ended)
    other = threading.Thread(target=churn)
    other.start()
    other.join()
    assert ended == []
    gc.collect()
    assert ended == [threading.main_thread()]


def test_the_windows_thread_collects_by_itself(session, qtbot):
    gc.collect()
    ended = []
    Circle(ended)
    held = [[] for _ in range(2_000)]
    qtbot.waitUntil(lambda: ended == [threading.main_thread()], timeout=20_000)
    assert len(held) == 2_000


def test_nothing_is_collected_before_it_is_due(session, monkeypatch):
    asked = []
    monkeypatch.setattr(gc, "get_count", lambda: (3, 0, 0))
    monkeypatch.setattr(gc, "collect", asked.append)
    garbage.collect_due()
    assert asked == []
    monkeypatch.setattr(gc, "get_count", lambda: (100_000, 100_000, 0))
    garbage.collect_due()
    assert asked == [1]
