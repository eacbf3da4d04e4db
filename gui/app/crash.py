"""Uncaught exceptions: into the log, one quiet sentence on the screen, and on with the work."""

from __future__ import annotations

import logging
import sys
import threading
from contextlib import contextmanager
from copy import copy
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from storage.errors import UserError
from storage.files.incident_log import outline
from storage.ledger.failure_messages import explained

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

log = logging.getLogger(__name__)


class Discreet(logging.Formatter):
    """Writes of an error its kind and places: its own words quote names and numbers."""

    def format(self, record: logging.LogRecord) -> str:
        """Leave aside what another handler made of the error."""
        mine = copy(record)
        mine.exc_text = None
        return super().format(mine)

    def formatException(self, ei: object) -> str:
        """The outline of the error."""
        error = ei[1] if isinstance(ei, tuple) else None
        return outline(error) if isinstance(error, BaseException) else ""


class Crashes(QObject):
    """Catches what nobody caught, on any thread.

    Signals:
        happened(sentence): delivered on the window's thread
    """

    happened = Signal(str)

    def __init__(self, parent: QObject | None = None, ledger: Path | None = None) -> None:
        super().__init__(parent)
        self._ledger = ledger

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
            return
        description = explained(error, self._ledger)
        if not isinstance(error, UserError):
            log.critical("uncaught", exc_info=(kind, error, trace))
        self.happened.emit(
            str(description or "程序出了点问题，已保存的数据没有受影响；经过已记入日志。")
        )
