"""Uncaught exceptions: into the log, one quiet sentence on the screen, and on with the work."""

from __future__ import annotations

import logging
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from storage.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

log = logging.getLogger(__name__)


class Crashes(QObject):
    """Catches what nobody caught, on any thread.

    Signals:
        happened(sentence): delivered on the window's thread
    """

    happened = Signal(str)

    @contextmanager
    def caught(self) -> Iterator[None]:
        """Stand in for Python's own handlers meanwhile."""
        before = sys.excepthook, threading.excepthook
        sys.excepthook = self._hear
        threading.excepthook = lambda facts: self._hear(
            facts.exc_type, facts.exc_value or facts.exc_type(), facts.exc_traceback
        )
        try:
            yield
        finally:
            sys.excepthook, threading.excepthook = before

    def _hear(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        elif isinstance(error, UserError):
            self.happened.emit(str(error))
        else:
            log.critical("uncaught", exc_info=(kind, error, trace))
            self.happened.emit("程序出了点问题，已保存的数据没有受影响；经过已记入日志。")
