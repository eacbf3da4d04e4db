"""What lay in the folder before: another version's files do not lie among the new ones."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from exports.files import replacing, sha256_of
from exports.package.found import mail_of
from storage.errors import UserError
from storage.private import make_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from exports.package.found import Package

ASIDE = "旧版"


def set_aside(former: Package | None, kept: Mapping[str, str]) -> None:
    """Move the former package's files that nothing has replaced into a folder of their own.

    `kept` are the files that lie there now, with their SHA-256.
    Only what we wrote and nobody has touched since is moved; nothing is deleted.
    """
    if former is None:
        return
    stale = [former.folder / name for name in former.hashes if name not in kept]
    moved = [file for file in stale if _untouched(file, former.hashes[file.name])]
    archive = former.archive
    if archive is not None and archive.name not in kept:
        moved.append(archive)
    if not former.hashes.items() <= kept.items():  # its mail carries the files as they were
        names = (mail_of(former.quarter, draft=draft) for draft in (True, False))
        moved += [former.folder / name for name in names if (former.folder / name).is_file()]
    for file in moved:
        aside = former.folder / ASIDE
        make_folder(aside)
        with suppress(UserError), replacing(aside / file.name) as partial:
            file.replace(partial)  # one that is open in WPS stays where it is


def _untouched(file: Path, sha256: str) -> bool:
    return file.is_file() and sha256_of(file) == sha256
