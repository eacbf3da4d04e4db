"""The results of the search box (Ctrl+K), grouped by ledger; the box keeps the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gui.appearance import theme
from gui.widgets.field.link_field import DISTINGUISHING_COLUMNS
from storage.model.tables import (
    ACTIVITIES,
    AWARDS,
    CERTIFICATES,
    CONSENTS,
    EXCHANGES,
    INSURANCE_POLICIES,
    LEAGUE_BRANCHES,
    MEETINGS,
    NEEDS,
    ORGANIZATIONS,
    POLICY_DOCUMENTS,
    PROJECTS,
    PUBLICITIES,
    PURCHASES,
    SITES,
    TALENTS,
    TRAININGS,
    UNITS,
    VOLUNTEERS,
    WEST_VOLUNTEERS,
)
from storage.store import listing
from storage.store.listing import Query

if TYPE_CHECKING:
    from gui.session import Session
    from storage.model.schema import Table
    from storage.store.listing import Row
    from storage.store.store import Store

SEARCHED: tuple[Table[Any], ...] = (
    VOLUNTEERS, ORGANIZATIONS, LEAGUE_BRANCHES, PROJECTS, ACTIVITIES, TRAININGS, UNITS, TALENTS,
    WEST_VOLUNTEERS, CONSENTS, CERTIFICATES, AWARDS, PUBLICITIES, EXCHANGES, SITES, NEEDS,
    INSURANCE_POLICIES, PURCHASES, MEETINGS, POLICY_DOCUMENTS,
)  # fmt: skip
MAX_PER_TABLE = 6  # records offered of each ledger
QUERY_WAIT = 0.03  # seconds: a quick answer is shown without a flicker
ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class SearchPopup(QFrame):
    """The popup under the search box.

    Signals:
        chosen(row): a record to open
    """

    chosen = Signal(object)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self.setObjectName("search_popup")
        self.setProperty("role", "popup")
        self._session = session
        self._list = QListWidget()
        self._list.setObjectName("found")
        self._list.setAccessibleName("找到的记录")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMouseTracking(True)
        self._list.setItemDelegate(ResultDelegate(self._list))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        column.addWidget(self._list)
        self.hide()

    @Slot(str)
    def search(self, typed: str) -> None:
        """Search every ledger for the typed words."""
        if not typed.strip():
            self._session.queries.forget("everything")
            self.hide()
            return
        on = self._session.quarter.cut_off

        def search_tables(store: Store) -> list[list[Row[Any]]]:
            queries = (Query(table, typed=typed, on=on) for table in SEARCHED)
            return [
                listing.page(store, one, 0, MAX_PER_TABLE, MAX_PER_TABLE * 2) for one in queries
            ]

        self._session.queries.submit(
            "everything", search_tables, lambda groups: self._show(typed, groups), QUERY_WAIT
        )

    def _show(self, typed: str, groups: list[list[Row[Any]]]) -> None:
        self._list.clear()
        for table, rows in zip(SEARCHED, groups, strict=True):
            if rows:
                head = QListWidgetItem(table.label)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                self._list.addItem(head)
            for row in rows:
                item = QListWidgetItem(row.title)
                item.setData(ROW, (row, match_details(row, typed)))
                self._list.addItem(item)
        if not self._list.count():
            nothing = QListWidgetItem(f"没有找到“{typed.strip()}”")
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(nothing)
        height = sum(self._list.sizeHintForRow(at) for at in range(self._list.count()))
        room = self._around.height() - 2 * theme.TOP_BAR
        self.resize(theme.POPUP, min(height + 2 * theme.GAP + 4, room))
        self.step(1)
        self.show()
        self.raise_()

    @Slot(int)
    def handle_key(self, key: int) -> None:
        """Handle a navigation key that was pressed in the search box."""
        if key == Qt.Key.Key_Down:
            self.step(1)
        elif key == Qt.Key.Key_Up:
            self.step(-1)
        else:
            self.open_current()

    def step(self, by: int) -> None:
        """Select the next record below (1) or above (-1), skipping headings."""
        at = self._list.currentRow() + by
        while 0 <= at < self._list.count():
            if self._list.item(at).data(ROW):
                self._list.setCurrentRow(at)
                return
            at += by

    def open_current(self) -> None:
        """Choose the selected record."""
        item = self._list.currentItem()
        if self.isVisible() and item is not None:
            self._choose(item)

    @Slot(QListWidgetItem)
    def _choose(self, item: QListWidgetItem) -> None:
        found = item.data(ROW)
        if found:
            self.hide()
            self.chosen.emit(found[0])


class ResultDelegate(QStyledItemDelegate):
    """Paints a record's name and, in quieter ink, its match details."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        found = index.data(ROW)
        painter.save()
        if found and option.state & (
            QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver
        ):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("link_soft"))
            painter.drawRoundedRect(area, theme.SMALL_RADIUS, theme.SMALL_RADIUS)
        inside = area.adjusted(theme.GAP, 0, -theme.GAP, 0)
        text = str(index.data() or "")
        font = theme.font() if found else theme.font(theme.SMALL, bold=True)
        painter.setFont(font)
        painter.setPen(theme.colour("ink" if found else "second"))
        side = int(Qt.AlignmentFlag.AlignVCenter)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, side, shown)
        if found:
            left = QFontMetrics(font).horizontalAdvance(shown) + theme.SPACE
            rest = inside.adjusted(left, 0, 0, 0)
            small = theme.font(theme.SMALL)
            painter.setFont(small)
            painter.setPen(theme.colour("second"))
            details = QFontMetrics(small).elidedText(
                found[1], Qt.TextElideMode.ElideRight, max(rest.width(), 0)
            )
            painter.drawText(rest, side, details)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.POPUP - 2 * theme.MARGIN, theme.ROW)


def match_details(row: Row[Any], typed: str) -> str:
    """Return what distinguishes a record from its namesakes, and the other columns that match."""
    table = row.table
    facts = [row.text(name, masked=True) for name in DISTINGUISHING_COLUMNS.get(table.name, ())]
    words = typed.lower().split()
    for name in table.search:
        text = row.text(name)
        if name != table.title and any(word in text.lower() for word in words):
            facts.append(f"{table.shown[name].label} {row.text(name, masked=True)}")
    return " · ".join(filter(None, facts))
