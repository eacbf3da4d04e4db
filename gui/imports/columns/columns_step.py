"""对列: the field of each column of a sheet, with samples and the confidence of the match."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStringListModel, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from gui.appearance import theme
from gui.imports.columns.constants import Constants
from gui.imports.columns.match_rows import (
    MatchRows,
    SideCard,
    build_arrow,
    build_badge,
    build_choice,
)
from gui.imports.import_state import SURE
from gui.models.masking import mask_text
from gui.widgets.elided import ElidedLabel
from gui.widgets.list.side_list import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gui.imports.import_draft import SheetKey
    from gui.session import Session
    from gui.widgets.field.choice_box import ChoiceBox
    from gui.widgets.pill import Pill
    from storage.intake.rows.import_plan import FilePlan, Plan, SheetPlan
    from storage.intake.vocabulary.column_match import MappedColumn

MAX_COLUMNS = 200  # columns listed; no roster has more
ROWS_AT_ONCE = 5  # rows built before other events are processed
NOT_IMPORTED = "不导入"
BY_HAND = "您指定的"
FIELD, BADGE = 164, 124


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    """Sheets with the same columns, so that one decision serves all of them."""

    keys: tuple[SheetKey, ...]
    file: FilePlan
    sheet: SheetPlan


class ColumnsStep(QWidget):
    """Groups of sheets on the left where there are several, the columns of one on the right.

    Signals:
        decided(keys, columns): the field of each column that was chosen by hand, "" for none
    """

    decided = Signal(object, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        session.masked_changed.connect(self._update_samples)
        self._plan: Plan | None = None
        self._groups: tuple[ColumnGroup, ...] = ()
        self._at = 0
        self._chosen: dict[int, dict[int, str]] = {}
        self._words = QStringListModel(self)
        self._boxes: dict[int, tuple[ChoiceBox, Pill]] = {}
        self._samples: list[tuple[ElidedLabel, MappedColumn]] = []
        self._labels: dict[int, str] = {}
        self._by_hand: set[int] = set()
        self._remaining: list[tuple[int, MappedColumn]] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._add_more_rows)
        self.side = SideCard("group_list", "列相同的工作表")
        self.side.list.chosen.connect(self._choose_group)
        self.constants = Constants(session)
        card = self._card()
        self.setFocusProxy(self._rows)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(card)

    def _card(self) -> QWidget:
        card = QFrame()
        card.setProperty("role", "card")
        self._missing = QLabel()
        self._missing.setObjectName("missing_fields")
        self._missing.setProperty("role", "problem")
        self._missing.setContentsMargins(theme.MARGIN, theme.GAP, theme.MARGIN, theme.GAP)
        self._rows = MatchRows(("表里的列", "前三个不同的值", "", "记到台账的", ""), (2, 3))
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        line = QFrame()
        line.setProperty("role", "line")
        column.addWidget(self._missing)
        column.addWidget(self._rows, 1)
        column.addWidget(line)
        column.addWidget(self.constants)
        return card

    def show_plan(self, plan: Plan) -> None:
        """Show the columns of a plan's sheets."""
        self._plan = plan
        self._groups = tuple(_groups(plan))
        self._at = min(self._at, max(len(self._groups) - 1, 0))
        self._chosen = {}
        self._words.setStringList([NOT_IMPORTED, *(column.label for column in plan.table.columns)])
        several = len(plan.files) > 1
        entries = [
            Entry(_group_title(group, several=several), at, detail=_mapped_summary(group.sheet))
            for at, group in enumerate(self._groups)
        ]
        self.side.list.show_entries(entries, self._at)
        self.side.set_available(len(entries) > 1)
        self.constants.show_plan(plan)
        self._show()

    def _choose_group(self, at: object) -> None:
        if isinstance(at, int):
            self._at = at
            self._show()

    def _show(self) -> None:
        self._boxes, self._samples = {}, []
        self._rows.start(theme.LABEL)
        headers = (self._groups[self._at].sheet.headers if self._groups else ())[:MAX_COLUMNS]
        self._rows.finish(len(headers))
        self._labels = {
            one.index: one.column.label if one.column else NOT_IMPORTED for one in headers
        }
        self._by_hand = set()
        self._remaining = list(enumerate(headers, 1))
        self._add_more_rows()
        self._show_missing()

    @Slot()
    def _add_more_rows(self) -> None:
        """Add some more rows, a few at a time, so that a wide sheet does not hold up the window."""
        portion, self._remaining = self._remaining[:ROWS_AT_ONCE], self._remaining[ROWS_AT_ONCE:]
        for row, mapped in portion:
            self._rows.add(row, self._row(mapped))
        if self._remaining:
            self._timer.start()

    def _row(self, mapped: MappedColumn) -> tuple[QWidget, ...]:
        name = ElidedLabel("strong")
        name.set_full_text(mapped.header or "（没有表头）")
        samples = ElidedLabel("second")
        self._samples.append((samples, mapped))
        self._show_sample(samples, mapped)
        label = f"“{name.full_text()}”记到台账的哪一项"
        box = build_choice(self._words, f"column_{mapped.index}", label, FIELD)
        box.choose(self._labels[mapped.index])
        pill = build_badge(BADGE)
        by_hand = mapped.index in self._by_hand
        pill.set_text(*((BY_HAND, "link") if by_hand else _badge(mapped)))
        box.textActivated.connect(lambda text, at=mapped.index: self._set_field(at, text))
        self._boxes[mapped.index] = (box, pill)
        return name, samples, build_arrow(), box, pill

    def _show_sample(self, label: ElidedLabel, mapped: MappedColumn) -> None:
        texts = mapped.samples
        if self._session.masked:
            texts = tuple(mask_text(text, mapped.column) for text in texts)
        label.set_full_text("　".join(texts) or "（空）")

    @Slot()
    def _update_samples(self) -> None:
        for label, mapped in self._samples:
            self._show_sample(label, mapped)

    def _set_field(self, index: int, label: str) -> None:
        """Map a column to a field by its label; another column with that field loses it."""
        rivals = [at for at, one in self._labels.items() if one == label and at != index]
        if rivals and label != NOT_IMPORTED:  # of tables side by side, only the same one's
            at = min(rivals, key=lambda rival: abs(rival - index))
            self._set_label(at, NOT_IMPORTED)
            self._record_choice(at, NOT_IMPORTED)
        self._set_label(index, label)
        self._record_choice(index, label)
        self._show_missing()
        self.decided.emit(self._groups[self._at].keys, dict(self._chosen[self._at]))

    def _set_label(self, index: int, label: str) -> None:
        self._labels[index] = label
        self._by_hand.add(index)
        if index in self._boxes:
            box, pill = self._boxes[index]
            box.choose(label)
            pill.set_text(BY_HAND, "link")

    def _record_choice(self, index: int, label: str) -> None:
        names = (
            {column.label: column.name for column in self._plan.table.columns} if self._plan else {}
        )
        self._chosen.setdefault(self._at, {})[index] = names.get(label, "")

    def _show_missing(self) -> None:
        taken = set(self._labels.values())
        columns = self._plan.table.columns if self._plan else ()
        missing = [one.label for one in columns if one.required and one.default is None]
        missing = [label for label in missing if label not in taken]
        self._missing.setText(
            f"还缺{'、'.join(missing)}：没有这一项的人不能导入，请指定它在哪一列。"
        )
        self._missing.setVisible(bool(missing and self._labels))


