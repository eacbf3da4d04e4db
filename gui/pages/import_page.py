"""导入: a school's files become records, step by step and never in a dialog."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gui import theme
from gui.pages.intake.check import CheckPart
from gui.pages.intake.choose import ChoosePart
from gui.pages.intake.columns import ColumnsPart
from gui.pages.intake.done import DonePart
from gui.pages.intake.preparation import Preparation
from gui.pages.intake.sheets import SheetsPart
from gui.pages.intake.state import (
    CHECK,
    CHOOSE,
    COLUMNS,
    DONE,
    NAMES,
    SHEETS,
    deed,
    first_doubt,
    place_of,
    seen_told,
    sentence,
    title,
    undone_told,
)
from gui.widgets.buttons import primary_button, quiet_button
from gui.widgets.drop_area import local_files
from gui.widgets.page_head import PageHead
from gui.widgets.steps import Steps
from storage.errors import UserError
from storage.intake.batch import batches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent

    from gui.models.preview_lines import Lines
    from gui.pages.intake.draft import SheetKey
    from gui.session import Session
    from storage.intake.batch import Batch
    from storage.intake.plan import Plan
    from storage.undo import Undone


class ImportPage(QWidget):
    """Moves between the steps; each part shows one of them."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("page_import")
        self.setAcceptDrops(True)
        self._session = session
        self._work = Preparation(session, self)
        self._at, self._reached = CHOOSE, CHOOSE
        self._wanted: int | None = None
        self.head = PageHead("导入花名册")
        self.steps = Steps(NAMES)
        self.choose = ChoosePart(session)
        self.sheets = SheetsPart()
        self.columns = ColumnsPart()
        self.check = CheckPart(session)
        self.done = DonePart()
        self._stack = QStackedWidget()
        self._parts = (self.choose, self.sheets, self.columns, self.check, self.done)
        for part in self._parts:
            self._stack.addWidget(part)
        self._quit = quiet_button("放弃")
        self._quit.setObjectName("give_up")
        self._quit.setToolTip("放下这份名册，什么也不导入")
        self.deed = primary_button("读取")
        self.deed.setObjectName("deed")
        self.deed.setToolTip("Ctrl+Enter")
        for button in (self._quit, self.deed):
            self.head.add(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.MARGIN, theme.EDGE, theme.MARGIN)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.head)
        column.addWidget(self.steps)
        column.addWidget(self._stack, 1)
        self._connect()
        self._go(CHOOSE)

    def _connect(self) -> None:
        for keys, do in (("Ctrl+V", self._paste), ("Ctrl+Return", self.deed.click)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)
        self._quit.clicked.connect(self.begin)
        self.deed.clicked.connect(self._act)
        self.steps.chosen.connect(self._go)
        self.choose.changed.connect(self._choose)
        self.choose.batches.undo_wanted.connect(self.undo)
        self.sheets.header_wanted.connect(lambda key, row: self._decide([key], header_row=row))
        self.sheets.used_wanted.connect(lambda key, used: self._decide([key], used=used))
        for part in (self.choose, self.sheets):
            part.encoding_wanted.connect(self._read_as)
        self.columns.decided.connect(self._map)
        self.check.policy_wanted.connect(self._follow)
        self.check.skipped_wanted.connect(lambda: self._go(SHEETS))
        self.done.undo_wanted.connect(self.undo)
        self.done.again_wanted.connect(self.begin)
        self.done.people_wanted.connect(lambda *kept: self._session.go(place_of(*kept)))
        self.done.outcome_wanted.connect(self._look_again)
        self._work.busied.connect(lambda _busy: self._tell())
        self._work.planned.connect(self._show_plan)
        self._work.opened.connect(self.sheets.show_books)
        self._work.kept.connect(self._finish)
        self._work.undone.connect(self._tell_undone)
        self._session.writing_changed.connect(lambda _writing: self._list_batches())
        self._session.changed.connect(lambda _changes: self._list_batches())

    # the steps

    def begin(self) -> None:
        """Put everything down and begin anew."""
        self._reached, self._wanted = CHOOSE, None
        self._work.begin()
        self.choose.clear()
        self._go(CHOOSE)

    @Slot(int)
    def _go(self, step: int) -> None:
        if step == CHECK and self._work.stale and self._work.lines and self._reached < DONE:
            self._plan(CHECK)
            return
        self._at, self._reached = step, max(self._reached, step)
        self._stack.setCurrentIndex(step)
        if step == SHEETS and self._work.lines is not None:
            self._work.open_books()
        self._tell()
        self._take_keys()

    @Slot()
    def _act(self) -> None:
        """Do what the primary button says."""
        if self._at == CHOOSE:
            self._plan(None)
        elif self._at in (SHEETS, COLUMNS):
            self._go(self._at + 1)
        elif self._work.stale:
            self._session.say("台账刚才有改动，已经重新检查，请再看一眼。", "link")
            self._plan(CHECK)
        else:
            self._try(self._work.keep)

    def _plan(self, wanted: int | None) -> None:
        """Read and plan, then show that step, or without one whichever needs a look."""
        self._wanted = wanted
        self._work.read()

    @Slot(object)
    def _show_plan(self, lines: Lines) -> None:
        plan = lines.plan
        failures = {file.name: file.failure for file in plan.files if file.failure}
        self.choose.show_failures(failures)
        self.sheets.show_plan(plan)
        self.columns.show_plan(plan)
        self.check.show_lines(lines)
        self._warn(plan, failures)
        readable = any(file.sheets for file in plan.files)
        self._reached = CHECK if len(lines) else SHEETS if readable else CHOOSE
        step = self._wanted if self._wanted is not None else first_doubt(plan)
        self._go(min(step, self._reached))

    def _warn(self, plan: Plan, failures: Mapping[str, str]) -> None:
        seen = seen_told(plan)
        if failures:
            self._session.say("；".join(failures.values()), "bad")
        elif seen and self._wanted is None:
            self._session.say(seen, "warn")

    # decisions

    @Slot()
    def _choose(self) -> None:
        draft = self._work.draft
        chosen = (self.choose.paths, self.choose.unit_name)
        if (draft.paths, draft.unit_name) == chosen:
            return
        self._work.forget()
        paths, unit = chosen
        self._work.change(dataclasses.replace(draft, paths=paths, unit_name=unit))
        self._reached = CHOOSE
        self._tell()

    def _decide(self, keys: Iterable[SheetKey], **facts: Any) -> None:
        draft = self._work.draft
        for key in keys:
            draft = draft.deciding(key, **facts)
        self._work.change(draft)
        self._plan(self._at)

    @Slot(object, object)
    def _map(self, keys: Iterable[SheetKey], columns: Mapping[int, str]) -> None:
        draft = self._work.draft
        for key in keys:
            before = draft.sheets[key].columns if key in draft.sheets else {}
            draft = draft.deciding(key, columns={**before, **columns})
        self._work.change(draft)

    @Slot(str, str)
    def _read_as(self, file: str, encoding: str) -> None:
        self._work.change(self._work.draft.reading(file, encoding))
        self._plan(SHEETS)  # where it shows whether that was right

    @Slot(str)
    def _follow(self, policy: str) -> None:
        self._work.change(dataclasses.replace(self._work.draft, policy=policy))
        self._plan(CHECK)

    # keeping, and taking back

    def _finish(self, batch: Batch) -> None:
        self.done.show_batch(batch)
        self._list_batches()
        self._go(DONE)

    @Slot(str)
    def _look_again(self, outcome: str) -> None:
        self._go(CHECK)
        self.check.show_outcome(outcome)

    def undo(self, batch: Batch) -> None:
        """Take an import back."""
        self._try(lambda: self._work.undo(batch))

    @Slot(object, object)
    def _tell_undone(self, batch: Batch, result: Undone) -> None:
        self._session.say(undone_told(batch, result), "warn" if result.kept else "good")
        if self._at == DONE:
            self.begin()

    def _try(self, do: Callable[[], object]) -> None:
        try:
            do()
        except UserError as error:
            self._session.say(str(error), "bad")

    def _list_batches(self) -> None:
        if self.isVisible():
            busy = self._session.writing is not None
            self.choose.batches.show_batches(batches(self._session.store), busy=busy)
            self._tell()

    # what is told

    def _tell(self) -> None:
        lines = self._work.lines
        self.steps.show_place(self._at, self._reached)
        self.head.set_title(title(lines))
        self.head.say(sentence(lines) or "先看清每一行会怎样，再决定导入；导入以后也能整批撤销。")
        self.deed.setVisible(self._at != DONE)
        self._quit.setVisible(self._at != DONE and bool(self.choose.paths))
        text, ready = deed(self._at, self._reached, lines, self.choose.paths)
        self.deed.setText(text)
        self.deed.setAccessibleName(text)
        idle = not self._work.busy and self._session.writing is None
        self.deed.setEnabled(ready and idle)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._list_batches()
        if self._at == CHECK:
            self._go(CHECK)
        self._take_keys()

    def _take_keys(self) -> None:
        """Have the keyboard work in the step that is shown."""
        part, holder = self._parts[self._at], self.focusWidget()
        if self.isVisible() and not (holder and part.isAncestorOf(holder)):
            (self.choose.drop.button if part is self.choose else part).setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()) and self._at in (CHOOSE, DONE):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._take(local_files(event.mimeData()))
        event.acceptProposedAction()

    def _paste(self) -> None:
        """Take files that were copied in the file manager."""
        if self._at in (CHOOSE, DONE):
            self._take(local_files(QGuiApplication.clipboard().mimeData()))

    def _take(self, files: list[Path]) -> None:
        if files and self._at == DONE:
            self.begin()
        self.choose.drop.take(files)
