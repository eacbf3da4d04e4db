"""Find the copies of a ledger, and the traces of one that is lost."""

from __future__ import annotations

import configparser
import contextlib
import re
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import UserError
from storage.files.private_files import JOURNALS
from storage.ledger import ledger_file
from storage.ledger.driver import DatabaseError
from storage.ledger.ledger_file import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

AUTOMATIC = "自动备份"  # in the ledger's folder
OWN_FOLDER = "青志台账备份"  # the window's default folder for copies
WINDOW = "window.ini"  # the window's settings, also the folder of the last copy
MAX_COPIES = 30  # copies listed
_FOLDERS = (AUTOMATIC, OWN_FOLDER, "备份", "logs", "报送")
_FILES = (WINDOW, *(FILE_NAME + ending for ending in (*JOURNALS, ".restore")))
_MAX_FILES = 2_000  # files
_STAMP = re.compile(r"(?<!\d)(\d{8})-(\d{6})(?!\d)")


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the ledger; with a `problem` it cannot be restored and `people` may be None."""

    path: Path
    made_at: datetime
    people: int | None
    problem: str = ""

    def loss_report(self) -> str:
        """Return its time and its number of people, or its problem."""
        day = f"{self.made_at:%Y-%m-%d %H:%M}"
        return f"{day}　{self.problem or f'{self.people:,} 人'}"


class LedgerLost(UserError):
    """The ledger is missing where there must have been one; no new one was created.

    `damaged` where the file exists and may be the ledger but cannot be read.
    """

    def __init__(self, reason: str, path: Path, *, damaged: bool = False) -> None:
        super().__init__(reason)
        self.path, self.damaged = path, damaged


def find_traces(folder: Path) -> list[str]:
    """Return the names in a folder that show it held a ledger, without the ledger itself."""
    try:
        inside = {one.name: one for one in sorted(folder.iterdir())}
    except OSError:  # there is no such folder yet
        return []
    found = [name for name in _FILES if name in inside]
    found += [name for name in _FOLDERS if name in inside and _is_not_empty(inside[name])]
    found += [path.relative_to(folder).as_posix() for path in _copies_in(folder)]
    return list(dict.fromkeys(found))


def has_copies(folder: Path) -> bool:
    """Return whether there are copies, sound or not, without opening them."""
    return any(any(_copies_in(place)) for place in (folder, *_other_folders(folder)))


def find_copies(folder: Path) -> list[Copy]:
    """Return the inspected copies of the ledger of a folder, the newest first."""
    found = {path.resolve(): path for place in (folder, *_other_folders(folder))
             for path in _copies_in(place)}  # fmt: skip
    newest = sorted(found.values(), key=_sort_key, reverse=True)[:MAX_COPIES]
    return [_inspect(path) for path in newest]


def loss_report(lost: LedgerLost) -> str:
    """Return the report of a loss: the copies found and the command that restores one."""
    folder = lost.path.parent
    found = find_copies(folder)
    lines = [str(lost)]
    sound = next((one for one in found if not one.problem), None)
    if found:
        lines += [
            "找到的副本（新的在前）：",
            *(f"  {one.loss_report()}　{one.path}" for one in found),
        ]
    if sound is not None:
        command = f'{program()} restore "{sound.path}" --data "{folder}"'
        lines.append(f"用最新的一份完好的副本恢复：{command}")
    else:
        lines.append("没有找到完好的副本。请看 U 盘或别的电脑上有没有：找到后用 restore 命令恢复。")
    lines.append("确实要从头开始，请用 --data 另指一个空文件夹，或在窗口里选“新建空台账”。")
    return "\n".join(lines)


def program() -> str:
    """Return how this program is called on a command line."""
    if getattr(sys, "frozen", False):
        return f'"{sys.executable}"'
    return "python main.py"


def _copies_in(folder: Path) -> Iterator[Path]:
    """Yield the copies in a folder and its direct subfolders, without the ledger itself."""
    seen = 0
    for pattern in ("*.db", "*/*.db"):
        try:
            for path in sorted(folder.glob(pattern)):
                seen += 1
                if seen > _MAX_FILES:
                    return
                if path != folder / FILE_NAME and _is_copy(path):
                    yield path
        except OSError:  # no permission, or a drive that was removed
            continue


def _is_copy(path: Path) -> bool:
    if path.name.startswith((f"{Path(FILE_NAME).stem}-", f"{OWN_FOLDER}-")):
        return path.is_file()  # also a damaged one: it is listed as such
    try:
        return path.is_file() and ledger_file.kind_of(path) == ledger_file.OURS
    except OSError:
        return False


def _is_not_empty(folder: Path) -> bool:
    try:
        return folder.is_dir() and any(folder.iterdir())
    except OSError:
        return True


def _other_folders(folder: Path) -> Iterator[Path]:
    """Yield the other folders with copies: the one set in the window, and its default."""
    written = configparser.ConfigParser(interpolation=None, strict=False)
    with contextlib.suppress(OSError, UnicodeError, configparser.Error):
        written.read(folder / WINDOW, "utf-8")
        chosen = written.get("backup", "folder", fallback="").strip('"').replace("\\\\", "\\")
        if chosen:
            yield Path(chosen)
    yield Path.home() / "Documents" / OWN_FOLDER


def _sort_key(path: Path) -> tuple[datetime, float]:
    with contextlib.suppress(OSError):
        return _copy_time(path), path.stat().st_mtime
    return _copy_time(path), 0.0


def _copy_time(path: Path) -> datetime:
    """Return when a copy was made, by its name first: copying a file changes its own time."""
    for stamp in reversed(_STAMP.findall(path.name)):
        with contextlib.suppress(ValueError):
            return datetime.strptime("".join(stamp), "%Y%m%d%H%M%S")
    try:
        return datetime.fromtimestamp(path.stat().st_mtime)
    except OSError:
        return datetime.min


def _inspect(path: Path) -> Copy:
    made_at, people, problem = _copy_time(path), None, ""
    try:
        if ledger_file.kind_of(path) != ledger_file.OURS:
            return Copy(path, made_at, None, "不是台账的副本，不能用来恢复")
        with ledger_file.open_read_only(path) as connection:
            ledger_file.verify(connection)
            (people,) = connection.execute("SELECT count(*) FROM volunteer").fetchone()
    except UserError as error:
        problem = f"{error}"
    except (DatabaseError, OSError):
        problem = "已损坏，不能用来恢复"
    return Copy(path, made_at, people, problem)
