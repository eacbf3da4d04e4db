"""The result of a comparison: a tab for each list of people, and one for the changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from exports.platform_lists import RECONCILIATION_LISTS, full_text, on_screen
from gui.appearance import theme
from gui.imports.check.link_names import LinkNames
from gui.imports.compare.change_grid import ChangeGrid
from gui.imports.compare.change_table import ChangeTable
from gui.imports.reconcile.people_table import PeopleColumn, PeopleTable
from gui.widgets.buttons import link_button
from gui.widgets.empty_state import EmptyState
from gui.widgets.grid.table_style import apply_table_style, fit_columns, sampled_rows
from gui.widgets.list.chip_row import ChipRow
from storage.intake.rows.import_plan import PlannedRow

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from exports.platform_lists import ListColumn, ReconciliationList
    from gui.imports.reconcile.comparison_task import ComparisonResult
    from gui.session import Session

Index = QModelIndex | QPersistentModelIndex
MAX_WIDTH = 240


class PeopleGrid(QTableView):
    """A grid of people.

    Signals:
        opened(row): Enter or a double click on a row
    """

    opened = Signal(int)

    def __init__(self, model: PeopleTable) -> None:
        super().__init__()
        self._model = model
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        apply_table_style(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def fit_columns(self) -> None:
        """Make each column as wide as what its first rows show, within bounds."""
        model = self._model
        self.horizontalHeader().setStretchLastSection(not model.numeric(model.columnCount() - 1))
        fit_columns(self, sampled_rows(self), MAX_WIDTH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.opened.emit(row)
        else:
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    """Paints a text on the ground of its row."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("link_soft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.colour("hover"))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, theme.colour("hairline"))
        font = theme.font()
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        inside = area.adjusted(theme.CELL, 0, -theme.CELL, -1)
        text = QFontMetrics(font).elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, inside.width()
        )
        painter.drawText(inside, index.data(Qt.ItemDataRole.TextAlignmentRole), text)
        painter.restore()


FILL = "fill"
FILL_LABEL = "会填入"
BY_NAME = {one.name: one for one in RECONCILIATION_LISTS}
LIST, CHANGES, NONE = range(3)
HINTS = {
    "only_there": "双击或回车，照这一行登记一个人；要登记的人多，把这份名单当花名册导入。",
    "only_here": "双击或回车，到台账里看这个人。可能是还没注册、已注销，或平台上的证件号写错了。",
    "hours": "双击或回车，到台账里看这个人的时长流水。",
    "unclear": "双击或回车，到台账里看可能是他的那个人。",
    FILL: "打了勾的按平台的记入台账。可以选好多行，按空格一起打勾。",
}
EMPTY_TEXTS = {
    "only_there": "平台名单里的人，台账里都有。",
    "only_here": "台账里已注册的人，平台名单里都有。",
    "hours": "两边的时长都一样，或台账里还没有服务记录。",
    "unclear": "每一行是谁都清楚。",
    FILL: "平台有的，台账里都已经有了。",
}


