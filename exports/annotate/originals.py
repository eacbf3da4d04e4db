"""The files of an import as they were received, written out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.files import unused, write_file
from storage.errors import UserError
from storage.intake.apply.batch import received_files
from storage.intake.apply.provenance import received
from storage.sending import export_log

if TYPE_CHECKING:
    from pathlib import Path

    from storage.intake.apply.batch import Batch
    from storage.store.store import Store

PASTED = ".txt"  # what was pasted has a name without an ending


def write_originals(store: Store, batch: Batch, out: Path) -> list[Path]:
    """Write an import's files into a folder, beside what is there, and note each of them."""
    found = received_files(store, batch)
    if not found:
        raise UserError("这次导入的原件没有存档（它是较早的版本导入的）。")
    made = []
    for name, digest in found:
        path = unused(out, name if "." in name else name + PASTED)
        content = received(store, digest)
        write_file(path, content)
        export_log.log_export(store, "导入的原件", "full", "另存原件", path.name, digest)
        made.append(path)
    return made
