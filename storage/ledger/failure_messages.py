"""Failures as sentences for the clerk: of the ledger's file, a library or a disk.

Every boundary uses them: a command, a task, a question to a reader, the start.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

# ERROR_MOD_NOT_FOUND, ERROR_PROC_NOT_FOUND, ERROR_DLL_INIT_FAILED, ERROR_BAD_EXE_FORMAT,
# ERROR_VIRUS_INFECTED, ERROR_ACCESS_DISABLED_BY_POLICY
_NOT_LOADED = {126, 127, 193, 225, 1114, 1260}


_NO_MEMORY = ("failed to map segment", "allocate memory")  # the library itself is there


class Incomplete(UserError):
    """A part of the program is missing or cannot be loaded."""

    def __init__(self, part: str) -> None:
        super().__init__(
            f"程序文件不完整，可能被安全软件隔离了：缺 {part}。"
            "请在安全软件里恢复被隔离的文件并加入信任，或重新解压、安装本程序。台账没有改动。"
        )


class LedgerUnreadable(UserError):
    """The ledger's file could not be read or written, for the reason in the sentence."""


def explain_error(error: BaseException, ledger: Path | None = None) -> UserError | None:
    """Return the sentence for an error, or None for a bug.

    `ledger` is the open file, to which database errors without a sentence are attributed.
    """
    if isinstance(error, UserError):
        return error
    kinds: tuple[Callable[[BaseException, Path | None], UserError | None], ...] = (
        lambda one, _ledger: loading_error(one),
        _explain_ledger_error,
        lambda one, _ledger: _explain_file_error(one),
    )
    found = (kind(error, ledger) for kind in kinds)
    return next((one for one in found if one is not None), None)


def loading_error(error: BaseException) -> Incomplete | None:
    """Return the sentence for a library that could not be loaded, or None."""
    if isinstance(error, ImportError) and not any(word in str(error) for word in _NO_MEMORY):
        return Incomplete(error.name or Path(error.path or "").name or "一个程序库")
    if isinstance(error, OSError):
        windows = getattr(error, "winerror", None)
        if windows in _NOT_LOADED or (error.errno is None and "shared object" in str(error)):
            return Incomplete(Path(str(error.filename or "一个程序库")).name)
    return None


def ledger_error(error: Exception, ledger: Path) -> LedgerUnreadable:
    """Return the sentence for a database error of the ledger."""
    from storage.ledger.database import sentence

    return LedgerUnreadable(sentence(error, ledger))


def _explain_ledger_error(error: BaseException, ledger: Path | None) -> UserError | None:
    if "storage.ledger.driver" not in sys.modules:  # nor could it be loaded, perhaps
        return None
    from storage.ledger.driver import DatabaseError

    if not isinstance(error, DatabaseError):
        return None
    return ledger_error(error, ledger or Path("ledger.db"))


def _explain_file_error(error: BaseException) -> UserError | None:
    from storage.files import os_messages

    if not isinstance(error, OSError) or error.errno is None:
        return None
    named = error.filename2 or error.filename
    where = f"《{named}》" if isinstance(named, str) and named else "文件"
    if os_messages.is_full(error):
        space = os_messages.free_space(Path(str(named or ".")).absolute())
        return UserError(f"{where}写不下：{space}。没有做完。")
    return UserError(f"{where}读写不成：{os_messages.reason(error)}。没有做完。")
