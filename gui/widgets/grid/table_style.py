"""How all our tables look and behave before each becomes its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from gui.appearance import theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SAMPLE_SIZE = 60  # rows whose width a column is fitted to
MIN_WIDTH = 80


def apply_table_style(table: QTableView, row: int = theme.ROW) -> None:
    """Dress a table: no lines, whole rows chosen, smooth scrolling, every row of one height."""
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setMouseTracking(True)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    rows, head = table.verticalHeader(), table.horizontalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setMinimumSectionSize(row)
    rows.setDefaultSectionSize(row)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    head.setHighlightSections(False)
    head.setFixedHeight(theme.HEADER)


def fit_columns(
    table: QTableView, rows: Iterable[int], widest: int, narrowest: int = MIN_WIDTH
) -> None:
    """Make each column as wide as its head and what these rows show, within bounds."""
    metrics, seen = QFontMetrics(theme.font(bold=True)), list(rows)
    for at in range(table.model().columnCount()):
        wide = max(map(metrics.horizontalAdvance, _texts(table, at, seen))) + 2 * theme.CELL
        table.setColumnWidth(at, min(max(wide, narrowest), widest))


def sampled_rows(table: QTableView) -> range:
    """As many rows as a column's width is fitted to."""
    return range(min(table.model().rowCount(), SAMPLE_SIZE))


def _texts(table: QTableView, at: int, rows: list[int]) -> Iterator[str]:
    model = table.model()
    yield str(model.headerData(at, Qt.Orientation.Horizontal))
    for row in rows:
        yield str(model.index(row, at).data() or "")
