"""The popup of a column's header: sorting, and filters by text, range or value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gui.appearance import theme
from gui.models.list_query import Condition
from gui.widgets.buttons import link_button
from gui.widgets.field.date_field import DateField
from gui.widgets.popup import move_onto_screen
from storage.store import listing
from storage.store.listing import Filter

if TYPE_CHECKING:
    from gui.session import Session
    from storage.model.schema import Column, Derived
    from storage.store.listing import Facet, Query

COUNT = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class CountDelegate(QStyledItemDelegate):
    """Paints an item with its count, the data of the role `COUNT`, at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("link_soft"))
            painter.drawRoundedRect(area, theme.SMALL_RADIUS, theme.SMALL_RADIUS)
        inside = area.adjusted(theme.GAP, 0, -theme.GAP, 0)
        count = index.data(COUNT)
        count_text = f"{count:,}" if isinstance(count, int) else ""
        font = theme.font()
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(theme.colour("second"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inside, int(middle | Qt.AlignmentFlag.AlignRight), count_text)
        room = inside.width() - metrics.horizontalAdvance(count_text) - theme.GAP
        shown = metrics.elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, room)
        painter.setPen(theme.colour("ink"))
        painter.drawText(inside, int(middle), shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme.FIELD)


RANGES = ("date", "partial_date", "count", "hours", "money")
FACET = Qt.ItemDataRole.UserRole


