"""What happened to a record: when, why, and what changed."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from gui import theme
from storage import history

if TYPE_CHECKING:
    from gui.session import Session
    from storage.history import Difference, Entry
    from storage.listing import Row
    from storage.schema import Table

SHOWN = 50
PATIENCE = 0.02


class HistoryList(QScrollArea):
    """Entries newest first; the last one says where the record came from."""

    def __init__(self, session: Session, table: Table[Any]) -> None:
        super().__init__()
        self.setObjectName("history")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._session = session
        self._table = table
        self._record_id: int | None = None
        self._entries: tuple[Entry, ...] = ()
        session.masked_changed.connect(self._fill)

    def show_record(self, row: Row[Any] | None) -> None:
        """Tell of another record."""
        self._record_id = row.record.id if row else None
        self._entries = ()
        self._fill()
        if self._record_id is None:
            return
        wanted, table = self._record_id, self._table
        self._session.asker.ask(
            f"history {id(self)}",
            lambda store: history.of_record(store, table, wanted, SHOWN),
            self._take,
            PATIENCE,
        )

    def _take(self, entries: tuple[Entry, ...]) -> None:
        self._entries = entries
        self._fill()

    @Slot()
    def _fill(self, _masked: bool = False) -> None:
        inside = QWidget()
        inside.setProperty("role", "plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.GAP, 0)
        column.setSpacing(theme.SPACE)
        for entry in self._entries:
            column.addWidget(self._label(entry))
        if not self._entries:
            empty = QLabel("还没有改动记录。")
            empty.setProperty("role", "second")
            column.addWidget(empty)
        column.addStretch(1)
        self.setWidget(inside)

    def _label(self, entry: Entry) -> QLabel:
        second = theme.colours().second
        undone = "（已撤销）" if entry.undone else ""
        lines = [
            f"<span style='color:{second}'>{entry.at:%Y-%m-%d %H:%M}</span>",
            f"<b>{escape(entry.verb)}</b>　{escape(entry.reason)}{undone}",
        ]
        if entry.verb == "修改":
            lines += [self._line(one) for one in entry.differences]
        label = QLabel("<br>".join(lines))
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _line(self, difference: Difference) -> str:
        shown = difference.masked() if self._session.masked else difference
        second = theme.colours().second
        before, after = escape(shown.before or "空"), escape(shown.after or "空")
        name = escape(shown.column.label)
        return f"<span style='color:{second}'>{name}</span>　<s>{before}</s> → {after}"
