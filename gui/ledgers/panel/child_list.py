"""The records that belong to the one in the panel: a small grid, and a form to add to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.appearance import theme
from gui.ledgers.panel.people_adder import PeopleAdder
from gui.models.record_table import RecordTable
from gui.widgets.buttons import link_button, primary_button, quiet_button
from gui.widgets.form.record_form import RecordForm
from gui.widgets.grid.record_grid import RecordGrid
from gui.widgets.scroll_area import fitted_scroll_area, flush_scroll_area
from storage.counting.save_checks import parse_and_check
from storage.errors import Invalid, UserError
from storage.store import listing
from storage.store.listing import Filter, Query

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent

    from gui.session import Session
    from gui.widgets.form.editors import Editor
    from storage.model.schema import Column, Table
    from storage.store.listing import Row

    Preset = Callable[[Session, Row[Any]], Mapping[str, object]]

QWIDGETSIZE_MAX = 2**24 - 1  # Qt's word for no limit


class ChildStack(QWidget):
    """Shows several lists, each under its title."""

    def __init__(self, lists: Sequence[tuple[str, ChildList]]) -> None:
        super().__init__()
        self.lists = tuple(one for _, one in lists)
        self._heads: list[QLabel] = []
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP // 2)
        for title, one in lists:
            head = QLabel(title)
            head.setProperty("role", "group")
            head.setIndent(0)
            column.addWidget(head)
            column.addWidget(one, 1)
            one.writing_changed.connect(partial(self._update_room, one))
            self._heads.append(head)
        self._area, self._writing = flush_scroll_area(inside), False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)

    def _update_room(self, open_list: ChildList, writing: bool) -> None:
        """Hide the other lists while a form is open in one."""
        for head, one in zip(self._heads, self.lists, strict=True):
            for part in (head, one):
                part.setVisible(one is open_list or not writing)
        self._writing = writing
        self._limit_height()

    def _limit_height(self) -> None:
        """Limit an open form to the visible height, so that its buttons stay in sight."""
        most = self._area.viewport().height() if self._writing else QWIDGETSIZE_MAX
        self._area.inside.setMaximumHeight(most)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._limit_height()

    def show_record(self, row: Row[Any] | None) -> None:
        """List the records that belong to another parent."""
        for one in self.lists:
            one.show_record(row)


class ChildList(QWidget):
    """`link` is the field that points to the record in the panel; `person` one that names people.

    With `person`, people are added by name or from pasted names, else by a small form. `preset`
    returns the values of a new record from the one in the panel; `shared` fields are filled in
    once for all people added. `noun` replaces the label of the table. `form` replaces `ChildForm`.

    Signals:
        writing_changed(whether a form or the field for pasted names is open)
    """

    writing_changed = Signal(bool)

    def __init__(
        self,
        session: Session,
        table: Table[Any],
        link: str,
        columns: Sequence[str],
        fields: Sequence[str],
        person: str = "",
        order: str = "",
        preset: Preset | None = None,
        shared: Sequence[str] = (),
        noun: str = "",
        form: Callable[[Session, Table[Any], Sequence[str]], ChildForm] | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName(f"child_{table.name}")
        self._session = session
        self._table, self._link, self._person, self._order = table, link, person, order
        self._preset = preset
        self._noun = noun or table.label
        self._parent: Row[Any] | None = None
        self._parent_id: int | None = None
        self._stale, self._listed, self._writing = False, True, False
        self._model = RecordTable(session, table, columns, None, self)
        self.grid = RecordGrid(session, self._model, columns, f"{table.name}_of_{link}")
        self._count_label = QLabel()
        self._count_label.setProperty("role", "small")
        self._adder = PeopleAdder(session) if person else None
        self._shared = RecordForm(session, table, (("", tuple(shared)),)) if shared else None
        self._form = (form or ChildForm)(session, table, fields)
        self._add_button = link_button("＋ 添加")
        self._add_button.setObjectName(f"add_{table.name}")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        """Lay out the forms at the top, their buttons below, and the list in the remaining room."""
        head = QHBoxLayout()
        head.addWidget(self._count_label, 1)
        head.addWidget(self._add_button)
        if self._person:
            self._add_button.hide()
        above = QWidget()
        above.setProperty("role", "plain")
        upper = QVBoxLayout(above)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(theme.GAP)
        for part in (self._shared, self._adder):
            if part is not None:
                upper.addWidget(part)
        upper.addLayout(head)
        upper.addWidget(self._form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(fitted_scroll_area(above))
        for writer in self._writers():
            column.addWidget(writer.foot)
        column.addWidget(self.grid, 1)
        column.addStretch(0)  # holds the forms at the top while the list is empty
        self.grid.setMinimumHeight(theme.MIN_LIST)
        self._form.hide()

    def _writers(self) -> tuple[PeopleAdder | ChildForm, ...]:
        """The parts with which records are added; each has its buttons in a foot of its own."""
        return (self._form,) if self._adder is None else (self._adder, self._form)

    def _connect(self) -> None:
        self._model.count_changed.connect(self._show_count)
        self._add_button.clicked.connect(lambda: self._edit(None))
        self._form.submitted.connect(self._save)
        for writer in self._writers():
            writer.opened.connect(lambda _opened: self._update_room())
        self.grid.opened.connect(self._open)
        self.grid.removal_requested.connect(
            lambda: self._session.remove(self._table, self.grid.selected_ids())
        )
        if self._adder is not None:
            self._adder.picked.connect(self._add_people)

    def show_record(self, row: Row[Any] | None) -> None:
        """List the records that belong to another parent."""
        parent_id = row.record.id if row else None
        self._parent = row
        if parent_id == self._parent_id:
            return
        self._parent_id = parent_id
        if self._shared is not None:
            self._shared.show_record(None, self._defaults())
        self._form.hide()
        self._stale = True
        if self.isVisible():
            self._load()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._load()

    def _load(self) -> None:
        self._stale = False
        filters = (Filter(self._link, "is", self._parent_id or 0),)
        query = Query(
            self._table,
            filters=filters,
            order=self._order,
            descending=bool(self._order),
            on=self._session.quarter.cut_off,
        )
        self._model.set_query(query)

    @Slot(int)
    def _show_count(self, total: int) -> None:
        unit = self._table.unit
        self._count_label.setText(f"共 {total:,} {unit}" if total > 0 else f"还没有{self._noun}")
        self._listed = total != 0
        self._update_room()

    def _update_room(self) -> None:
        """Hide the list while a form is open above it: there is room for one."""
        writing = any(writer.foot.isVisibleTo(self) for writer in self._writers())
        self.grid.setVisible(self._listed and not writing)
        if writing != self._writing:
            self._writing = writing
            self.writing_changed.emit(writing)

    @Slot()
    def _open(self) -> None:
        row = self._model.row(self.grid.currentIndex().row())
        if row is not None:
            self._edit(row)

    def _edit(self, row: Row[Any] | None) -> None:
        self._form.show_record(row, self._defaults())

    def _defaults(self) -> dict[str, object]:
        """The values of a new record: its preset and the link to its parent."""
        more = self._preset(self._session, self._parent) if self._preset and self._parent else {}
        return {**more, self._link: self._parent_id}

    @Slot()
    def _save(self) -> None:
        store, table, form = self._session.store, self._table, self._form
        try:
            record = parse_and_check(store, table, form.draft(), form.record_id)
            verb = "新增" if form.record_id is None else "修改"
            with self._session.edit(f"{verb}{table.label}") as edit:
                edit.save(table, record)
        except Invalid as error:
            form.show_problems(error.problems)
        except UserError as error:
            self._session.notify(str(error), "bad")
        else:
            form.hide()
            self.grid.setFocus()

    @Slot(object)
    def _add_people(self, ids: list[int]) -> None:
        store, table = self._session.store, self._table
        filters = (Filter(self._link, "is", self._parent_id or 0),)
        there = {
            getattr(row.record, self._person)
            for row in listing.every(store, Query(table, filters=filters))
        }
        new = [number for number in dict.fromkeys(ids) if number not in there]
        if not new:
            self._session.notify(f"{len(ids)} 人都已经在名单里了。", "link")
            return
        given = self._shared.draft() if self._shared else self._defaults()
        try:
            with self._session.edit(f"加入{table.label} {len(new)} 人") as edit:
                for number in new:
                    edit.save(table, parse_and_check(store, table, {**given, self._person: number}))
        except Invalid as error:
            if self._shared is None:
                self._session.notify(str(error), "bad")
            else:
                self._shared.show_problems(error.problems)
                self._shared.focus_first()
        except UserError as error:
            self._session.notify(str(error), "bad")


class ChildForm(QFrame):
    """A small form under the head of the list; `foot` holds its buttons, outside the scroll area.

    Signals:
        submitted(), opened(whether it is shown)
    """

    submitted = Signal()
    opened = Signal(bool)

    def __init__(
        self,
        session: Session,
        table: Table[Any],
        fields: Sequence[str],
        editors: Mapping[str, Callable[[Session, Column], Editor]] | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("role", "sunken")
        self.record_id: int | None = None
        self._form = RecordForm(session, table, (("", tuple(fields)),), None, editors)
        self._form.submitted.connect(self.submitted)
        save = primary_button("保存")
        save.setObjectName("save_child")
        save.clicked.connect(self.submitted)
        drop = quiet_button("取消")
        drop.clicked.connect(self.hide)
        self.foot = QWidget()
        foot = QHBoxLayout(self.foot)
        foot.setContentsMargins(0, 0, theme.GAP, 0)
        foot.setSpacing(theme.GAP)
        foot.addStretch(1)
        foot.addWidget(drop)
        foot.addWidget(save)
        self.foot.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        column.addWidget(self._form)

    def show_record(self, row: Row[Any] | None, preset: Mapping[str, object]) -> None:
        """Show a record, or an empty form filled in with `preset`."""
        self.record_id = row.record.id if row else None
        self._form.show_record(row, preset)
        self.show()
        self._form.focus_first()

    def draft(self) -> dict[str, object]:
        """Return the texts typed, by field name."""
        return self._form.draft()

    def show_problems(self, problems: Any) -> None:
        """Show each problem under its field and focus the first."""
        self._form.show_problems(problems)
        self._form.focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        self.foot.setVisible(visible)
        self.opened.emit(visible)
