"""The tabs of a record's panel besides its form: those every record has."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from gui.appearance import theme
from gui.ledgers.panel.evidence_list import EvidenceList
from storage.intake.apply.provenance import sources_of
from storage.model.schema import text_of
from storage.model.tables.attachment import ATTACHMENTS
from storage.store import history

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gui.session import Session
    from storage.intake.apply.provenance import Origin
    from storage.model.schema import Column, Table
    from storage.store.history import Difference, Entry
    from storage.store.listing import Row

    FieldOrigins = tuple[tuple[Column, Origin], ...]

MAX_ENTRIES = 50
QUERY_WAIT = 0.02  # seconds: a quick result is shown without a flicker


class HistoryList(QScrollArea):
    """Entries newest first; the last states where the record came from."""

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
        """List the history of another record."""
        self._record_id = row.record.id if row else None
        self._entries = ()
        self._fill()
        if self._record_id is None:
            return
        wanted, table = self._record_id, self._table
        self._session.queries.submit(
            f"history {id(self)}",
            lambda store: history.of_record(store, table, wanted, MAX_ENTRIES),
            self._show_entries,
            QUERY_WAIT,
        )

    def _show_entries(self, entries: tuple[Entry, ...]) -> None:
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


class SourceList(QScrollArea):
    """One paragraph for each source row; values written differently there are shown."""

    def __init__(self, session: Session, table: Table[Any]) -> None:
        super().__init__()
        self.setObjectName("sources")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._session = session
        self._table = table
        self._row: Row[Any] | None = None
        self._found: FieldOrigins = ()
        session.masked_changed.connect(self._fill)

    def show_record(self, row: Row[Any] | None) -> None:
        """List the sources of another record."""
        self._row, self._found = row, ()
        self._fill()
        if row is None:
            return
        wanted, table = row.record.id, self._table
        self._session.queries.submit(
            f"sources {id(self)}",
            lambda store: sources_of(store, table, wanted),
            self._show_origins,
            QUERY_WAIT,
        )

    def _show_origins(self, found: FieldOrigins) -> None:
        self._found = found
        self._fill()

    @Slot()
    def _fill(self, _masked: bool = False) -> None:
        inside = QWidget()
        inside.setProperty("role", "plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.GAP, 0)
        column.setSpacing(theme.SPACE)
        places: dict[tuple[str, str, int], list[tuple[Column, Origin]]] = {}
        for field, cell in self._found:
            places.setdefault((cell.file, cell.sheet, cell.row), []).append((field, cell))
        for place, cells in places.items():
            column.addWidget(_label("<br>".join(self._paragraph(place, cells))))
        if not places:
            empty = _label("这条记录是在程序里填写的，不是从表格导入的。")
            empty.setProperty("role", "second")
            column.addWidget(empty)
        column.addStretch(1)
        self.setWidget(inside)

    def _paragraph(
        self, place: tuple[str, str, int], cells: list[tuple[Column, Origin]]
    ) -> Iterator[str]:
        file, sheet, row = place
        second = theme.colours().second
        yield f"来自<b>《{escape(file)}》</b>{escape(sheet)} 第 {row} 行"
        same = []
        for column, cell in cells:
            raw = self._masked_text(column, cell.raw)
            if not raw or raw == self._stored_text(column):
                same.append(column.label)
            else:
                head = f"<span style='color:{second}'>{escape(column.label)}</span>"
                yield f"{head}　原值“{escape(raw)}”"
        if same:
            yield f"<span style='color:{second}'>与原表一致：{escape('、'.join(same))}</span>"

    def _stored_text(self, column: Column) -> str:
        value = getattr(self._row.record, column.name) if self._row else None
        if column.kind.target:
            return self._row.text(column.name) if self._row else ""
        return self._masked_text(column, text_of(column, value))

    def _masked_text(self, column: Column, text: str) -> str:
        mask = column.kind.mask
        return mask(text) if mask and text and self._session.masked else text


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


@dataclass(frozen=True, slots=True)
class PanelTab:
    """A further tab; its widget has `show_record(row or None)`."""

    label: str
    make: Callable[[Session], Any]


def common_tabs(table: Table[Any]) -> tuple[PanelTab, ...]:
    """Return the tabs of every record: attached files, sources, history."""
    return (
        PanelTab(ATTACHMENTS.label, lambda session: EvidenceList(session, table)),
        PanelTab("来源", lambda session: SourceList(session, table)),
        PanelTab("历史", lambda session: HistoryList(session, table)),
    )
