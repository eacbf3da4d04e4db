"""The common look and behaviour of tables, and widths fitted to their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from gui.appearance import theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SAMPLE_SIZE = 60  # rows to whose texts a column is fitted
MIN_WIDTH = 80  # pixels


def apply_table_style(table: QTableView, row: int = theme.ROW) -> None:
    """Style a table: no grid lines, selection of rows, smooth scrolling, rows of one height."""
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
    table: QTableView, rows: Iterable[int], max_width: int, min_width: int = MIN_WIDTH
) -> None:
    """Fit each column to its header and the texts of these rows, within bounds in pixels."""
    metrics, sample = QFontMetrics(theme.font(bold=True)), list(rows)
    for at in range(table.model().columnCount()):
        wide = max(map(metrics.horizontalAdvance, _texts(table, at, sample))) + 2 * theme.CELL
        table.setColumnWidth(at, min(max(wide, min_width), max_width))


def sampled_rows(table: QTableView) -> range:
    """Return the rows to which the widths of columns are fitted: the first `SAMPLE_SIZE`."""
    return range(min(table.model().rowCount(), SAMPLE_SIZE))


def _texts(table: QTableView, at: int, rows: list[int]) -> Iterator[str]:
    model = table.model()
    yield str(model.headerData(at, Qt.Orientation.Horizontal))
    for row in rows:
        yield str(model.index(row, at).data() or "")
