"""A field that links to another record, chosen by typing a part of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from gui.appearance import theme
from gui.widgets.field.search_field import TYPING_PAUSE
from storage.store import listing
from storage.store.listing import Query

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

    from gui.session import Session
    from storage.model.schema import Table
    from storage.store.listing import Row

MAX_OFFERED = 12  # matches in the popup
QUERY_WAIT = 0.03  # seconds that typing may wait for the matches
DISTINGUISHING_COLUMNS = {  # shown after the name: they distinguish records of the same name
    "volunteer": ("school", "class_name"),
    "organization": ("kind", "leader"),
    "unit": ("kind", "parent"),
    "league_branch": ("organization", "built"),
    "training": ("held_on", "organiser"),
    "project": ("organization", "status"),
    "activity": ("held_on", "organization"),
    "insurance_policy": ("until_on", "insurer"),
    "policy_document": ("number", "issued_on"),
    "star_grant": ("star", "granted_on"),
    "talent": ("unit", "evidence"),
    "west_volunteer": ("unit", "programme"),
    "consent": ("purpose", "given_on"),
    "certificate": ("kind", "volunteer"),
    "award": ("level", "awarded_on"),
    "publicity": ("kind", "published_on"),
    "exchange": ("scope", "held_on"),
    "site": ("kind", "unit"),
    "need": ("unit", "status"),
    "purchase": ("contractor", "signed_on"),
    "meeting": ("body", "held_on"),
}


def disambiguated_title(row: Row[Any]) -> str:
    """Return a record's name, followed by what distinguishes it from others of that name."""
    details = " · ".join(
        filter(None, (row.text(name) for name in DISTINGUISHING_COLUMNS.get(row.table.name, ())))
    )
    title = row.text(row.table.title)
    return f"{title}　{details}" if details else title


class LinkField(QLineEdit):
    """Holds the number of the chosen record and shows its name.

    Signals:
        picked(record id): one of the matches was chosen
    """

    picked = Signal(int)

    def __init__(self, session: Session, target: Table[Any], hint: str = "") -> None:
        super().__init__()
        self._hint = hint
        self.setPlaceholderText(hint)
        self._session = session
        self._target = target
        self._key: int | None = None
        self._name = ""
        self._offered: list[Row[Any]] = []
        self._words = QStringListModel(self)
        self._completer = QCompleter(self._words, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(MAX_OFFERED)
        self._completer.setWidget(self)
        self._completer.activated[QModelIndex].connect(self._choose)  # type: ignore[index]
        self._popup = QListView()
        self._popup.setProperty("role", "offer")
        self._completer.setPopup(self._popup)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_PAUSE)
        self._timer.timeout.connect(self.offer)
        self.textEdited.connect(self._on_typed)

    def set_value(self, key: int | None, name: str) -> None:
        """Show the linked record, or none."""
        self._key, self._name = key, name
        self.setText(name)
        self.setCursorPosition(0)

    def value(self) -> object:
        """Return the number of the chosen record, or the typed text where none was chosen."""
        typed = self.text().strip()
        return self._key if self._key is not None and typed == self._name else typed

    @Slot()
    def offer(self) -> None:
        """Offer the records whose name contains the typed text, or the first records."""
        typed = "" if self._key is not None and self.text() == self._name else self.text().strip()
        query = Query(self._target, typed=typed)
        self._session.queries.submit(
            f"link {id(self)}",
            lambda store: listing.page(store, query, 0, MAX_OFFERED, MAX_OFFERED * 2),
            self._show_offer,
            QUERY_WAIT,
        )

    def _show_offer(self, rows: list[Row[Any]]) -> None:
        self._offered = rows
        self._words.setStringList([disambiguated_title(row) for row in rows])
        if rows and self.hasFocus():
            self._popup.setMinimumWidth(max(self.width(), theme.PANEL - 2 * theme.MARGIN))
            self._completer.complete()
        else:
            self._popup.hide()

    @Slot(str)
    def _on_typed(self, _text: str) -> None:
        self._key = None
        self._timer.start()

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        row = self._offered[index.row()]
        self._timer.stop()
        self.set_value(row.record.id, row.text(self._target.title))
        self.picked.emit(row.record.id)

    def _choose_by_enter(self, event: QKeyEvent) -> None:
        """Handle Enter over the popup: it either chooses a record or submits the form, never both.

        Qt would pass the key to the field first and then choose its current row even if none is
        marked. By then the form may already show another record, which would get the link.
        """
        marked = [index.row() for index in self._popup.selectionModel().selectedIndexes()]
        rows = marked or ([0] if len(self._offered) == 1 else [])
        self._popup.hide()
        if rows:
            self._choose(self._words.index(rows[0]))
        else:
            super().keyPressEvent(event)
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.setPlaceholderText(self._hint or f"输入{self._target.label}名称的一部分")
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.setPlaceholderText(self._hint)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.isReadOnly():
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Down and not self._popup.isVisible():
            self.offer()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._popup.isVisible():
            self._choose_by_enter(event)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if not self.isReadOnly():
            self.offer()
