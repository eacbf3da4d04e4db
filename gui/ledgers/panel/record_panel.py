"""The panel next to a grid: one record's form, lists and history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from gui import shortcuts
from gui.appearance import theme
from gui.ledgers.panel.panel_head import PanelHead
from gui.ledgers.panel.panel_tabs import common_tabs
from gui.widgets.buttons import primary_button, quiet_button, tool_button
from gui.widgets.form.record_form import RecordForm
from storage.counting.save_checks import parse_and_check
from storage.errors import Invalid, UserError
from storage.store import listing
from storage.store.edit import Change

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QKeyEvent

    from gui.ledgers.panel.panel_tabs import PanelTab
    from gui.session import Session
    from storage.model.schema import Table
    from storage.store.edit import Changes
    from storage.store.listing import Row


TAB_THRESHOLDS = (6, 8)  # more stand closer together, and closer still


class RecordPanel(QFrame):
    """Shows a record and saves the changes made in its form.

    Signals:
        saved(record id), removed(), closed(): the panel should go away
    """

    saved = Signal(int)
    removed = Signal()
    closed = Signal()

    def __init__(
        self,
        session: Session,
        table: Table[Any],
        groups: Sequence[tuple[str, Sequence[str]]],
        subtitle: Sequence[str] = (),
        tabs: Sequence[PanelTab] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setProperty("role", "card")
        self.setFixedWidth(theme.PANEL)
        self.table = table
        self.record_id: int | None = None
        self._session = session
        self._row: Row[Any] | None = None
        self.head = PanelHead(session, table, subtitle)
        self._bar = QTabBar(self)
        self._stack = QStackedWidget(self)
        self._tabs = (*tabs, *common_tabs(table))
        self._parts: dict[int, Any] = {}  # of the tabs that were opened
        self._placeholders: dict[int, QWidget] = {}  # for the tabs not opened yet
        self._save_button = primary_button("保存")
        self._discard_button = quiet_button("放弃")
        self._remove_button = tool_button(
            "trash-2", f"删除这条{table.label}（Delete）", role="second"
        )
        self._state = QLabel()
        self._lay_out()
        self.form = self._add_form(groups)
        self._add_tabs()
        self._connect()
        self._update_state()

    def _add_form(self, groups: Sequence[tuple[str, Sequence[str]]]) -> RecordForm:
        """Build from the outside in: a style sheet is applied again on every change of parent."""
        area = QScrollArea(self._stack)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget(area)
        inside.setProperty("role", "plain")
        area.setWidget(inside)
        self._stack.addWidget(area)
        form = RecordForm(self._session, self.table, groups, inside)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.GAP, 0)
        column.addWidget(form)
        return form

    def _add_tabs(self) -> None:
        self._bar.addTab("基本")
        for at, tab in enumerate(self._tabs, 1):
            self._bar.addTab(tab.label)
            self._placeholders[at] = QWidget(self._stack)
            self._stack.addWidget(self._placeholders[at])

    @Slot(int)
    def _open_tab(self, at: int) -> None:
        """Show a tab; its widget is built when the tab is first opened."""
        if at and at not in self._parts:
            part = self._parts[at] = self._tabs[at - 1].make(self._session)
            self._stack.insertWidget(at, part)
            self._stack.removeWidget(self._placeholders.pop(at))
            part.show_record(self._row)
        self._stack.setCurrentIndex(at)

    def _lay_out(self) -> None:
        self._bar.setObjectName("panel_tabs")
        self._bar.setExpanding(False)
        self._bar.setDrawBase(False)
        self._bar.setProperty("many", sum(len(self._tabs) > at for at in TAB_THRESHOLDS))
        self._bar.setAccessibleName("这条记录的各页")
        self._save_button.setObjectName("save")
        self._save_button.setToolTip("Ctrl+S 或回车")
        self._discard_button.setObjectName("discard")
        self._remove_button.setObjectName("remove")
        self._state.setObjectName("panel_state")
        self._state.setProperty("role", "small")
        foot = QHBoxLayout()
        foot.setSpacing(theme.GAP)
        foot.addWidget(self._remove_button)
        foot.addWidget(self._state, 1)
        foot.addWidget(self._discard_button)
        foot.addWidget(self._save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MARGIN, theme.SPACE, theme.GAP, theme.SPACE)
        column.setSpacing(theme.GAP)
        column.addWidget(self.head)
        column.addWidget(self._bar)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._bar.currentChanged.connect(self._open_tab)
        self.head.closed.connect(self.close_panel)
        self.form.edited.connect(self._update_state)
        self.form.submitted.connect(self.save)
        self._save_button.clicked.connect(self.save)
        self._discard_button.clicked.connect(self.discard)
        self._remove_button.clicked.connect(self.remove)
        self._session.changed.connect(self._on_changed)
        self._session.quarter_changed.connect(lambda _quarter: self._load())
        self._session.writing_changed.connect(lambda _writing: self._update_state())

    # showing

    def show_record(self, record_id: int, *, from_grid: bool = False) -> bool:
        """Show a record after saving pending changes; False if those have problems."""
        if record_id == self.record_id and self._row is not None:
            return True
        if not self.save_pending(keep_focus=from_grid):
            return False
        self.record_id = record_id
        self._load()
        return True

    def show_new(self, preset: Mapping[str, object] | None = None) -> bool:
        """Show an empty form after saving pending changes; False if those have problems."""
        if not self.save_pending():
            return False
        self.record_id = None
        self._show(None, preset)
        self._bar.setCurrentIndex(0)
        self.form.focus_first()
        return True

    def save_pending(self, *, keep_focus: bool = False) -> bool:
        """Save pending changes before something else is shown; False if they have problems.

        The first problem is focused, unless `keep_focus` leaves the focus where it is.
        """
        return not self.form.dirty() or self._save_draft(keep_focus=keep_focus) is not None

    def _load(self) -> None:
        if self.record_id is None:
            return
        on = self._session.quarter.cut_off
        rows = listing.rows_of(self._session.store, self.table, [self.record_id], on)
        if rows:
            self._show(rows[0], None)
        else:
            self._clear()

    def _show(self, row: Row[Any] | None, preset: Mapping[str, object] | None) -> None:
        self._row = row
        self.head.show_record(row)
        self.form.set_quiet(row is not None)
        self.form.show_record(row, preset)
        for part in self._parts.values():
            part.show_record(row)
        for at in range(1, self._bar.count()):
            self._bar.setTabEnabled(at, row is not None)
        self._update_state()

    def _clear(self) -> None:
        self.record_id = self._row = None
        self.form.show_record(None)
        self.closed.emit()

    @Slot()
    def _update_state(self) -> None:
        new = self._row is None
        dirty = self.form.dirty() or new
        writing = self._session.writing is not None
        self._save_button.setVisible(dirty)
        self._save_button.setEnabled(not writing)
        self._discard_button.setVisible(dirty)
        self._remove_button.setVisible(not dirty and not self.table.append_only)
        self._remove_button.setEnabled(not writing)
        settled = "" if new or not self.table.append_only else "只增不改；记错了请加一条更正"
        self._state.setText("未保存" if dirty and not new else settled)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if self.record_id is None or self.form.dirty():
            return
        mine = [c for c in changes if isinstance(c, Change) and c.table is self.table]
        if any(c.record_id == self.record_id and c.after is None for c in mine):
            self._clear()
        elif not mine or any(c.record_id == self.record_id for c in mine):
            self._load()

    # actions

    @Slot()
    def save(self) -> bool:
        """Save the form; with problems nothing is saved. Returns whether it was saved."""
        number = self._save_draft()
        if number is not None:
            self.saved.emit(number)
        return number is not None

    def _save_draft(self, *, keep_focus: bool = False) -> int | None:
        store, table = self._session.store, self.table
        verb = "新增" if self.record_id is None else "修改"
        try:
            record = parse_and_check(store, table, self.form.draft(), self.record_id)
            with self._session.edit(f"{verb}{table.label} {store.title_of(table, record)}") as edit:
                number = edit.save(table, record)
        except Invalid as error:
            self._bar.setCurrentIndex(0)
            self.form.show_problems(error.problems)
            if keep_focus:
                self._session.notify(
                    f"右边的详情还没有填好：{error}。改好或放弃之后，再看别的。", "warn"
                )
            else:
                self.form.focus_first()
            return None
        except UserError as error:
            self._session.notify(str(error), "bad")
            return None
        self.record_id = number
        self._load()
        return number

    @Slot()
    def discard(self) -> None:
        """Discard what was typed."""
        if self.record_id is None:
            self._clear()
        else:
            self._load()

    @Slot()
    def remove(self) -> None:
        """Remove the record; the notice bar offers to undo that."""
        if self.record_id is None or self._row is None:
            return
        if self._session.remove(self.table, [self.record_id]):
            self.removed.emit()

    @Slot()
    def close_panel(self) -> None:
        """Save changes and close; stay open if they have problems. A new record is discarded."""
        if self.record_id is None or self.save_pending():
            self._clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if shortcuts.is_pressed(event, shortcuts.CLOSE):
            self.close_panel()
        elif shortcuts.is_pressed(event, shortcuts.SAVE):
            self.save()
        else:
            super().keyPressEvent(event)
