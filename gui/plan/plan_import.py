"""The preview of a plan that was read or copied: checked, given its year, and saved in one edit."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QIntValidator, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gui.appearance import theme
from gui.plan.two_lines import paint_lines
from gui.widgets.buttons import primary_button, quiet_button
from gui.widgets.grid.table_style import apply_table_style
from gui.widgets.page_head import PageHead
from gui.widgets.scroll_area import fitted_scroll_area
from storage.errors import UserError
from storage.model.schema import text_of
from storage.model.tables.plan import PLAN_ROWS, WORK_PLANS
from storage.plan.year_plan import prepare_plan, save_plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from gui.session import Session
    from storage.model.tables.plan import PlanRow, WorkPlan
    from storage.plan.year_plan import PreparedPlan

Index = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole

COLUMNS = (
    "measure_number", "section", "task", "wording", "lead_units", "part_units", "target", "role",
    "our_share",
)  # fmt: skip


class NoticeRowsTable(QAbstractTableModel):
    """Shows the rows as they would be saved."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[PlanRow] = ()

    def show_rows(self, rows: Sequence[PlanRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        if not index.isValid() or role not in (ROLE.DisplayRole, ROLE.ToolTipRole):
            return None
        name = COLUMNS[index.column()]
        value = getattr(self._rows[index.row()], name)
        return text_of(PLAN_ROWS.by_name[name], value) if value is not None else ""

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole
    ) -> Any:
        if role == ROLE.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return PLAN_ROWS.by_name[COLUMNS[section]].label
        return None


ROW_HEIGHT = 46
WIDTHS = {
    "measure_number": 72, "section": 140, "task": 190, "wording": 300, "lead_units": 120,
    "part_units": 180, "target": 170, "role": 72, "our_share": 160,
}  # fmt: skip
YEAR_VALIDATOR = QIntValidator(2000, 2100)
MAX_DOUBTS = 4


class PlanImport(QWidget):
    """Signals: closed(): the page should be shown again."""

    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("plan_import")
        self._session = session
        self._plan: WorkPlan | None = None
        self._rows: Sequence[PlanRow] = ()
        self._ready: PreparedPlan | None = None
        self.head = PageHead("导入工作要点")
        self.year = QLineEdit()
        self.title = QLineEdit()
        self.model = NoticeRowsTable(self)
        self.table = QTableView()
        self._doubts = QLabel()
        self._warning = QFrame()
        self._save_button = primary_button("导入", "file-input")
        self._back = quiet_button("取消")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._save_button.setObjectName("keep_plan")
        self._back.setObjectName("leave_import")
        self.head.add(self._back)
        self.head.add(self._save_button)
        self.year.setObjectName("plan_year")
        self.year.setValidator(YEAR_VALIDATOR)
        self.year.setFixedWidth(theme.LABEL)
        self.title.setObjectName("plan_title")
        fields = QHBoxLayout()
        fields.setSpacing(theme.GAP)
        for name, field in (("year", self.year), ("title", self.title)):
            facts = WORK_PLANS.by_name[name]
            label = QLabel(facts.label)
            label.setProperty("role", "field")
            label.setBuddy(field)
            field.setAccessibleName(facts.label)
            fields.addWidget(label)
            fields.addWidget(field, int(name == "title"))
        self._doubts.setObjectName("doubts")
        self._doubts.setProperty("role", "warning")
        self._doubts.setWordWrap(True)
        self._doubts.setTextFormat(Qt.TextFormat.PlainText)
        self._warning.setProperty("role", "warning")
        QVBoxLayout(self._warning).addWidget(fitted_scroll_area(self._doubts))
        self._set_up_table()
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.MARGIN, theme.EDGE, theme.MARGIN)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.head)
        column.addLayout(fields)
        column.addWidget(self._warning)
        column.addWidget(card, 1)

    def _set_up_table(self) -> None:
        table = self.table
        table.setObjectName("notice_rows")
        table.setAccessibleName("读到的要点")
        table.setModel(self.model)
        table.setItemDelegate(TwoLineDelegate(table))
        apply_table_style(table, ROW_HEIGHT)
        for at, name in enumerate(COLUMNS):
            table.setColumnWidth(at, WIDTHS[name])

    def _connect(self) -> None:
        self._back.clicked.connect(self.closed)
        self._save_button.clicked.connect(self._save)
        self.year.textEdited.connect(lambda _text: self._preview())

    def show_plan(self, plan: WorkPlan, rows: Sequence[PlanRow], doubts: Sequence[str]) -> None:
        """Show a plan as it was read, with the reader's doubts."""
        self._plan, self._rows = plan, rows
        self.year.setText(str(plan.year))
        self.title.setText(plan.title)
        self.title.setCursorPosition(0)
        more = len(doubts) - MAX_DOUBTS
        listed = [*doubts[:MAX_DOUBTS], *([f"还有 {more} 处"] if more > 0 else [])]
        self._doubts.setText("请核对：\n" + "\n".join(listed))
        self._warning.setVisible(bool(doubts))
        self._preview()
        self._save_button.setFocus()

    @Slot()
    def _preview(self) -> None:
        """Show the effect of saving the plan for the year that is typed."""
        valid = self.year.hasAcceptableInput() and self._plan is not None
        self._save_button.setEnabled(valid)
        if not valid or self._plan is None:
            self.head.set_status("请填写是哪一年的要点，如 2027。")
            return
        plan = dataclasses.replace(self._plan, year=int(self.year.text()))
        ready = self._ready = prepare_plan(self._session.store, plan, self._rows)
        self.model.show_rows(ready.rows)
        self._save_button.setText(" 更新" if ready.is_update else " 导入")
        self.head.set_status(_sentence(ready))

    @Slot()
    def _save(self) -> None:
        if self._ready is None:
            return
        title = self.title.text().strip() or self._ready.plan.title
        plan = dataclasses.replace(self._ready.plan, title=title)
        ready = dataclasses.replace(self._ready, plan=plan)
        try:
            save_plan(self._session.store, ready, self._session.edit)
        except UserError as error:
            self._session.notify(str(error), "bad")
            return
        self.closed.emit()


def _sentence(ready: PreparedPlan) -> str:
    sections = len({row.section_number for row in ready.rows})
    text = f"{sections} 个方面、{len(ready.rows)} 条"
    if not ready.is_update:
        return f"{text}，其中 {ready.carried} 条与上一年相同，沿用原来的分工和指标"
    cut = f"，去掉 {len(ready.dropped)} 条" if ready.dropped else ""
    return (
        f"{text}。{ready.plan.year} 年的要点已经有了：会更新其中 {ready.carried} 条的条文{cut}，"
        "分工和已填的进展都保留"
    )


class TwoLineDelegate(QStyledItemDelegate):
    """Paints at most two lines of a cell."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        area: QRect = option.rect
        if option.state & option.state.State_Selected:
            painter.fillRect(area, theme.colour("link_soft"))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, theme.colour("hairline"))
        inside = area.adjusted(theme.CELL, 0, -theme.CELL, -1)
        paint_lines(painter, inside, theme.font(), str(index.data() or ""), "ink")
