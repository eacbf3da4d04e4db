"""Filling the city's own form: once marked with codes, it is filled every quarter."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from exports.draft import MAY_CHANGE, WORD
from exports.files import safe_name
from gui.printing import open_outside
from gui.result import Result
from storage.errors import UserError
from storage.quarter.seal import last_seal

if TYPE_CHECKING:
    from gui.session import Session
    from storage.progress import Progress
    from storage.store import Store

KEPT = "report/form"  # the form that was filled last
KINDS = "Excel 工作簿 (*.xlsx)"
HINT = (
    "市里发来的表，先在要填的格里写上指标编号，如 {V02}、{V02.目标}、{县}，存好；"
    "以后每季选它，就填好另存一份，版式不变"
)


def fill_form(parent: QWidget, session: Session) -> None:
    """Ask which form and where to, then fill it off the window's thread."""
    last = str(session.settings.value(KEPT, ""))
    name, _kind = QFileDialog.getOpenFileName(parent, "选择标好编号的表", last, KINDS)
    if not name:
        return
    form, quarter = Path(name), session.quarter
    session.settings.setValue(KEPT, name)
    draft = last_seal(session.store, quarter) is None
    kind = f"_{WORD}" if draft else ""
    start = str(form.with_name(safe_name(f"{form.stem}_{quarter}{kind}.xlsx")))
    name, _kind = QFileDialog.getSaveFileName(parent, "填好存到哪里", start, KINDS)
    if not name:
        return
    out, result = Path(name), Result()
    if out == form:
        session.say("请另存一份，不要盖掉标好编号的表。", "bad")
        return

    def work(store: Store, _progress: Progress) -> int:
        from exports.form import fill  # loads what edits workbooks, which few sittings need
        from exports.reports.material import material_of

        with material_of(store, quarter, "masked", date.today()) as material:
            return fill(form, material, out)

    def tell() -> None:
        if result.done:
            words = f"已填 {result.value} 处，存为 {out.name}"
            words += f"。是{WORD}：{MAY_CHANGE}" if draft else ""
            session.say(words, "good", "打开", lambda: _open(session, out))

    result.then(session.read("正在填表", result.of(work)), tell)


def _open(session: Session, path: Path) -> None:
    try:
        open_outside(path)
    except UserError as error:
        session.say(str(error), "bad")
