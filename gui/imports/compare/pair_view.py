"""A held row next to the people it may be: the same person, or another?"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.appearance import theme
from gui.imports.check.preview_lines import display_text
from gui.models.masking import mask_text, masked_pair
from gui.widgets.buttons import link_button, quiet_button
from storage.intake.tables.person_evidence import PERSON_DOUBT

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from gui.imports.check.preview_lines import PlanLines
    from storage.intake.rows.import_plan import Candidate, PlannedRow
    from storage.model.schema import Column

MAX_CANDIDATES = 3  # people a row is compared with
MIN_VALUE_WIDTH = 120
PERSON_TEXTS = {  # of a row that may not be a person's
    "same": "1　是人，导入",
    "different": "2　不是人",
}
ACTIONS = (
    ("same", "1　是同一人", Qt.Key.Key_1),
    ("different", "2　不是同一人", Qt.Key.Key_2),
    ("later", "3　先放着", Qt.Key.Key_3),
)


class PairView(QWidget):
    """Shows one held row; 1, 2 and 3 decide.

    Signals:
        decided(line, facts): facts of the row's decision
        postponed(): decide it later
        exclude_requested(line): it is not to be imported
        include_requested(line): it is a person's row, whatever it looks like
        transfers_confirmed(lines): all of these people came from another school
    """

    decided = Signal(int, object)
    postponed = Signal()
    exclude_requested = Signal(int)
    include_requested = Signal(int)
    transfers_confirmed = Signal(object)

    def __init__(self, name_of: Callable[[str, int], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pair_view")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._name_of = name_of
        self._lines: PlanLines | None = None
        self.line: int | None = None
        self._chosen = 0
        self._masked = False
        self._why = QLabel()
        self._why.setObjectName("pair_why")
        self._why.setProperty("role", "section")
        self._why.setWordWrap(True)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MARGIN, theme.SPACE, theme.MARGIN, theme.SPACE)
        column.setSpacing(theme.SPACE)
        column.addWidget(self._why)
        column.addWidget(self._area, 1)
        column.addLayout(self._bar())

    def _bar(self) -> QHBoxLayout:
        self._buttons = {}
        bar = QHBoxLayout()
        bar.setSpacing(theme.GAP)
        for (name, text, _key), do in zip(
            ACTIONS, (self.choose_same, self.choose_different, self.postpone), strict=True
        ):
            button = quiet_button(text)
            button.setObjectName(f"pair_{name}")
            button.clicked.connect(do)
            self._buttons[name] = button
            bar.addWidget(button)
        self._exclude_button = link_button("这一行不导入")
        self._exclude_button.setObjectName("pair_out")
        self._exclude_button.clicked.connect(self._exclude)
        bar.addWidget(self._exclude_button)
        self._transfer_button = link_button("")
        self._transfer_button.setObjectName("all_moved")
        self._transfer_button.clicked.connect(
            lambda: self.transfers_confirmed.emit(self._transferred())
        )
        bar.addWidget(self._transfer_button)
        bar.addStretch()
        return bar

    def show_line(self, lines: PlanLines, line: int | None) -> None:
        """Show a held row next to its candidates."""
        self._lines, self.line, self._chosen = lines, line, 0
        self._show()

    def set_masked(self, masked: bool) -> None:
        """Hide the numbers of people, or show them."""
        self._masked = masked
        self._show()

    def _show(self) -> None:
        if self._lines is None or self.line is None:
            return
        row = self._lines.rows[self.line]
        problem = next((one for one in reversed(row.problems) if not one.column), None)
        why = problem.message if problem else ""
        self._why.setText(mask_text(why) if self._masked else why)
        doubtful = _has(row, PERSON_DOUBT)
        for name, text, _key in ACTIONS[:2]:
            button, words = self._buttons[name], PERSON_TEXTS[name] if doubtful else text
            button.setText(words)
            button.setAccessibleName(words)
            button.setEnabled(doubtful or bool(row.candidates) or _is_duplicate(row))
        self._exclude_button.setVisible(not doubtful)
        count = len(self._transferred()) if _has(row, "transfer") else 0
        self._transfer_button.setText(f"这样的 {count:,} 人都是转入")
        self._transfer_button.setAccessibleName(self._transfer_button.text())
        self._transfer_button.setVisible(count > 1)
        self._area.setWidget(self._table(row))

    def _transferred(self) -> list[int]:
        """Return the held lines of people of another school, known by the same ID number."""
        lines = self._lines
        return [n for n in lines.held if _has(lines.rows[n], "transfer")] if lines else []

    def _table(self, row: PlannedRow) -> QWidget:
        holder = QWidget()
        holder.setProperty("role", "plain")
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.EDGE)
        grid.setVerticalSpacing(theme.GAP // 2)
        grid.addWidget(_label("", "small"), 0, 0)
        position = (
            self._lines.full_position(self.line) if self._lines and self.line is not None else ""
        )
        grid.addWidget(_label(f"表里　{position}", "strong"), 0, 1)
        candidates = row.candidates[:MAX_CANDIDATES]
        for at, one in enumerate(candidates):
            grid.addWidget(self._head(at, one, len(candidates)), 0, at + 2)
        for number, column in enumerate(self._columns(row), 1):
            self._add_field(grid, number, column, row.parsed, [one.record for one in candidates])
        grid.setRowStretch(grid.rowCount(), 1)
        for at in range(1, len(candidates) + 2):
            grid.setColumnStretch(at, 1)
        return holder

    def _add_field(
        self, grid: QGridLayout, number: int, column: Column, parsed: Any, records: list[Any]
    ) -> None:
        """Add a field of the row and its candidates; the row's is masked as for the chosen one."""
        grid.addWidget(_label(column.label, "second"), number, 0)
        own = self._text(column, parsed)
        pairs = [
            masked_pair(column, own, self._text(column, one), masked=self._masked)
            for one in records
        ] or [masked_pair(column, own, "", masked=self._masked)]
        chosen = pairs[min(self._chosen, len(pairs) - 1)]
        grid.addWidget(_value(chosen.one, "", chosen.positions), number, 1)
        for at, (one, pair) in enumerate(zip(records, pairs, strict=False)):
            theirs = self._text(column, one)
            tone = "good" if own and own == theirs else "bad" if own and theirs else ""
            grid.addWidget(_value(pair.other, tone, pair.positions, pair.note), number, at + 2)

    def _head(self, at: int, one: Candidate, count: int) -> QWidget:
        number = self._lines.plan.table.number(one.record.id) if self._lines else ""
        text = f"台账　{number}"
        if count == 1:
            return _label(text, "strong")
        button = link_button(f"{'●' if at == self._chosen else '○'} {text}")
        button.setObjectName(f"candidate_{at}")
        button.setAccessibleName(f"{text}，{'、'.join(one.reasons)}")
        button.clicked.connect(lambda: self._choose(at))
        return button

    def _columns(self, row: PlannedRow) -> list[Column]:
        """Return the fields in which the row or a candidate has a value."""
        if self._lines is None:
            return []
        records = [row.parsed, *(one.record for one in row.candidates[:MAX_CANDIDATES])]
        columns = self._lines.plan.table.columns
        return [
            column
            for column in columns
            if any(getattr(one, column.name) not in (None, column.default) for one in records)
        ]

    def _text(self, column: Column, record: Any) -> str:
        value = getattr(record, column.name)
        if value is not None and column.kind.target:
            return self._name_of(column.kind.target, value)
        return display_text(column, value)

    def _choose(self, at: int) -> None:
        self._chosen = at
        self._show()
        self.setFocus()

    @Slot()
    def choose_same(self) -> None:
        """Decide that the row is the chosen candidate, or a person's at all."""
        row = self._row()
        if row is not None and _has(row, PERSON_DOUBT) and self.line is not None:
            self.include_requested.emit(self.line)
        elif row is not None and row.candidates and self.line is not None:
            record = row.candidates[self._chosen].record
            self.decided.emit(self.line, {"same_as": record.id, "different": False})
        elif row is not None and _is_duplicate(row):
            self._exclude()  # the earlier row has the same data

    @Slot()
    def choose_different(self) -> None:
        """Decide that the row is another person, or nobody."""
        row = self._row()
        if row is not None and _has(row, PERSON_DOUBT):
            self._exclude()
            return
        able = row is not None and (row.candidates or _is_duplicate(row))
        if able and self.line is not None:
            self.decided.emit(self.line, {"same_as": None, "different": True})

    @Slot()
    def postpone(self) -> None:
        """Leave the row undecided; it is not imported."""
        self.postponed.emit()

    @Slot()
    def _exclude(self) -> None:
        if self.line is not None:
            self.exclude_requested.emit(self.line)

    def _row(self) -> PlannedRow | None:
        return self._lines.rows[self.line] if self._lines and self.line is not None else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        for (_name, _text, key), do in zip(
            ACTIONS, (self.choose_same, self.choose_different, self.postpone), strict=True
        ):
            if event.key() == key:
                do()
                return
        super().keyPressEvent(event)


def _is_duplicate(row: PlannedRow) -> bool:
    """Whether a row may be the same person as an earlier row of the files."""
    return _has(row, "twice")


def _has(row: PlannedRow, code: str) -> bool:
    return any(problem.code == code for problem in row.problems)


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _value(text: str, tone: str, positions: tuple[int, ...] = (), note: str = "") -> QLabel:
    """Build a label for a value; the differing digits of a number are marked and noted."""
    label = _label(text or "—", "")
    if positions:
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setText(_marked(text, positions) + (f"　<small>{note}</small>" if note else ""))
        label.setAccessibleName(f"{text} {note}".strip())
    label.setMinimumWidth(MIN_VALUE_WIDTH)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if tone:
        ink = theme.tone(tone)[0].name()
        label.setStyleSheet(f"color:{ink}")
    return label


def _marked(text: str, positions: tuple[int, ...]) -> str:
    ground = theme.colours().warn_soft
    return "".join(
        f'<span style="background-color:{ground}">{escape(sign)}</span>'
        if at in positions
        else escape(sign)
        for at, sign in enumerate(text)
    )
