"""Find the files of a folder that may be rosters, and the reason for each one passed over."""

from __future__ import annotations

import os
import stat
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST = 500  # files of one folder; a county has a few dozen schools
_LOCK = "打开表格时留下的临时文件"
_HIDDEN = "隐藏文件"
_OTHER = "不是表格"
_SYSTEM = frozenset(("thumbs.db", "desktop.ini"))
_NO_TABLES = frozenset(
    ".pdf .ofd .doc .docx .wps .ppt .pptx .dps .zip .rar .7z .gz .jpg .jpeg .png .gif .bmp .tif"
    " .tiff .heic .mp3 .mp4 .mov .avi .exe .msi .bat .lnk .url .db .py .md .json .eml .msg".split()
)


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """The files to read, and those passed over, each with the reason."""

    files: tuple[Path, ...]
    left_out: tuple[tuple[Path, str], ...] = ()

    @property
    def sentence(self) -> str:
        """A sentence on the files passed over, and why."""
        count = Counter(why for _path, why in self.left_out)
        reasons = "，".join(f"{why} {number} 个" for why, number in count.items())
        names = "、".join(f"《{path.name}》" for path, _why in self.left_out[:3])
        more = "等" if len(self.left_out) > 3 else ""
        return f"文件夹里有 {len(self.left_out)} 个文件没有选入（{reasons}）：{names}{more}。"


def find_files(paths: Sequence[Path]) -> FoundFiles:
    """Find the files of folders and subfolders; a path that is a file is always included.

    Raises `UserError` where there are none, or more than `MOST` in one folder.
    """
    files: list[Path] = []
    passed: list[tuple[Path, str]] = []
    for path in paths:
        if not path.is_dir():
            files.append(path)
            continue
        found = 0
        for one in _inside(path):
            reason = _skip_reason(one)
            if reason:
                passed.append((one, reason))
            else:
                found += 1
                files.append(one)
        if found > MOST:
            raise UserError(f"文件夹《{path.name}》里有 {found} 个文件，一次最多 {MOST} 个。")
    if not files:
        raise UserError(f"文件夹《{paths[0].name}》里没有可以导入的表格。")
    return FoundFiles(tuple(dict.fromkeys(files)), tuple(passed))


def _inside(folder: Path) -> Iterator[Path]:
    """Yield every file by name, without hidden folders and without following links."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith((".", "__MACOSX")))
        yield from (Path(place, name) for name in sorted(names))


def _skip_reason(path: Path) -> str:
    if path.name.startswith("~$"):
        return _LOCK
    if path.name.startswith(".") or path.name.lower() in _SYSTEM or _is_hidden(path):
        return _HIDDEN
    return _OTHER if path.suffix.lower() in _NO_TABLES else ""


def _is_hidden(path: Path) -> bool:
    """Whether the file has the hidden attribute of Windows."""
    try:
        marks = getattr(path.stat(), "st_file_attributes", 0)
    except OSError:
        return False
    return bool(marks & stat.FILE_ATTRIBUTE_HIDDEN)
