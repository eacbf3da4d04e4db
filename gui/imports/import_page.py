"""导入: imports a school's files in steps on one page, without a dialog."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from exports.annotate.originals import write_originals
from gui import shortcuts
from gui.imports.choose.choose_step import NOTICE_TOPIC
from gui.imports.decisions import Decisions
from gui.imports.done.school_feedback import SchoolFeedback
from gui.imports.done.undo_card import UndoCard
from gui.imports.import_state import (
    CHECK,
    CHOOSE,
    COMPARE,
    DONE,
    SHEETS,
    batch_route,
    first_uncertain_step,
    last_open_step,
    needs_comparison,
    undo_report,
)
from gui.imports.preparation import Preparation
from gui.imports.step_frame import StepFrame
from gui.imports.step_pages import StepPages
from gui.widgets.drop_area import local_files
from storage.errors import UserError
from storage.intake.apply.batch import load_batches
from storage.intake.report import unread_sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent

    from gui.imports.check.preview_lines import PlanLines
    from gui.session import Session
    from storage.intake.apply.batch import Batch
    from storage.intake.apply.batch_undo import UndoSummary


def save_received_files(session: Session, batch: Batch, parent: QWidget) -> None:
    """Ask for a folder and write the files of an import there as they were received."""
    chosen = QFileDialog.getExistingDirectory(parent, "原件存到哪个文件夹")
    if not chosen:
        return
    try:
        written = write_originals(session.store, batch, Path(chosen))
    except UserError as error:
        session.notify(str(error), "bad")
    else:
        session.notify(f"原件已存为{'、'.join(f'《{path.name}》' for path in written)}。")


class ImportPage(QWidget):
    """Shows one step at a time and moves between them; each step is a part of its own."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("page_import")
        self.setAcceptDrops(True)
        self._session = session
        self._work = Preparation(session, self)
        self._decisions = Decisions(self._work, self)
        self._at, self._reached = CHOOSE, CHOOSE
        self._wanted: int | None = None
        self._restored = False
        self._imported = False  # whether the plan shown was imported already
        self._pages = StepPages(session)
        self.choose, self.sheets = self._pages.choose, self._pages.sheets
        self.show_route = self.choose.show_route
        self.columns, self.values = self._pages.columns, self._pages.values
        self.check, self.compare, self.done = (
            self._pages.check,
            self._pages.compare,
            self._pages.done,
        )
        self.feedback = SchoolFeedback(session)
        self._parts = self._pages.in_order()
        self.undo_card = UndoCard(session)
        self.frame = StepFrame(session, self._parts, (self.undo_card, self.feedback))
        self.feedback.hide()
        self.action = self.frame.action
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.frame)
        self._connect()
        self._go(CHOOSE)

    def _connect(self) -> None:
        for keys, do in (("Ctrl+V", self._paste), (shortcuts.MAIN_ACTION, self.action.click)):
            shortcuts.bind(keys, self, do, within=True)
        self.frame.quit.clicked.connect(self.start_over)
        self.frame.back_requested.connect(self.step_back)
        self.frame.feedback_button.clicked.connect(self._toggle_feedback)
        self.action.clicked.connect(self._on_action)
        self.frame.steps.chosen.connect(self._go)
        self.choose.changed.connect(self._choose)
        for listed in (self.choose.batches, self.done.batches, self.done):
            listed.undo_requested.connect(self.undo_card.show_batch)
        self.undo_card.undone.connect(self._report_undone)
        self.undo_card.dismissed.connect(self._focus_step)
        for history in (self.choose.batches, self.done.batches):
            history.originals_requested.connect(
                lambda batch: save_received_files(self._session, batch, self)
            )
        self.check.skipped_requested.connect(lambda: self._go(SHEETS))
        self.done.again_requested.connect(self.start_over)
        self.done.people_requested.connect(
            lambda batch, outcome: self._session.go(batch_route(batch, outcome))
        )
        self.done.outcome_requested.connect(self._return_to_check)
        self._pages.connect(self._decisions)
        self._decisions.replan_requested.connect(lambda: self._plan(self._at))
        self.compare.missing.card.marked.connect(lambda: self._plan(COMPARE))
        self.choose.encoding_requested.connect(self._set_encoding)
        self.sheets.encoding_requested.connect(self._set_encoding)
        self.choose.password_given.connect(self._unlock)
        self._work.busy_changed.connect(lambda _busy: self._update_frame())
        self._work.decided.connect(self._update_frame)
        self._work.planned.connect(self._show_plan)
        self._work.senders_found.connect(self.choose.show_plan)
        self._work.applied.connect(self._show_done)
        self._session.writing_changed.connect(lambda _writing: self._list_batches())
        self._session.changed.connect(lambda _changes: self._list_batches())

    # steps

    def start_over(self) -> None:
        """Discard the draft and show the first step."""
        self._reached, self._wanted, self._imported = CHOOSE, None, False
        self._work.start_over()
        self._session.notice_withdrawn.emit(NOTICE_TOPIC)
        self.choose.clear()
        self.feedback.hide()
        self._go(CHOOSE)

    @Slot(int)
    def _go(self, step: int) -> None:
        if step >= CHECK and self._at < CHECK and self._work.stale and self._work.lines:
            self._plan(step)
            return
        moved = step != self._at
        self._at, self._reached = step, max(self._reached, step)
        self._pages.refresh(self._parts[step])
        self.frame.show_step(step)
        self._update_frame()
        self._focus_step(anew=moved)

    @Slot()
    def _on_action(self) -> None:
        """Run the primary action of the current step."""
        lines = self._work.lines
        if self._at == CHOOSE:
            self._plan(None)
        elif self._at < CHECK or (
            self._at == CHECK and lines is not None and needs_comparison(lines)
        ):
            self._go(self._at + 1)
        elif self._work.stale:
            self._session.notify(
                "台账刚才有改动，已经重新检查，请再看一眼。", "link", about=NOTICE_TOPIC
            )
            self._plan(self._at)
        else:
            self._run_or_notify(self._work.apply)

    def _plan(self, wanted: int | None) -> None:
        """Read and plan, then show the step `wanted`, or the first uncertain one for None."""
        self._wanted = wanted
        self._work.read()

    @Slot(object)
    def _show_plan(self, lines: PlanLines) -> None:
        self._pages.show_lines(lines, self._work.book)
        if self.feedback.isVisible():
            self.feedback.show_lines(lines, self._work.book)
        self._report_unread(lines)
        self._reached = last_open_step(lines)
        self._imported = False
        step = self._wanted if self._wanted is not None else first_uncertain_step(lines)
        self._go(min(step, self._reached))

    def _report_unread(self, lines: PlanLines) -> None:
        files = lines.plan.files
        failures = [one.failure for one in files if one.failure and not one.needs]
        first = self._wanted is None  # later on the check step lists them
        missed = [unread_sentence(sheet) for file in files for sheet in file.missed if first]
        self._session.notice_withdrawn.emit(NOTICE_TOPIC)
        if (failures or missed) and len(lines):  # else the list of files shows them
            tone = "bad" if failures else "warn"
            self._session.notify("；".join([*failures, *missed]), tone, about=NOTICE_TOPIC)

    # decisions

    def _choose(self) -> None:
        if self._decisions.set_files(self.choose.current_choice):
            self._reached = CHOOSE
        if self.choose.has_unread and not self._work.busy:
            self._work.find_senders()
        self._update_frame()

    @Slot(str, str)
    def _set_encoding(self, file: str, encoding: str) -> None:
        self._decisions.set_encoding(file, encoding)
        self._wanted = SHEETS  # the step that shows whether that was right

    @Slot(str, str)
    def _unlock(self, file: str, password: str) -> None:
        self._decisions.set_password(file, password)
        self._wanted = None

    @Slot()
    def step_back(self) -> None:
        """Undo the last decision and plan again."""
        what = self._work.step_back()
        if what:
            self._session.notify(f"已退回一步：{what}", "link", about=NOTICE_TOPIC)
            self._plan(self._at)

    @Slot()
    def _toggle_feedback(self) -> None:
        if self._work.lines is not None:
            self.feedback.show_lines(self._work.lines, self._work.book)
            self.feedback.setVisible(not self.feedback.isVisible())

    # applying, and undoing

    def _show_done(self, batch: Batch) -> None:
        self._imported = True
        self.done.show_batch(batch, self._work.lines, self._work.book)
        self._list_batches()
        self._go(DONE)

    @Slot(str)
    def _return_to_check(self, outcome: str) -> None:
        self._go(CHECK)
        self.check.show_outcome(outcome)

    @Slot(object, object)
    def _report_undone(self, batch: Batch, outlook: UndoSummary) -> None:
        self._session.notify(undo_report(batch, outlook), "warn" if outlook.staying else "good")
        if self._at == DONE and batch.id == self.done.batch_id:
            self.start_over()

    def _run_or_notify(self, do: Callable[[], object]) -> None:
        try:
            do()
        except UserError as error:
            self._session.notify(str(error), "bad", about=NOTICE_TOPIC)

    def _list_batches(self) -> None:
        if self.isVisible():
            busy = self._session.writing is not None
            found = load_batches(self._session.store)
            for listed in (self.choose.batches, self.done.batches):
                listed.show_batches(found, busy=busy)
            self.choose.remembered.refresh()
            self._update_frame()

    # state

    def _update_frame(self) -> None:
        lines, imported = self._work.lines, self._imported
        ready = self.frame.show_status(
            self._at, self._reached, lines, self.choose.sources, imported=imported
        )
        if self._at == CHOOSE and (blocker := self.choose.blocker):
            self.frame.head.set_status(blocker)
            ready = False
        self.frame.offer_undo(self._at, self._work.last_step)
        idle = not self._work.busy and self._session.writing is None
        self.action.setEnabled(ready and idle)  # `find_senders` does not make it busy

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._restore_draft()
        self._list_batches()
        if self._at == CHECK and self._work.stale and not self._work.busy:
            self._plan(CHECK)
        self._focus_step()

    def _restore_draft(self) -> None:
        """Restore, once, the draft that was left unfinished when the program was closed."""
        if self._restored:
            return
        self._restored = True
        if not self.choose.sources and self._work.restore_draft():
            self.choose.show_draft(self._work.draft)
            self._session.notify(
                "上次没有导完的名册放回来了，按“读取”接着做。", "link", about=NOTICE_TOPIC
            )
            self._update_frame()

    def _focus_step(self, *, anew: bool = False) -> None:
        """Move the keyboard to the step shown; always where it was entered `anew`."""
        part, holder = self._parts[self._at], self.focusWidget()
        if self.isVisible() and (anew or not (holder and part.isAncestorOf(holder))):
            (self.choose.drop.button if part is self.choose else part).setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()) and self._at in (CHOOSE, DONE):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._receive_files(local_files(event.mimeData()))
        event.acceptProposedAction()

    def _paste(self) -> None:
        """Add files copied in the file manager, or rows copied from a sheet."""
        if self._at not in (CHOOSE, DONE):
            return
        data = QGuiApplication.clipboard().mimeData()
        files = local_files(data)
        if files:
            self._receive_files(files)
        elif data.hasText() and "\n" in data.text().strip():
            if self._at == DONE:
                self.start_over()
            self.choose.paste(data.text())

    def _receive_files(self, files: list[Path]) -> None:
        if files and self._at == DONE:
            self.start_over()
        self.choose.drop.receive_files(files)
