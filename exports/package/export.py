"""The export of the window: when it fails or is cancelled, the folder stays as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.package import write_package
from storage import clock

if TYPE_CHECKING:
    from pathlib import Path

    from exports.package import Written
    from storage.model.period import Quarter
    from storage.progress import Progress
    from storage.store.store import Store


def export_package(
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
    """Write the package with its archive; an error removes the new files and is raised again."""
    existed, before = out.is_dir(), _files_in(out)
    try:
        return write_package(
            store,
            quarter,
            out,
            privacy,
            reason=reason,
            password=password,
            zipped=True,
            on=clock.today(),
            version=version,
            progress=progress,
        )
    except BaseException:
        for path in _files_in(out) - before:
            path.unlink(missing_ok=True)
        if not existed and out.is_dir() and not any(out.iterdir()):
            out.rmdir()
        raise


def _files_in(folder: Path) -> set[Path]:
    return {path for path in folder.iterdir() if path.is_file()} if folder.is_dir() else set()
