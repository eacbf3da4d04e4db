"""The files of an import, saved again as the school sent them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from exports.originals import write_originals
from storage.errors import UserError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.session import Session
    from storage.intake.batch import Batch


def save_originals(session: Session, batch: Batch, parent: QWidget) -> None:
    """Ask for a folder and write them there."""
    chosen = QFileDialog.getExistingDirectory(parent, "原件存到哪个文件夹")
    if not chosen:
        return
    try:
        made = write_originals(session.store, batch, Path(chosen))
    except UserError as error:
        session.say(str(error), "bad")
    else:
        session.say(f"原件已存为{'、'.join(f'《{path.name}》' for path in made)}。")
