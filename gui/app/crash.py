"""Uncaught exceptions: logged, shown as one sentence, and the work goes on."""

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
from storage.ledger.failure_messages import explain_error

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

log = logging.getLogger(__name__)


class RedactingFormatter(logging.Formatter):
    """Formats an exception as its type and locations: its message may quote names and numbers."""

    def format(self, record: logging.LogRecord) -> str:
        """Format a record without the exception text that another handler cached on it."""
        mine = copy(record)
        mine.exc_text = None
        return super().format(mine)

    def formatException(self, ei: object) -> str:
        """Return the outline of the exception."""
        error = ei[1] if isinstance(ei, tuple) else None
        return outline(error) if isinstance(error, BaseException) else ""


class CrashHandler(QObject):
    """Handles exceptions that nobody caught, on any thread.

    Signals:
        crashed(sentence): delivered on the window's thread
    """

    crashed = Signal(str)

    def __init__(self, parent: QObject | None = None, ledger: Path | None = None) -> None:
        super().__init__(parent)
        self._ledger = ledger

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Replace the exception hooks of the interpreter and of threads for the block."""
        before = sys.excepthook, threading.excepthook
        sys.excepthook = self._handle
        threading.excepthook = lambda facts: self._handle(
            facts.exc_type, facts.exc_value or facts.exc_type(), facts.exc_traceback
        )
        try:
            yield
        finally:
            sys.excepthook, threading.excepthook = before

    def _handle(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        description = explain_error(error, self._ledger)
        if not isinstance(error, UserError):
            log.critical("uncaught", exc_info=(kind, error, trace))
        self.crashed.emit(
            str(description or "程序出了点问题，已保存的数据没有受影响；经过已记入日志。")
        )
