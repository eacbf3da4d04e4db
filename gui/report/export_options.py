"""The options of an export: how private it is, the reason, and the folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from exports.draft_mark import DRAFT_WORD, MAY_CHANGE
from exports.files import safe_name
from exports.reports.report_context import PRIVACY
from gui.appearance import theme
from gui.printing import open_externally
from gui.tasks import TaskResult
from gui.widgets.buttons import link_button
from gui.widgets.card import Card
from gui.widgets.elided import ElidedLabel
from storage import clock
from storage.errors import UserError
from storage.seals.seal import last_seal

if TYPE_CHECKING:
    from gui.session import Session
    from storage.progress import Progress
    from storage.store.store import Store

LAST_FORM = "report/form"  # the form that was filled last
FILE_FILTER = "Excel 工作簿 (*.xlsx)"
FORM_HINT = (
    "市里发来的表，先在要填的格里写上指标编号，如 {V02}、{V02.目标}、{县}，存好；"
    "以后每季选它，就填好另存一份，版式不变"
)


def fill_form(parent: QWidget, session: Session) -> None:
    """Ask for the marked form and the target, then fill it in the background."""
    last = str(session.settings.value(LAST_FORM, ""))
    name, _kind = QFileDialog.getOpenFileName(parent, "选择标好编号的表", last, FILE_FILTER)
    if not name:
        return
    form, quarter = Path(name), session.quarter
    session.settings.setValue(LAST_FORM, name)
    draft = last_seal(session.store, quarter) is None
    kind = f"_{DRAFT_WORD}" if draft else ""
    start = str(form.with_name(safe_name(f"{form.stem}_{quarter}{kind}.xlsx")))
    name, _kind = QFileDialog.getSaveFileName(parent, "填好存到哪里", start, FILE_FILTER)
    if not name:
        return
    out, result = Path(name), TaskResult()
    if out == form:
        session.notify("请另存一份，不要盖掉标好编号的表。", "bad")
        return

    def work(store: Store, _progress: Progress) -> int:
        from exports import form_filling  # loads what edits workbooks, which few sittings need
        from exports.reports.report_context import report_context

        with report_context(store, quarter, "masked", clock.today()) as context:
            return form_filling.fill_form(form, context, out)

    def report_filled() -> None:
        if result.done:
            words = f"已填 {result.value} 处，存为 {out.name}"
            words += f"。是{DRAFT_WORD}：{MAY_CHANGE}" if draft else ""
            session.notify(words, "good", "打开", lambda: _open(session, out))

    result.when_closed(session.read("正在填表", result.wrap(work)), report_filled)


def _open(session: Session, path: Path) -> None:
    try:
        open_externally(path)
    except UserError as error:
        session.notify(str(error), "bad")


PRIVACY_NOTES = {
    "summary": "只有汇总数字，不附名册",
    "masked": "附名册，没有证件号，生日只到年，孩子只留姓",
    "full": "附名册，号码完整写出，文件加密；要写理由，会记入导出记录",
}
FOLDER = "reports/folder"
OWN_FOLDER = "青志台账报表"


class ExportOptions(Card):
    """Remembers the folder; the privacy is chosen for each export.

    Signals:
        privacy_changed(privacy)
        office_requested(): go and fill in the office
    """

    privacy_changed = Signal(str)
    office_requested = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__("导出设置")
        self.setObjectName("export_options")
        self._session = session
        self.privacy = "masked"
        self._explained = QLabel()
        self._explained.setObjectName("privacy_explained")
        self._explained.setProperty("role", "small")
        self._explained.setWordWrap(True)
        self.reason = QLineEdit()
        self.reason.setObjectName("reason")
        self.reason.setPlaceholderText("理由：向谁提供、作什么用")
        self.reason.setAccessibleName("给出完整证件号码的理由")
        self._problem = QLabel()
        self._problem.setObjectName("export_fault")
        self._problem.setProperty("role", "problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self.body.setSpacing(theme.GAP)
        self.body.addWidget(self._segments())
        for part in (self._explained, self.reason, self._problem):
            self.body.addWidget(part)
        self.body.addLayout(self._folder_row())
        self.body.addLayout(self._office_row())
        self._choose(self.privacy)
        self.show_folder()

    def _segments(self) -> QWidget:
        frame = QFrame()
        frame.setProperty("role", "segments")
        row = QHBoxLayout(frame)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        group = QButtonGroup(self)
        for privacy, word in PRIVACY.items():
            button = QPushButton(word)
            button.setObjectName(f"privacy_{privacy}")
            button.setProperty("role", "segment")
            button.setCheckable(True)
            button.setChecked(privacy == self.privacy)
            button.setToolTip(PRIVACY_NOTES[privacy])
            button.clicked.connect(lambda _=False, privacy=privacy: self._choose(privacy))
            group.addButton(button)
            row.addWidget(button, 1)
        return frame

    def _folder_row(self) -> QHBoxLayout:
        self._folder = ElidedLabel("second")
        self._folder.setObjectName("export_folder")
        change = link_button("更改…")
        change.setObjectName("change_folder")
        change.clicked.connect(self._change_folder)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(QLabel("存到"))
        row.addWidget(self._folder, 1)
        row.addWidget(change)
        form = link_button("填市里的表…")
        form.setObjectName("fill_form")
        form.setToolTip(FORM_HINT)
        form.clicked.connect(lambda: fill_form(self, self._session))
        row.addWidget(form)
        return row

    def _office_row(self) -> QHBoxLayout:
        self._missing_office = QLabel("还没有填写本单位，落款是空的")
        self._missing_office.setProperty("role", "warning")
        self._fill_button = link_button("去填写")
        self._fill_button.setObjectName("fill_office")
        self._fill_button.clicked.connect(self.office_requested)
        row = QHBoxLayout()
        row.addWidget(self._missing_office, 1)
        row.addWidget(self._fill_button)
        return row

    def show_missing_office(self, *, office: bool) -> None:
        """Show or hide the hint that the office is not filled in yet."""
        self._missing_office.setVisible(office)
        self._fill_button.setVisible(office)

    @property
    def folder(self) -> Path:
        """The quarter's own folder for its files."""
        saved = str(self._session.settings.value(FOLDER, ""))
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        usual = Path(QStandardPaths.writableLocation(documents)) / OWN_FOLDER
        return (Path(saved) if saved else usual) / str(self._session.quarter)

    def show_folder(self) -> None:
        """Show the folder of the files."""
        self._folder.set_full_text(str(self.folder))

    def show_problem(self, sentence: str) -> None:
        """Show why nothing can be exported, "" for no problem."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def _choose(self, privacy: str) -> None:
        changed = privacy != self.privacy
        self.privacy = privacy
        self._explained.setText(PRIVACY_NOTES[privacy])
        self.reason.setVisible(privacy == "full")
        self.show_problem("")
        if privacy == "full" and changed:
            self.reason.setFocus()
        if changed:
            self.privacy_changed.emit(privacy)

    @Slot()
    def _change_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "存到哪个文件夹", str(self.folder.parent))
        if chosen:
            self._session.settings.setValue(FOLDER, chosen)
            self.show_folder()
