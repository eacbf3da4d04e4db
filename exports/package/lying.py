"""What lies in a package's folder beside the files of its list."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from exports.files import safe_name
from exports.package.checksums import alike
from exports.package.finding import Finding
from exports.package.former import ASIDE
from exports.package.naming import LIST_NAME

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

# What Windows, macOS and WPS leave in a folder by themselves
LEFT_BEHIND = frozenset(("thumbs.db", "desktop.ini", ".ds_store"))
OPEN_IN_OFFICE = ("~$", ".~")


def beside(
    folder: Path, listed: Collection[str], known: Collection[str] = (), *, own: bool = False
) -> Iterator[Finding]:
    """Yield what is neither listed nor the list; `known` are files that are looked at elsewhere.

    In a folder of one's `own` there is more than in a zip, of which it is only told: what was put
    aside, what a system leaves.
    """
    names = sorted(file.name for file in folder.iterdir())
    times = Counter(map(alike, names))
    for name in names:
        file = folder / name
        if file.is_symlink():
            yield Finding("extra", name, "是链接，不是文件本身")
        elif times[alike(name)] > 1:
            yield Finding("extra", name, "有两个同名的文件（大小写或写法不同），不知哪个是报的")
        elif file.is_dir():
            yield _folder(name, own=own)
        elif name not in (*listed, *known, LIST_NAME):
            yield _file(name, own=own)


def _folder(name: str, *, own: bool) -> Finding:
    if own and name == ASIDE:
        return Finding("note", name, "放着以前导出的文件，不属于这个报送包，没有核对")
    return Finding("extra", name, "是文件夹，报送包里没有文件夹，里面的文件没有核对")


def _file(name: str, *, own: bool) -> Finding:
    left = name.casefold() in LEFT_BEHIND or name.startswith(OPEN_IN_OFFICE)
    if own and left:
        return Finding("note", safe_name(name), "是系统或 WPS 自己留下的，不属于报送包，没有核对")
    return Finding("extra", name, "不在清单里，不是随包生成的")