class FilterPopup(QFrame):
    """Sorts and filters by one column.

    Signals:
        chosen(conditions): a tuple that replaces the column's former conditions
        sorted(descending)
    """

    chosen = Signal(object)
    sorted = Signal(bool)

    def __init__(
        self, session: Session, query: Query[Any], shown: Column | Derived, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("filter_popup")
        self.setProperty("role", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(theme.FILTER)
        self._session = session
        self._anchor = parent
        self._query = query
        self._shown = shown
        self._facets: tuple[Facet, ...] = ()
        self._list = QListWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.SPACE, theme.SPACE, theme.SPACE, theme.SPACE)
        self._column.setSpacing(theme.GAP)
        self._add_sorting()
        if shown.kind.name in RANGES:
            self._add_range()
        else:
            self._add_contains()
        self._add_values()
        self._add_foot()

    def open_at(self, corner: QPoint) -> None:
        """Open with the upper left corner at a point, or as near as the screen allows."""
        move_onto_screen(self, corner, self._anchor)
        self.show()
        first = self.findChild(QLineEdit)
        (first or self._list).setFocus(Qt.FocusReason.PopupFocusReason)

    def _add_sorting(self) -> None:
        row = QHBoxLayout()
        name = QLabel(self._shown.label)
        name.setProperty("role", "strong")
        row.addWidget(name, 1)
        for text, descending in (("升序", False), ("降序", True)):
            button = link_button(text)
            button.setObjectName("descending" if descending else "ascending")
            button.clicked.connect(lambda _=False, down=descending: self._sort(down))
            row.addWidget(button)
        self._column.addLayout(row)

    def _add_contains(self) -> None:
        field = QLineEdit()
        field.setObjectName("contains")
        field.setPlaceholderText("包含的字，回车筛选")
        field.setAccessibleName("包含的字")
        field.setClearButtonEnabled(True)
        field.textChanged.connect(self._narrow)
        field.returnPressed.connect(lambda: self._contain(field.text().strip()))
        self._column.addWidget(field)

    def _add_range(self) -> None:
        fields: list[QLineEdit] = []
        row = QHBoxLayout()
        for name, hint in (("from", "从"), ("to", "到")):
            dated = self._shown.kind.name in ("date", "partial_date")
            field = DateField(self._shown.kind) if dated else QLineEdit()
            field.setObjectName(name)
            field.setPlaceholderText(hint)
            field.setAccessibleName(hint)
            field.returnPressed.connect(lambda: self._range(*fields))
            fields.append(field)
            row.addWidget(field)
        self._column.addLayout(row)
        if self._shown.kind.name in ("date", "partial_date"):
            self._add_periods(fields)
        self._problem = QLabel()
        self._problem.setProperty("role", "problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._column.addWidget(self._problem)

    def _add_periods(self, fields: list[QLineEdit]) -> None:
        quarter = self._session.quarter
        periods = (
            ("本季", quarter.first, quarter.cut_off),
            ("本年", quarter.year_first, quarter.cut_off),
            ("上季", quarter.previous.first, quarter.previous.cut_off),
        )
        row = QHBoxLayout()
        for text, first, last in periods:
            button = link_button(text)

            def fill(_: bool = False, first: Any = first, last: Any = last) -> None:
                fields[0].setText(first.isoformat())
                fields[1].setText(last.isoformat())
                self._range(*fields)

            button.clicked.connect(fill)
            row.addWidget(button)
        row.addStretch(1)
        self._column.addLayout(row)

    def _add_values(self) -> None:
        if self._shown.kind.mask is not None or self._shown.kind.name == "note":
            self._list.hide()
            return
        self._list.setObjectName("values")
        self._list.setAccessibleName(f"{self._shown.label}的值")
        self._list.setItemDelegate(CountDelegate(self._list))
        self._list.setMouseTracking(True)
        self._list.setFixedHeight(theme.FILTER)
        self._list.itemActivated.connect(self._pick)
        self._list.itemClicked.connect(self._pick)
        self._list.addItem("正在数…")
        self._column.addWidget(self._list)
        query, name = self._query, self._shown.name
        self._session.slow_queries.submit(
            "facets",
            lambda store: listing.values(store, query, name),
            self._show_values,
            0.0,
            lambda _error: self._list.item(0).setText("数据文件读不出来"),
        )

    def _add_foot(self) -> None:
        row = QHBoxLayout()
        for text, operator in (("空白", "empty"), ("不为空", "filled")):
            button = link_button(text)
            button.setObjectName(operator)
            button.clicked.connect(lambda _=False, o=operator, t=text: self._choose(o, None, t))
            row.addWidget(button)
        row.addStretch(1)
        clear = link_button("不筛选")
        clear.setObjectName("clear_filter")
        clear.clicked.connect(lambda: self._finish(()))
        row.addWidget(clear)
        self._column.addLayout(row)

    # values and conditions

    def _show_values(self, facets: tuple[Facet, ...]) -> None:
        self._facets = facets
        self._narrow("")

    @Slot(str)
    def _narrow(self, typed: str) -> None:
        self._list.clear()
        for facet in self._facets:
            if typed.strip().lower() in facet.text.lower():
                item = QListWidgetItem(facet.text)
                item.setData(FACET, facet)
                item.setData(COUNT, facet.count)
                item.setToolTip(facet.text)
                self._list.addItem(item)

    @Slot(QListWidgetItem)
    def _pick(self, item: QListWidgetItem) -> None:
        facet: Facet | None = item.data(FACET)
        if facet is not None:
            self._choose("is", facet.value, f"是 {facet.text}")

    def _contain(self, text: str) -> None:
        if text:
            self._choose("contains", text, f"含 “{text}”")

    def _range(self, first: QLineEdit, last: QLineEdit) -> None:
        kind, conditions = self._shown.kind, []
        try:
            for operator, word, field in (("from", "≥", first), ("to", "≤", last)):
                if field.text().strip():
                    value = kind.parse(field.text())
                    words = f"{self._shown.label} {word} {kind.show(value)}"
                    conditions.append(Condition(words, Filter(self._shown.name, operator, value)))
        except ValueError as error:
            self._problem.setText(str(error))
            self._problem.show()
            return
        self._finish(tuple(conditions))

    def _choose(self, operator: str, value: object, words: str) -> None:
        chosen = Filter(self._shown.name, operator, value)
        self._finish((Condition(f"{self._shown.label} {words}", chosen),))

    def _finish(self, conditions: tuple[Condition, ...]) -> None:
        self.chosen.emit(conditions)
        self.close()

    def _sort(self, descending: bool) -> None:
        self.sorted.emit(descending)
        self.close()
