"""Backups of the ledger: complete and verified before they are named, restored without loss."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, BinaryIO

from storage import clock
from storage.errors import UserError
from storage.files import os_messages, private_files
from storage.ledger import ledger_file, replacement
from storage.ledger.database import sentence
from storage.ledger.driver import BROKEN_DISK, CORRUPT, FULL, DatabaseError, code_of, connect
from storage.ledger.stray_copies import AUTOMATIC, OWN_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from storage.store.store import Store

MAX_AUTOMATIC = 3  # automatic copies
_NUMBERED = re.compile(rf"{OWN_FOLDER}-(\d{{4,}})-.*\.db")
_BLOCK = 1 << 20


def backup(store: Store, folder: Path) -> Path:
    """Copy the ledger into the folder, verify the copy, and return its path.

    Copies are numbered, as a clock can be wrong; an unsound copy never gets its final name.
    Raises `UserError` with the reason and the next step.
    """
    return _backup(store, folder, "")


def back_up_automatically(store: Store, why: str) -> Path:
    """Back up next to the ledger before a large change; the last `MAX_AUTOMATIC` copies remain."""
    made = _backup(store, store.path.parent / AUTOMATIC, f"-{why}")
    with contextlib.suppress(OSError):  # a copy that is open elsewhere is deleted next time
        for _number, old in _numbered_copies(made.parent)[:-MAX_AUTOMATIC]:
            old.unlink()
    return made


def _backup(store: Store, folder: Path, ending: str) -> Path:
    needs = _size(store)
    try:
        private_files.make_folder(folder)
        private_files.sweep(folder)
        number = 1 + max((number for number, _path in _numbered_copies(folder)), default=0)
        name = f"{OWN_FOLDER}-{number:04}-{clock.now():%Y%m%d-%H%M%S}{ending}"
        target = private_files.unused(folder, name, ".db")
        with private_files.unfinished(target) as partial:
            _write_copy(store, partial)
            private_files.flush(partial)
            private_files.name_new_file(partial, target)
        private_files.flush_folder(folder)
    except DatabaseError as error:
        raise UserError(
            f"备份没有做成：{_explain_database_error(error, store, folder, needs)}"
        ) from error
    except OSError as error:
        raise UserError(f"备份没有做成：{_explain_os_error(error, folder, needs)}") from error
    return target


def _write_copy(store: Store, partial: Path) -> None:
    store.execute("VACUUM INTO ?", (str(partial),))
    with contextlib.closing(connect(str(partial))) as copy:
        ledger_file.verify(copy)


def _size(store: Store) -> int:
    """Return about how many bytes a copy takes, 0 where that cannot be read."""
    try:
        return int(store.value("PRAGMA page_count")) * int(store.value("PRAGMA page_size"))
    except DatabaseError:
        return 0


def _explain_database_error(error: DatabaseError, store: Store, folder: Path, needs: int) -> str:
    """Return the sentence for a failed copy: a fault of the target folder, or of the ledger."""
    code = code_of(error)
    if code in FULL:
        return _full_disk(folder, needs)
    if code in CORRUPT and _reads_well(store):
        return f"写到《{folder}》的副本读回来不对，那个盘可能有坏处。请换一个盘；台账没有问题。"
    if code in BROKEN_DISK and _can_be_read(store.path):
        space = os_messages.free_space(folder)
        return f"《{folder}》读写出错（{space}），盘可能有坏处、已经拔出或写满了。"
    return sentence(error, store.path)


def _reads_well(store: Store) -> bool:
    try:
        return bool(store.value("PRAGMA integrity_check(1)") == "ok")
    except DatabaseError:
        return False


def _can_be_read(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            while file.read(_BLOCK):
                pass
    except OSError:
        return False
    return True


def _explain_os_error(error: OSError, folder: Path, needs: int) -> str:
    if os_messages.is_full(error):
        return _full_disk(folder, needs)
    return f"《{folder}》写不进去（{os_messages.reason(error)}）。请换一个位置；台账没有改动。"


def _full_disk(folder: Path, needs: int) -> str:
    return (
        f"《{folder}》所在的盘满了：{os_messages.free_space(folder, needs)}。请清出空间或换一个盘。"
    )


def restore(copy: Path, live: Path) -> Path | None:
    """Replace the ledger with a verified copy; return where the previous file was set aside.

    The ledger must be closed. Raises `UserError`; nothing has changed then.
    """
    try:
        if not copy.is_file():
            raise UserError(f"找不到备份文件《{copy.name}》。")
        private_files.make_folder(live.parent)
        private_files.sweep(live.parent)
        with private_files.unfinished(live) as partial:
            _copy_with_journal(copy, partial)
            private_files.flush(partial)
            return replacement.replace(partial, live)
    except DatabaseError as error:
        raise UserError(_not_restored(error, copy, live)) from error
    except OSError as error:
        reason = (
            os_messages.free_space(live.parent)
            if os_messages.is_full(error)
            else os_messages.reason(error)
        )
        raise UserError(
            f"恢复没有做成：《{live.parent}》写不进去（{reason}），现有数据没有改动。"
        ) from error


def _copy_with_journal(copy: Path, partial: Path) -> None:
    """Copy the file and its journal into one verified file without a journal."""
    for ending in ("", "-wal", "-journal"):
        source = copy.with_name(copy.name + ending)
        if not ending or source.is_file():
            target = partial.with_name(partial.name + ending)
            with _open_source(source) as read, target.open("wb") as written:
                for block in _blocks(read, source):
                    written.write(block)
            private_files.make_private(target)
    with contextlib.closing(connect(str(partial), isolation_level=None)) as taken:
        try:
            taken.execute("PRAGMA journal_mode = DELETE").fetchone()
            ledger_file.verify(taken)
        except UserError as error:
            raise UserError(f"《{copy.name}》{error}，没有恢复，现有数据没有改动。") from None


@contextlib.contextmanager
def _open_source(path: Path) -> Iterator[BinaryIO]:
    try:
        file = path.open("rb")
    except OSError as error:
        raise UserError(_unreadable(path, error)) from error
    with file:
        yield file


def _blocks(file: BinaryIO, path: Path) -> Iterator[bytes]:
    while True:
        try:
            block = file.read(_BLOCK)
        except OSError as error:
            raise UserError(_unreadable(path, error)) from error
        if not block:
            return
        yield block


def _unreadable(path: Path, error: OSError) -> str:
    return (
        f"备份文件《{path}》读不出来（{os_messages.reason(error)}），没有恢复，现有数据没有改动。"
    )


def _not_restored(error: DatabaseError, copy: Path, live: Path) -> str:
    if code_of(error) in FULL + BROKEN_DISK:
        space = os_messages.free_space(live.parent)
        return f"恢复没有做成：{space}，写不下或读写出错，现有数据没有改动。"
    return f"《{copy.name}》不是完好的备份，没有恢复，现有数据没有改动。"


def _numbered_copies(folder: Path) -> list[tuple[int, Path]]:
    """Return the numbered copies in a folder, the oldest first."""
    found = ((_NUMBERED.fullmatch(path.name), path) for path in folder.iterdir())
    return sorted((int(match[1]), path) for match, path in found if match)
