"""The report's paragraphs: drafted from the figures, then in the clerk's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from gui.appearance import theme
from gui.widgets.buttons import link_button, primary_button
from gui.widgets.card import clear_layout
from gui.widgets.elided import ElidedLabel
from gui.widgets.focus import preserve_focus
from gui.widgets.scroll_area import scroll_area
from storage import clock
from storage.errors import UserError
from storage.quarter.report_text import load_texts, save_texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QShowEvent

    from gui.session import Session
    from storage.model.period import Quarter
    from storage.store.store import Store

TEXT_HEIGHT = 116  # of a text: six lines
DRAFT_TEXT, OWN_TEXT = "草稿，数字变了跟着变", "您改过的，不跟着数字变"


def _load_texts(store: Store, quarter: Quarter) -> tuple[dict[str, str], Mapping[str, str]]:
    from exports.reports.narrative.drafted_sentences import drafts
    from exports.reports.report_context import ReportContext

    context = ReportContext(store, quarter, "masked", clock.today())
    return drafts(context), load_texts(store, quarter)


class ParagraphEditor(QWidget):
    """Loads the texts when shown; unsaved texts stay."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("report_words")
        self._session = session
        self._drafts: dict[str, str] = {}
        self._fields: dict[str, QPlainTextEdit] = {}
        self._shown: dict[str, str] = {}
        holder = QWidget()
        holder.setProperty("role", "plain")
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, theme.GAP, 0)
        self._column.setSpacing(theme.GAP // 2)
        self._holder = holder
        save = self._button = primary_button("保存文字")
        save.setObjectName("save_words")
        save.clicked.connect(self._save)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(scroll_area(holder), 1)
        column.addLayout(foot)
        session.changed.connect(lambda _changes: self._load())
        session.quarter_changed.connect(lambda _quarter: self._on_quarter_changed())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._load()

    def _on_quarter_changed(self) -> None:
        self._shown = {}
        self._load()

    def _load(self) -> None:
        if self.isVisible() and not self.dirty():
            quarter = self._session.quarter
            self._session.figure_queries.submit(
                "words", lambda own: _load_texts(own, quarter), self._show
            )

    def dirty(self) -> bool:
        """Whether there are unsaved texts."""
        typed = {name: field.toPlainText() for name, field in self._fields.items()}
        return bool(self._shown) and typed != self._shown

    def _show(self, found: tuple[dict[str, str], Mapping[str, str]]) -> None:
        self._drafts, saved = found
        with preserve_focus(self._holder, self._button):
            self._build_fields(saved)
        self._shown = {name: field.toPlainText() for name, field in self._fields.items()}

    def _build_fields(self, saved: Mapping[str, str]) -> None:
        clear_layout(self._column)
        self._fields = {}
        for name, draft in self._drafts.items():
            self._column.addWidget(self._head(name, own=name in saved))
            field = QPlainTextEdit(saved.get(name, draft))
            field.setObjectName(f"words_{len(self._fields)}")
            field.setAccessibleName(name)
            field.setFixedHeight(TEXT_HEIGHT)
            field.setTabChangesFocus(True)
            self._fields[name] = field
            self._column.addWidget(field)
        self._column.addStretch(1)

    def _head(self, name: str, *, own: bool) -> QWidget:
        title = QLabel(name)
        title.setProperty("role", "strong")
        state = ElidedLabel("small")
        state.set_full_text(OWN_TEXT if own else DRAFT_TEXT)
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(title)
        row.addWidget(state, 1)
        if own:
            back = link_button("用回草稿")
            back.setObjectName(f"draft_{name}")
            back.clicked.connect(lambda: self._return_to_draft(name))
            row.addWidget(back)
        return head

    def _return_to_draft(self, name: str) -> None:
        self._fields[name].setFocus()
        self._save_texts({name: ""}, f"用回草稿：{name}")

    @Slot()
    def _save(self) -> None:
        """Save the texts that differ from their drafts; the others stay drafts."""
        texts = {name: field.toPlainText().strip() for name, field in self._fields.items()}
        written = {n: text for n, text in texts.items() if text != self._shown[n].strip()}
        if written:
            self._save_texts(written, "改报告文字")

    def _save_texts(self, texts: Mapping[str, str], reason: str) -> None:
        session = self._session
        own = {n: "" if text == self._drafts.get(n) else text for n, text in texts.items()}
        self._shown = {}
        try:
            with session.edit(reason) as edit:
                save_texts(session.store, edit, session.quarter, own)
        except UserError as error:
            session.notify(str(error), "bad")