class ReconcileLists(QWidget):
    """Tabs over a grid.

    Signals:
        ticked(offers, accepted): the platform's values are to be applied, or not
        opened(entry): an entry of a list: a row of the export, or a person
        roster_requested(): the export is to be imported as a roster
    """

    ticked = Signal(object, bool)
    opened = Signal(object)
    roster_requested = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._result: ComparisonResult | None = None
        self._tab = RECONCILIATION_LISTS[0].name
        self._names = LinkNames(session)
        self.tabs = ChipRow()
        self.tabs.set_views(
            [*((one.name, one.label) for one in RECONCILIATION_LISTS), (FILL, FILL_LABEL)]
        )
        self.tabs.view_chosen.connect(self.show_tab)
        self.table, self.changes = PeopleTable(self), ChangeTable(self)
        self.changes.ticked.connect(self.ticked)
        self.grid = PeopleGrid(self.table)
        self.grid.setObjectName("found_grid")
        self.grid.opened.connect(lambda row: self.opened.emit(self.table.person_at(row)))
        self.change_grid = ChangeGrid(self.changes)
        self._empty = EmptyState()
        for model in (self.table, self.changes):
            model.set_masked(session.masked)
            session.masked_changed.connect(model.set_masked)
        self._stack = QStackedWidget()
        for widget in (self.grid, self.change_grid, self._empty):
            self._stack.addWidget(widget)
        self._lay_out()

    def _lay_out(self) -> None:
        self._summary = QLabel()
        self._summary.setObjectName("list_told")
        self._summary.setProperty("role", "second")
        self._hint = QLabel()
        self._hint.setProperty("role", "small")
        self._roster = link_button("当花名册导入…")
        self._roster.setObjectName("as_roster")
        self._roster.clicked.connect(self.roster_requested)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.SPACE, theme.GAP // 2, theme.GAP, theme.GAP // 2)
        foot.addWidget(self._hint)
        foot.addWidget(self._roster)
        foot.addStretch(1)
        line = QFrame()
        line.setProperty("role", "line")
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self._stack, 1)
        inside.addWidget(line)
        inside.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.tabs)
        column.addWidget(self._summary)
        column.addWidget(card, 1)

    def show_comparison(self, result: ComparisonResult, *, again: bool) -> None:
        """Show a result; the tab stays where `again` is true, after a decision."""
        self._result = result
        self._names.reset(result.comparison.plan)
        for one in RECONCILIATION_LISTS:
            self.tabs.set_count(one.name, len(one.entries(result.comparison)))
        self.tabs.set_count(FILL, len({one.line for one in result.lines.offers}))
        if not again:
            filled = (one.name for one in RECONCILIATION_LISTS if one.entries(result.comparison))
            self._tab = next(filled, FILL)
        self.show_tab(self._tab)

    @Slot(str)
    def show_tab(self, tab: str) -> None:
        """Show a list, or the changes."""
        self._tab = tab
        self.tabs.choose(tab)
        if self._result is None:
            return
        listing = BY_NAME.get(tab)
        if listing is None:
            self._show_changes(self._result)
        else:
            self._show_list(self._result, listing)
        some = self._stack.currentIndex() != NONE
        self._hint.setText(HINTS[tab] if some else "")
        self._roster.setVisible(some and tab == "only_there")
        if not some:
            self._empty.show_message("circle-check", "没有", EMPTY_TEXTS[tab])

    def _show_changes(self, result: ComparisonResult) -> None:
        here = self.change_grid.verticalScrollBar().value(), self.change_grid.currentIndex().row()
        self.changes.show_lines(result.lines)
        self.change_grid.fit_columns()
        self.change_grid.selectRow(here[1])
        self.change_grid.verticalScrollBar().setValue(here[0])
        people = len({one.line for one in result.lines.offers if one.change.taken})
        self._summary.setText(
            f"对上 {result.comparison.matched:,} 人，其中 {people:,} 人有要填入的。"
        )
        self._stack.setCurrentIndex(CHANGES if result.lines.offers else NONE)

    def _show_list(self, result: ComparisonResult, listing: ReconciliationList) -> None:
        people = listing.entries(result.comparison)
        self.table.show_people([self._column(result, fact) for fact in listing.columns], people)
        self.grid.setAccessibleName(listing.label)
        self.grid.fit_columns()
        self._summary.setText(listing.explanation)
        self._stack.setCurrentIndex(LIST if people else NONE)

    def _column(self, result: ComparisonResult, fact: ListColumn) -> PeopleColumn:
        def text(person: Any, masked: bool) -> str:
            hide = on_screen if masked else full_text
            return fact.text(result.comparison, person, self._names.title_of, hide)

        return PeopleColumn(fact.label, text, fact.numeric)

    def take_focus(self) -> None:
        """Move the keyboard to the list that is shown."""
        places = {LIST: self.grid, CHANGES: self.change_grid}
        places.get(self._stack.currentIndex(), self.tabs).setFocus()


def person_id(entry: Any) -> int | None:
    """Return the number of the volunteer an entry is, or may be; None for nobody."""
    if isinstance(entry, PlannedRow):
        candidates = [candidate.record.id for candidate in entry.candidates]
        number: int | None = entry.target_id or next(iter(candidates), None)
        return number
    person = getattr(entry, "person", entry)
    return int(person.id) if person.id is not None else None
