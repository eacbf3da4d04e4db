"""The records an import made or changed, as a list that can be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.indicators.indicator import Selection
from storage.tables import BY_NAME

if TYPE_CHECKING:
    from storage.intake.batch import Batch
    from storage.store import Store

_KEPT = (
    "t.id IN (SELECT c.record_id FROM change c"
    " WHERE c.edit = :import_edit AND c.table_name = :import_table AND c.before {})"
)


def records_of(batch: Batch, *, updated: bool = False) -> Selection:
    """Those that were new with this import, or those it changed."""
    condition = _KEPT.format("IS NOT NULL" if updated else "IS NULL")
    values = {"import_edit": batch.edit, "import_table": batch.table}
    return Selection(BY_NAME[batch.table], condition, values)


def originals(store: Store, batch: Batch) -> list[tuple[str, str]]:
    """The files of an import that are kept as they were received: name and fingerprint."""
    sql = (
        "SELECT f.name, f.sha256 FROM import_file f JOIN received r ON r.sha256 = f.sha256"
        " WHERE f.batch = ? ORDER BY f.id"
    )
    return [(row["name"], row["sha256"]) for row in store.rows(sql, (batch.id,))]
