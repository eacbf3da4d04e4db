"""对值: the distinct unrecognised texts of each field, and the value each of them means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gui.appearance import theme
from gui.imports.columns.match_rows import (
    MatchRows,
    SideCard,
    build_arrow,
    build_badge,
    build_choice,
)
from gui.widgets.buttons import quiet_button
from gui.widgets.elided import ElidedLabel
from gui.widgets.empty_state import EmptyState
from gui.widgets.list.side_list import Entry
from storage.intake.rows.unclear_values import choices_of, decided_values

if TYPE_CHECKING:
    from gui.imports.check.preview_lines import PlanLines
    from gui.session import Session
    from storage.intake.rows.unclear_values import Unclear
    from storage.model.schema import Column

MAX_LISTED = 150  # texts listed of one field
UNDECIDED, BLANK = "（先不管）", "（当作没填）"
FIELD, BADGE, COUNT = 220, 112, 64


class ValuesStep(QWidget):
    """Fields on the left, the texts of the chosen one on the right.

    Signals:
        values_decided(values): (field, text) -> its value, "" for blank, None for undecided
    """

    values_decided = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._found: dict[str, list[Unclear]] = {}
        self._field = ""
        self.side = SideCard("field_list", "有不认识的值的项")
        self.side.list.chosen.connect(self._choose)
        self._words = QStringListModel(self)
        self._empty = EmptyState()
        self._empty.show_message(
            "circle-check",
            "表里的值都认识",
            "民族、政治面貌、是或否这些列里没有不认识的写法，可以直接去检查。",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._card())
        empty = QFrame()
        empty.setProperty("role", "card")
        around = QVBoxLayout(empty)
        around.addWidget(self._empty)
        self._stack.addWidget(empty)
        self.setFocusProxy(self._rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def _card(self) -> QWidget:
        card = QFrame()
        card.setProperty("role", "card")
        self._summary = ElidedLabel("second")
        self._summary.setObjectName("values_told")
        self._all = quiet_button("都按建议", "wand-sparkles")
        self._all.setObjectName("take_likely")
        self._all.clicked.connect(self._accept_suggestions)
        bar = QHBoxLayout()
        bar.setContentsMargins(theme.MARGIN, theme.GAP, theme.GAP, 0)
        bar.addWidget(self._summary, 1)
        bar.addWidget(self._all)
        self._rows = MatchRows(("表里写的", "行数", "", "认作", ""), (1,))
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self._rows, 1)
        return card

    def show_lines(self, lines: PlanLines) -> None:
        """Show the texts of another plan, the decided ones as well."""
        found: dict[str, list[Unclear]] = {}
        for one in (*lines.unclear, *decided_values(lines.plan)):
            found.setdefault(one.column.name, []).append(one)
        self._found = found
        if self._field not in found:
            self._field = next(iter(found), "")
        self.side.list.show_entries(map(_entry, found.values()), self._field)
        self._stack.setCurrentIndex(0 if found else 1)
        self.side.set_available(bool(found))
        self._show()

    def _choose(self, field: object) -> None:
        if isinstance(field, str) and field != self._field:
            self._field = field
            self._show()

    def _show(self) -> None:
        found = self._found.get(self._field, [])
        self._rows.start()
        if found:
            column = found[0].column
            self._words.setStringList([UNDECIDED, BLANK, *choices_of(self._session.store, column)])
            self._show_summary(column, found)
        for row, one in enumerate(found[:MAX_LISTED], 1):
            self._rows.add(row, self._row(row, one))
        self._rows.finish(len(found[:MAX_LISTED]))

    def _show_summary(self, column: Column, found: list[Unclear]) -> None:
        open_ = [one for one in found if one.meant is None]
        rows = sum(one.count for one in open_)
        more = f"，列出前 {MAX_LISTED} 个" if len(found) > MAX_LISTED else ""
        self._summary.set_full_text(
            f"{column.label}一列有 {len(open_)} 个不认识的写法，"
            f"{rows:,} 行{more}。指定一次，以后都认识。"
            if open_
            else f"{column.label}一列都有着落了。"
        )
        self._all.setVisible(any(one.fix for one in open_))

    def _row(self, at: int, one: Unclear) -> tuple[QWidget, ...]:
        text = ElidedLabel("strong")
        text.set_full_text(one.text or "（空白）")
        count = QLabel(f"{one.count:,}" if one.count else "")
        count.setFixedWidth(COUNT)
        box = build_choice(self._words, f"value_{at}", f"“{one.text}”认作什么", FIELD)
        box.choose(_chosen(one))
        pill = build_badge(BADGE)
        if one.meant is not None:
            pill.set_text("您指定的", "link")
        elif one.fix:
            pill.set_text(f"像“{one.fix}”", "warn")
        key = (one.column.name, one.text)
        box.textActivated.connect(lambda word: self.values_decided.emit({key: _value(word)}))
        return text, count, build_arrow(), box, pill

    @Slot()
    def _accept_suggestions(self) -> None:
        found = self._found.get(self._field, [])
        likely = {
            (one.column.name, one.text): one.fix for one in found if one.fix and one.meant is None
        }
        if likely:
            self.values_decided.emit(likely)


def _chosen(one: Unclear) -> str:
    return UNDECIDED if one.meant is None else one.meant or BLANK


def _value(word: str) -> str | None:
    return {UNDECIDED: None, BLANK: ""}.get(word, word)


def _entry(found: list[Unclear]) -> Entry:
    column = found[0].column
    left = sum(1 for one in found if one.meant is None)
    icon, tone = ("triangle-alert", "warn") if left else ("circle-check", "good")
    return Entry(column.label, column.name, str(left or ""), icon, tone)
