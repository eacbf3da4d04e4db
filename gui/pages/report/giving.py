"""Writing the quarter's files so that an export which is stopped or fails leaves none behind."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from exports.package import write_package

if TYPE_CHECKING:
    from pathlib import Path

    from exports.package import Written
    from storage.period import Quarter
    from storage.progress import Progress
    from storage.store import Store


def give_out(
    store: Store,
    quarter: Quarter,
    out: Path,
    privacy: str,
    reason: str,
    progress: Progress,
    *,
    password: str = "",
    version: int | None = None,
) -> list[Written]:
    """As `write_package`; files that were there before stay in any case."""
    existed, before = out.is_dir(), _files(out)
    try:
        return write_package(
            store,
            quarter,
            out,
            privacy,
            reason=reason,
            password=password,
            zipped=True,
            on=date.today(),
            version=version,
            progress=progress,
        )
    except BaseException:
        for path in _files(out) - before:
            path.unlink(missing_ok=True)
        if not existed and out.is_dir() and not any(out.iterdir()):
            out.rmdir()
        raise


def _files(folder: Path) -> set[Path]:
    return {path for path in folder.iterdir() if path.is_file()} if folder.is_dir() else set()
