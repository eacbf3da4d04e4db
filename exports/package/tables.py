"""A ledger's list as a workbook of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from exports.package.naming import Written, written
from exports.reports.material import PRIVACY
from exports.sheet import sheet_of
from exports.workbook import Imprint, write_workbook
from storage import export_log
from storage.listing import count, every
from storage.policy import office_of
from storage.progress import silent

if TYPE_CHECKING:
    from pathlib import Path

    from storage.listing import Query
    from storage.progress import Progress
    from storage.store import Store


def export_table(
    store: Store, query: Query[Any], path: Path, *, masked: bool, progress: Progress = silent
) -> Written:
    """Write what a ledger's list shows, as a workbook that can be imported again."""
    table, today = query.table, query.on
    office = office_of(store)
    sheet = sheet_of(
        table,
        every(store, query),
        tuple(table.shown),
        masked=masked,
        size=count(store, query),
    )
    privacy = "masked" if masked else "full"
    right = f"{PRIVACY[privacy]} · 生成于 {today:%Y-%m-%d}"
    imprint = Imprint(table.label, office.name if office else "", right, today)
    write_workbook(path, [sheet], imprint, progress)
    one = written(path, f"{table.label}台账")
    export_log.note(store, one.what, privacy, "", path.name, one.sha256)
    return one
