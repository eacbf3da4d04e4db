"""Other files in a package's folder: those of an earlier export, and foreign ones."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING

from exports.files import replacing, safe_name, sha256_of
from exports.package.checksums import folded_name
from exports.package.file_names import LIST_NAME
from exports.package.finding import Finding
from exports.package.package_files import mail_of
from storage.errors import UserError
from storage.files.private_files import make_folder

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from exports.package.package_files import Package

ASIDE = "旧版"


def set_aside(former: Package | None, current: Mapping[str, str]) -> None:
    """Move the files of the previous package that were not replaced into the folder 旧版.

    `current` maps the files of the new package to their SHA-256. Only files that this program wrote
    and nobody has changed are moved; nothing is deleted.
    """
    if former is None:
        return
    stale = [former.folder / name for name in former.hashes if name not in current]
    moved = [file for file in stale if _untouched(file, former.hashes[file.name])]
    archive = former.archive
    if archive is not None and archive.name not in current:
        moved.append(archive)
    if not former.hashes.items() <= current.items():  # its drafted mail carries the previous files
        names = (mail_of(former.quarter, draft=draft) for draft in (True, False))
        moved += [former.folder / name for name in names if (former.folder / name).is_file()]
    for file in moved:
        aside = former.folder / ASIDE
        make_folder(aside)
        with suppress(UserError), replacing(aside / file.name) as partial:
            file.replace(partial)  # one that is open in WPS stays where it is


def _untouched(file: Path, sha256: str) -> bool:
    return file.is_file() and sha256_of(file) == sha256


# What Windows, macOS and WPS leave in a folder by themselves
SYSTEM_FILES = frozenset(("thumbs.db", "desktop.ini", ".ds_store"))
LOCK_FILES = ("~$", ".~")


def unlisted_findings(
    folder: Path, listed: Collection[str], known: Collection[str] = (), *, own: bool = False
) -> Iterator[Finding]:
    """Yield a finding for each file that is neither listed, nor the list, nor `known`.

    `known` files are verified elsewhere. In the clerk's `own` folder, unlike in a zip, files set
    aside and those that a system leaves behind are only noted.
    """
    names = sorted(file.name for file in folder.iterdir())
    times = Counter(map(folded_name, names))
    for name in names:
        file = folder / name
        if file.is_symlink():
            yield Finding("extra", name, "是链接，不是文件本身")
        elif times[folded_name(name)] > 1:
            yield Finding("extra", name, "有两个同名的文件（大小写或写法不同），不知哪个是报的")
        elif file.is_dir():
            yield _folder_finding(name, own=own)
        elif name not in (*listed, *known, LIST_NAME):
            yield _file_finding(name, own=own)


def _folder_finding(name: str, *, own: bool) -> Finding:
    if own and name == ASIDE:
        return Finding("note", name, "放着以前导出的文件，不属于这个报送包，没有核对")
    return Finding("extra", name, "是文件夹，报送包里没有文件夹，里面的文件没有核对")


def _file_finding(name: str, *, own: bool) -> Finding:
    left = name.casefold() in SYSTEM_FILES or name.startswith(LOCK_FILES)
    if own and left:
        return Finding("note", safe_name(name), "是系统或 WPS 自己留下的，不属于报送包，没有核对")
    return Finding("extra", name, "不在清单里，不是随包生成的")