def _groups(plan: Plan) -> Iterator[ColumnGroup]:
    found: dict[Any, list[tuple[FilePlan, SheetPlan]]] = {}
    for file in plan.files:
        for sheet in file.sheets:
            if sheet.headers:
                texts = tuple((one.index, one.header) for one in sheet.headers)
                found.setdefault(texts, []).append((file, sheet))
    for members in found.values():
        yield ColumnGroup(tuple((file.key, sheet.name) for file, sheet in members), *members[0])


def _group_title(group: ColumnGroup, *, several: bool) -> str:
    """Return the title of a group: its first sheet, or its file where there are several."""
    more = f" 等 {len(group.keys)} 个工作表" if len(group.keys) > 1 else ""
    return (f"《{group.file.shown}》" if several else group.sheet.name) + more


def _mapped_summary(sheet: SheetPlan) -> str:
    taken = sum(1 for one in sheet.headers if one.column)
    doubts = sum(1 for one in sheet.headers if one.column and one.confidence < SURE)
    doubtful = f"，{doubts} 列请确认" if doubts else ""
    return f"{len(sheet.headers)} 列，导入 {taken} 列{doubtful}"


def _badge(mapped: MappedColumn) -> tuple[str, str]:
    """Return how a column was recognised, and the tone of its confidence."""
    if mapped.column is None:
        return mapped.why, "good" if mapped.record_number else "neutral"
    if mapped.why == BY_HAND:
        return mapped.why, "link"
    return mapped.why, "good" if mapped.confidence >= SURE else "warn"
