"""Cyclic garbage is collected on the window's thread only: Qt objects may not die on a worker's.

Python's collector runs on whatever thread happens to allocate. A widget in a circle that it meets
on a reader's thread would be destroyed there, while the window's thread may hold the lock of Qt
that this needs and wait for Python's: neither ever goes on (seen with PySide6 6.11).
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL = 500  # milliseconds between two looks


class GarbageCollector(QObject):
    """Replaces Python's automatic collection by a timer; its parent is the application."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(collect_due)
        self._timer.start()


def collect_due() -> None:
    """Collect the oldest generation that is due; call on the window's thread only."""
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation] > 0:
            gc.collect(generation)
            return
