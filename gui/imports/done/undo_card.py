"""撤销一次导入: a preview of its effects, the undo itself, and the records it retained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel

from gui.appearance import theme
from gui.formatting import format_logged_at
from gui.imports.import_state import batch_title, undo_effects
from gui.page_catalogue import page_with_table
from gui.session import Route
from gui.tasks import TaskResult
from gui.widgets.buttons import danger_button, link_button, quiet_button
from gui.widgets.card import Card
from gui.widgets.list.side_list import Entry, SideList
from storage.errors import UserError
from storage.intake.apply.batch_undo import summarize_undo, undo_import

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QKeyEvent, QShowEvent

    from gui.session import Session
    from storage.intake.apply.batch import Batch
    from storage.intake.apply.batch_undo import RetainedRecord, UndoSummary

MAX_HEIGHT = 190  # of the list, which scrolls beyond that
PREVIEWING = "正在看会怎样…"
REIMPORT_HINT = "撤销以后，同一份名册可以照样再导入。"
CHANGED_LATER, NOT_UNDONE = "保留，后来有人改过或删过", "撤销不了"


class UndoCard(Card):
    """Previews the undo of an import; nothing is done until its button is pressed.

    Signals:
        undone(batch, outlook): it was undone; the outlook lists the retained records
        dismissed(): the card was closed
    """

    undone = Signal(object, object)
    dismissed = Signal()

    def __init__(self, session: Session) -> None:
        close = link_button("收起")
        super().__init__("", close)
        self.setObjectName("undo_card")
        self._session = session
        self._batch: Batch | None = None
        self._retained: dict[int, RetainedRecord] = {}
        self._outdated = False  # whether the ledger changed while the card was hidden
        self._previews = 0  # counts previews: only the result of the last one is shown
        close.setObjectName("close_undo")
        close.clicked.connect(self.dismiss)
        self.title.setObjectName("undo_title")
        self._summary = QLabel()
        self._summary.setObjectName("undo_told")
        self._summary.setWordWrap(True)
        self._hint = QLabel(REIMPORT_HINT)
        self._hint.setProperty("role", "small")
        self.list = SideList()
        self.list.setObjectName("undo_kept")
        self.list.setAccessibleName("不会动的")
        self.list.setMaximumHeight(MAX_HEIGHT)
        self.list.itemClicked.connect(lambda _item: self._go())
        self.list.itemActivated.connect(lambda _item: self._go())
        self.undo_button = danger_button("撤销这次导入", "undo-2")
        self.undo_button.setObjectName("undo_now")
        self.undo_button.clicked.connect(self._undo)
        self.cancel_button = quiet_button("不撤销")
        self.cancel_button.setObjectName("undo_not")
        self.cancel_button.clicked.connect(self.dismiss)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        for widget in (self.undo_button, self.cancel_button, self._hint):
            row.addWidget(widget)
        row.addStretch()
        self.body.setSpacing(theme.GAP)
        self.body.addWidget(self._summary)
        self.body.addWidget(self.list)
        self.body.addLayout(row)
        session.changed.connect(self._on_changed)
        self.hide()

    def show_batch(self, batch: Batch) -> None:
        """Preview the undo of this import, and show its effects."""
        self._batch = batch
        self.title.setText(f"撤销 {format_logged_at(batch.at)} 导入的“{batch_title(batch)}”")
        self._preview()

    def _preview(self) -> None:
        batch = self._batch
        if batch is None:
            return
        self._previews += 1
        number, self._outdated = self._previews, False
        self._summary.setText(PREVIEWING)
        self._list_retained(())
        for widget in (self.undo_button, self.cancel_button, self._hint):
            widget.show()
        self.undo_button.setEnabled(False)
        self.show()
        self.cancel_button.setFocus()
        result = TaskResult()
        self._start_task("正在看撤销会怎样", result, lambda store, progress: summarize_undo(
            store, batch.id, progress
        ), lambda: self._show_preview(number, result))  # fmt: skip

    @Slot(object)
    def _on_changed(self, _changes: object = None) -> None:
        """Preview again after a change of the ledger, at once or when the card is shown again."""
        if not self.isVisible():
            self._outdated = True
        elif self.undo_button.isVisible() and self.undo_button.isEnabled():
            self._preview()

    def _show_preview(self, number: int, result: TaskResult) -> None:
        if number != self._previews or self._batch is None:
            return
        if not result.done:
            self.dismiss()
            return
        outlook: UndoSummary = result.value
        self._summary.setText(f"会{'，'.join(undo_effects(outlook))}。")
        self._list_retained(outlook.retained, outlook.unlisted)
        self.undo_button.setEnabled(True)
        self.undo_button.setFocus()

    @Slot()
    def _undo(self) -> None:
        batch = self._batch
        if batch is None:
            return
        self.undo_button.setEnabled(False)
        result = TaskResult()
        self._start_task("正在撤销导入", result, lambda store, progress: undo_import(
            store, batch.id, progress
        ), lambda: self._show_undone(batch, result))  # fmt: skip

    def _show_undone(self, batch: Batch, result: TaskResult) -> None:
        if not result.done:
            self.undo_button.setEnabled(True)
            return
        outlook: UndoSummary = result.value
        self._batch = None
        self.undone.emit(batch, outlook)
        if not outlook.retained:
            self.hide()
            return
        self.title.setText(f"已撤销“{batch_title(batch)}”的导入，这些没有动")
        self._summary.setText(f"已{'，'.join(undo_effects(outlook))}。")
        self._list_retained(outlook.retained, outlook.unlisted)
        for widget in (self.undo_button, self.cancel_button, self._hint):
            widget.hide()
        self.show()

    def _start_task(
        self,
        title: str,
        result: TaskResult,
        work: Callable[..., UndoSummary],
        on_closed: Callable[[], object],
    ) -> None:
        try:
            task = self._session.write(title, result.wrap(work))
        except UserError as error:
            self._session.notify(str(error), "bad")
            self.hide()
            return
        result.when_closed(task, on_closed)

    def _list_retained(self, records: tuple[RetainedRecord, ...], unlisted: int = 0) -> None:
        self._retained = dict(enumerate(records))
        entries = list(_entries(records, unlisted))
        self.list.show_entries(entries)
        self.list.setVisible(bool(entries))
        height = sum(self.list.sizeHintForRow(at) for at in range(self.list.count()))
        self.list.setFixedHeight(min(height + theme.GAP, MAX_HEIGHT))

    def _go(self) -> None:
        """Open the chosen retained record in its ledger."""
        one = self._retained.get(self.list.chosen_key())
        if one is not None and one.title:
            self._session.go(
                Route(page_with_table(one.table), table=one.table.name, record_id=one.record_id)
            )

    @Slot()
    def dismiss(self) -> None:
        """Close the card without an undo."""
        self._batch = None
        self._previews += 1
        self.hide()
        self.dismissed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._outdated:
            self._preview()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)


def _entries(records: tuple[RetainedRecord, ...], unlisted: int) -> Iterator[Entry]:
    """Yield the records changed later, then those that cannot be undone, under headings."""
    for heading, later in ((CHANGED_LATER, True), (NOT_UNDONE, False)):
        listed = [(at, one) for at, one in enumerate(records) if one.since is later]
        if listed:
            yield Entry(f"{heading} {len(listed)}")
        for at, one in listed:
            name = one.title or "（已删除）"
            number = one.table.number(one.record_id)
            yield Entry(f"{one.table.label}　{name}　{number}", at, detail=one.reason)
    if unlisted:
        yield Entry(f"还有 {unlisted:,} 条没有列出")
