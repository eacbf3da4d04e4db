"""Export of an import's files as they were received."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.files import unused_path, write_file
from storage.errors import UserError
from storage.intake.apply.batch import received_files
from storage.intake.apply.provenance import received
from storage.sending import export_log

if TYPE_CHECKING:
    from pathlib import Path

    from storage.intake.apply.batch import Batch
    from storage.store.store import Store

PASTED = ".txt"  # suffix of pasted text, whose name has none


def write_originals(store: Store, batch: Batch, out: Path) -> list[Path]:
    """Write an import's files into a folder under unused names, and log each export.

    Raises:
        UserError: the files were not archived, or cannot be written there.
    """
    originals = received_files(store, batch)
    if not originals:
        raise UserError("这次导入的原件没有存档（它是较早的版本导入的）。")
    paths = []
    for name, digest in originals:
        path = unused_path(out, name if "." in name else name + PASTED)
        content = received(store, digest)
        write_file(path, content)
        export_log.log_export(store, "导入的原件", "full", "另存原件", path.name, digest)
        paths.append(path)
    return paths
