"""Exports the list shown by a ledger as a workbook that can be imported again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from exports.files import safe_name
from gui.tasks import TaskResult
from storage import clock
from storage.errors import UserError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.ledgers.ledger import Ledger
    from gui.session import Session
    from storage.store.listing import Query

FOLDER = "export/list_folder"


def export_list(parent: QWidget, session: Session, ledger: Ledger, query: Query[Any]) -> None:
    """Ask for the file, and write the list in the background with personal numbers masked."""
    from exports.package import export_table  # what writes workbooks is slow to load

    name = safe_name(f"{ledger.label}{clock.today():%Y%m%d}.xlsx")
    folder = Path(str(session.settings.value(FOLDER, str(Path.home()))))
    kinds = "Excel 工作簿 (*.xlsx)"
    chosen, _kind = QFileDialog.getSaveFileName(parent, "导出这份清单", str(folder / name), kinds)
    if not chosen:
        return
    path, result = Path(chosen).with_suffix(".xlsx"), TaskResult()
    session.settings.setValue(FOLDER, str(path.parent))
    columns = ledger.roster.columns if ledger.roster else ()
    work = result.wrap(
        lambda store, progress: export_table(
            store, query, path, masked=True, progress=progress, label=ledger.label, columns=columns
        )
    )
    try:
        task = session.write("正在导出清单", work)
    except UserError as error:
        session.notify(str(error), "bad")
        return
    result.when_closed(task, lambda: offer_to_open(session, path, result))


def offer_to_open(session: Session, path: Path, result: TaskResult) -> None:
    """Report the written file, with an offer to open it."""
    if result.done:
        session.notify(f"已导出：{path.name}", "good", "打开", lambda: _open(session, path))


def _open(session: Session, path: Path) -> None:
    from gui.printing import open_externally

    try:
        open_externally(path)
    except UserError as error:
        session.notify(str(error), "bad")
