"""Restoring a backup: the window closes and the program starts again over the copy."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess

from gui.notice import show_message_box
from storage.errors import UserError
from storage.store.backup import restore

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from gui.session import Session


def restart(words: Sequence[str]) -> None:
    """Start the program again with its own command."""
    QProcess.startDetached(words[0], list(words[1:]))


def start_command() -> list[str]:
    """Return the command that started this program."""
    frozen = getattr(sys, "frozen", False)
    return [sys.executable, *(sys.argv[1:] if frozen else sys.argv)]


def restore_and_restart(
    window: QWidget,
    session: Session,
    copy: Path,
    start: Callable[[Sequence[str]], object] = restart,
) -> None:
    """Close the window and its ledger, restore the copy, and start the program again."""
    live = session.store.path
    window.close()
    try:
        restore(copy, live)
    except UserError as error:
        show_message_box(None, str(error))
    start(start_command())
