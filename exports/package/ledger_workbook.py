"""A ledger's list as a workbook of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from exports.package.file_names import Written, written_file
from exports.reports.report_context import PRIVACY
from exports.sheet import sheet_of
from exports.workbook import Imprint, write_workbook
from storage.counting.policy import office_of
from storage.masking.outgoing_rows import FULL, MASKED, Outgoing
from storage.progress import silent
from storage.sending import export_log
from storage.store.listing import count, every

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from storage.progress import Progress
    from storage.store.listing import Query
    from storage.store.store import Store


def export_table(
    store: Store,
    query: Query[Any],
    path: Path,
    *,
    masked: bool,
    progress: Progress = silent,
    label: str = "",
    columns: Sequence[str] = (),
) -> Written:
    """Write the rows of a ledger's list as a workbook that can be imported again.

    `label` defaults to the table's, `columns` to all that are shown. The export is logged.
    """
    table, today = query.table, query.on
    label = label or table.label
    office = office_of(store)
    privacy = MASKED if masked else FULL
    sheet = sheet_of(
        table,
        every(store, query),
        columns or tuple(table.shown),
        Outgoing(store, today, privacy),
        name=label,
        title=label,
        size=count(store, query),
    )
    right = f"{PRIVACY[privacy]} · 生成于 {today:%Y-%m-%d}"
    imprint = Imprint(label, office.name if office else "", right, today)
    write_workbook(path, [sheet], imprint, progress)
    one = written_file(path, f"{label}台账")
    export_log.log_export(store, one.what, privacy, "", path.name, one.sha256)
    return one
