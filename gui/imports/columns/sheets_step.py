"""认表: the sheets to import, the header row of each, and the skipped rows with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gui.appearance import theme
from gui.imports.choose.file_row import ENCODINGS
from gui.imports.columns.sheet_table import HEADER, SKIPPED, STATE, SheetTable
from gui.widgets.buttons import quiet_button
from gui.widgets.elided import ElidedLabel
from gui.widgets.list.side_list import Entry, SideList
from storage.intake.report import EMPTY
from storage.intake.tables.found_table import find_part
from storage.model.tables import VOLUNTEERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gui.imports.import_draft import SheetKey
    from gui.session import Session
    from storage.intake.read import Book
    from storage.intake.rows.import_plan import FilePlan, Plan, SheetPlan

Index = QModelIndex | QPersistentModelIndex
MAX_WIDTH = 200
SAMPLE_SIZE = 30  # rows whose width a column is fitted to


class SheetsStep(QWidget):
    """Sheets on the left, the chosen one on the right.

    Signals:
        header_requested(key, row): use this row, as WPS counts, as the header
        used_requested(key, used): import the sheet, or leave it out
        encoding_requested(file, encoding): read a text file in another encoding
        row_requested(key, row, included): import a row, whatever it looks like, or leave it out
    """

    header_requested = Signal(object, int)
    used_requested = Signal(object, bool)
    encoding_requested = Signal(str, str)
    row_requested = Signal(object, int, bool)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: Plan | None = None
        self._book_of: Callable[[str], Book | None] = lambda _name: None
        self._key: SheetKey | None = None
        self._shown: SheetKey | None = None
        self._encodings: dict[str, int] = {}  # by file, what was chosen by hand
        self._list = SideList()
        self._list.setObjectName("sheet_list")
        self._list.setAccessibleName("工作表")
        self._list.chosen.connect(self._choose)
        self._list.ticked.connect(self.used_requested)
        self._model = SheetTable(self)
        self._model.set_masked(session.masked)
        session.masked_changed.connect(self._model.set_masked)
        self._grid = QTableView()
        self._grid.setObjectName("sheet_grid")
        self._grid.setAccessibleName("原表")
        self._grid.setModel(self._model)
        self._sentence = ElidedLabel("second")
        self._sentence.setObjectName("sheet_sentence")
        self._encoding = QComboBox()
        self._encoding.setAccessibleName("文字编码")
        for label, name in ENCODINGS:
            self._encoding.addItem(f"编码：{label}", name)
        self._encoding.activated.connect(self._choose_encoding)
        self._header_button = quiet_button("这一行是表头")
        self._header_button.setObjectName("take_header")
        self._header_button.setToolTip("先点选表头所在的行")
        self._header_button.clicked.connect(self._request_header)
        self._row_button = quiet_button("这一行不导入")
        self._row_button.setObjectName("switch_row")
        self._row_button.clicked.connect(self._toggle_row)
        self.setFocusProxy(self._grid)
        self._style_grid()
        self._lay_out()

    def _style_grid(self) -> None:
        grid = self._grid
        grid.setItemDelegate(_SheetDelegate(grid))
        grid.setShowGrid(False)
        grid.setWordWrap(False)
        grid.setTabKeyNavigation(False)
        grid.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        grid.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = grid.verticalHeader()
        rows.setSectionResizeMode(rows.ResizeMode.Fixed)
        rows.setMinimumSectionSize(theme.ROW - 4)
        rows.setDefaultSectionSize(theme.ROW - 4)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.horizontalHeader().setFixedHeight(theme.HEADER)
        grid.horizontalHeader().setHighlightSections(False)
        grid.selectionModel().currentRowChanged.connect(self._update_buttons)

    def _lay_out(self) -> None:
        self.side = QFrame()
        self.side.setProperty("role", "card")
        side = QVBoxLayout(self.side)
        side.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        side.addWidget(self._list)
        bar = QHBoxLayout()
        bar.setContentsMargins(theme.SPACE, theme.GAP, theme.GAP, theme.GAP)
        bar.setSpacing(theme.GAP)
        bar.addWidget(self._sentence, 1)
        bar.addWidget(self._encoding)
        bar.addWidget(self._row_button)
        bar.addWidget(self._header_button)
        right = QFrame()
        right.setProperty("role", "card")
        column = QVBoxLayout(right)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self._grid, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(right)

    def show_plan(self, plan: Plan, book_of: Callable[[str], Book | None]) -> None:
        """Show the sheets of a plan with their rows as received; `book_of` maps a key to a file."""
        self._plan, self._book_of = plan, book_of
        keys = [key for key, _file, _sheet in _sheets(plan)]
        if self._key not in keys:
            missed = [key for key, _file, sheet in _sheets(plan) if sheet.missed]
            taken = [key for key, _file, sheet in _sheets(plan) if sheet.used]
            self._key = next(iter(missed or taken or keys), None)
        self._list.show_entries(_entries(plan), self._key)
        self._show()

    def _choose(self, key: object) -> None:
        if key is not None and isinstance(key, tuple):
            self._key = key
            self._show()

    def _show(self) -> None:
        found = next((one for one in _sheets(self._plan) if one[0] == self._key), None)
        if found is None:
            self._model.show_sheet(None, None)
            self._sentence.set_full_text("")
            return
        (file_name, sheet_name), file, plan = found
        book = self._book_of(file_name)
        table = self._plan.table if self._plan else VOLUNTEERS
        sheet = find_part(book, table, sheet_name) if book else None
        here = self._grid.currentIndex(), self._grid.verticalScrollBar().value()
        again = self._shown == self._key
        self._shown = self._key
        self._model.show_sheet(sheet, plan)
        self._encoding.setVisible(file.encoding is not None)
        self._encoding.setCurrentIndex(self._encodings.get(file_name, 0))
        self._sentence.set_full_text(self._header_note(plan))
        self._fit_columns()
        place = self._model.header_position()
        if again:
            self._grid.setCurrentIndex(self._model.index(here[0].row(), max(here[0].column(), 0)))
            self._grid.verticalScrollBar().setValue(here[1])
        elif place is not None:
            self._grid.scrollTo(self._model.index(max(place - 3, 0), 0))

    def _header_note(self, plan: SheetPlan) -> str:
        if plan.header_row is None:
            text = plan.note or "没有认出表头"
            return f"{text}。点选表头所在的行，再按“这一行是表头”。"
        passed = f"，跳过 {len(plan.skipped):,} 行" if plan.skipped else ""
        more = (
            f"；下面还有 {self._model.hidden_rows:,} 行没有列出" if self._model.hidden_rows else ""
        )
        named = f"，没有班级一栏，都记作“{plan.class_name}”" if plan.class_name else ""
        return f"第 {plan.header_row} 行是表头，共 {len(plan.rows):,} 人{passed}{named}{more}"

    def _fit_columns(self) -> None:
        metrics = QFontMetrics(theme.font(bold=True))
        model, rows = self._model, min(self._model.rowCount(), SAMPLE_SIZE)
        for at in range(model.columnCount()):
            texts = [str(model.headerData(at, Qt.Orientation.Horizontal))]
            texts += [str(model.index(row, at).data() or "") for row in range(rows)]
            wide = max(map(metrics.horizontalAdvance, texts)) + 2 * theme.GAP + 1
            self._grid.setColumnWidth(at, min(wide, MAX_WIDTH))
        self._update_buttons()

    @Slot()
    def _update_buttons(self, *_rows: object) -> None:
        row = self._grid.currentIndex().row()
        chosen = row >= 0 and self._model.state(row)[0] != HEADER
        self._header_button.setEnabled(chosen)
        text = f"第 {self._model.number(row)} 行是表头" if chosen else "这一行是表头"
        self._header_button.setText(text)
        self._header_button.setAccessibleName(text)
        known = row >= 0 and self._model.header_position() is not None
        below = known and row > (self._model.header_position() or 0)
        skipped = below and self._model.state(row)[0] == SKIPPED
        self._row_button.setVisible(below)
        words = f"第 {self._model.number(row)} 行{'也' if skipped else '不'}导入" if below else ""
        self._row_button.setText(words)
        self._row_button.setAccessibleName(words)

    @Slot()
    def _toggle_row(self) -> None:
        """Request that a skipped row is imported, or that another one is not."""
        row = self._grid.currentIndex().row()
        if self._key is not None and row >= 0:
            skipped = self._model.state(row)[0] == SKIPPED
            self.row_requested.emit(self._key, self._model.number(row), skipped)

    @Slot()
    def _request_header(self, *_index: object) -> None:
        row = self._grid.currentIndex().row()
        if self._key is not None and row >= 0 and self._model.state(row)[0] != HEADER:
            self.header_requested.emit(self._key, self._model.number(row))

    @Slot(int)
    def _choose_encoding(self, at: int) -> None:
        if self._key is not None:
            self._encodings[self._key[0]] = at
            self.encoding_requested.emit(self._key[0], str(self._encoding.itemData(at)))


class _SheetDelegate(QStyledItemDelegate):
    """Paints the header row in blue and skipped rows in grey."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        state: Any = index.data(STATE)
        painter.save()
        if state == HEADER:
            painter.fillRect(area, theme.colour("link_soft"))
        elif option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("neutral_soft"))
        elif state == SKIPPED:
            painter.fillRect(area, theme.colour("sunken"))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, theme.colour("hairline"))
        muted = state == SKIPPED or index.column() == 0
        ink = "link" if state == HEADER else "faint" if muted else "ink"
        font = theme.font(bold=state == HEADER)
        painter.setFont(font)
        painter.setPen(theme.colour(ink))
        inside = area.adjusted(theme.GAP, 0, -theme.GAP, -1)
        text = str(index.data() or "")
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = QFontMetrics(theme.font(bold=index.data(STATE) == HEADER))
        wide = metrics.horizontalAdvance(str(index.data() or "")) + 2 * theme.GAP + 1
        return QSize(wide, theme.ROW - 4)


def _sheets(plan: Plan | None) -> Iterator[tuple[SheetKey, FilePlan, SheetPlan]]:
    for file in plan.files if plan else ():
        for sheet in file.sheets:
            yield (file.key, sheet.name), file, sheet


def _entries(plan: Plan) -> Iterator[Entry]:
    for file in plan.files:
        yield Entry(file.shown)
        if file.failure and not file.sheets:
            yield Entry(file.failure, (file.key, ""), icon="circle-x", tone="bad")
        for sheet in file.sheets:
            passed = f"，跳过 {len(sheet.skipped):,} 行" if sheet.skipped else ""
            header = f"第 {sheet.header_row} 行是表头{passed}"
            detail = sheet.note or (EMPTY if sheet.missed else header)
            count = f"{len(sheet.rows):,}" if sheet.used else ""
            yield Entry(
                sheet.name,
                (file.key, sheet.name),
                count,
                tone="warn" if sheet.missed else "second",
                detail=detail,
                checked=sheet.used,
            )
