"""年度目标: the targets set by the city for a year; none is ever made up."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.appearance import theme
from gui.widgets.buttons import tool_button
from gui.widgets.card import Card
from storage.counting.indicators import INDICATORS
from storage.counting.indicators.indicator import NOT_SET
from storage.errors import Invalid, UserError
from storage.model.tables.setting import TARGETS

if TYPE_CHECKING:
    from gui.session import Session
    from storage.counting.indicators import Indicator
    from storage.model.tables.setting import Target

WORDS = "只填市里下达给本县的数，不填全市的总数；没有下达的留空，报表里写“未下达”。"
NUMBER_WIDTH = 132
_WITH_TARGETS = tuple(one for one in INDICATORS if one.unit != "是否")  # yes or no has no target


class TargetLine:
    """The fields of one indicator."""

    def __init__(self, indicator: Indicator) -> None:
        self.indicator = indicator
        self.label = QLabel(indicator.label)
        self.label.setToolTip(f"{indicator.code}　{indicator.rule}")
        self.value = QLineEdit()
        self.value.setObjectName(f"target_{indicator.code}")
        self.value.setAccessibleName(f"{indicator.label}的目标，{indicator.unit}")
        self.value.setPlaceholderText(_default_text(indicator))
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.value.setFixedWidth(NUMBER_WIDTH)
        self.unit = QLabel(indicator.unit)
        self.unit.setProperty("role", "second")
        self.source = QLineEdit()
        self.source.setObjectName(f"source_{indicator.code}")
        self.source.setAccessibleName(f"{indicator.label}的下达文件")
        self.fault = QLabel()
        self.fault.setObjectName(f"target_fault_{indicator.code}")
        self.fault.setProperty("role", "problem")
        self.fault.hide()

    def show(self, target: Target | None) -> None:
        """Show the saved target."""
        self.value.setText(str(target.value) if target else "")
        self.source.setText((target.source or "") if target else "")
        self.source.setEnabled(target is not None)
        self.fault.hide()


class TargetSection(QWidget):
    """The targets of one year; a field is saved when it loses the focus."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._year = session.quarter.year
        self._lines = [TargetLine(one) for one in sorted(_WITH_TARGETS, key=_display_order)]
        self._title = QLabel()
        self._title.setObjectName("target_year")
        self._title.setProperty("role", "strong")
        words = QLabel(WORDS)
        words.setProperty("role", "second")
        words.setWordWrap(True)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self._grid())
        card = Card(TARGETS.label, self._stepper())
        card.body.setSpacing(theme.SPACE)
        card.body.addWidget(words)
        card.body.addWidget(area, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        session.changed.connect(lambda _changes: self.refresh())
        session.quarter_changed.connect(lambda quarter: self.show_year(quarter.year))
        self.refresh()

    def _stepper(self) -> QWidget:
        back, ahead = tool_button("chevron-left", "上一年"), tool_button("chevron-right", "下一年")
        back.setObjectName("year_before")
        ahead.setObjectName("year_after")
        back.clicked.connect(lambda: self.show_year(self._year - 1))
        ahead.clicked.connect(lambda: self.show_year(self._year + 1))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (back, self._title, ahead):
            row.addWidget(part)
        return holder

    def _grid(self) -> QWidget:
        holder = QWidget()
        holder.setProperty("role", "plain")
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, theme.GAP, 0)
        grid.setHorizontalSpacing(theme.SPACE)
        grid.setVerticalSpacing(theme.GAP // 2)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(3, 3)
        heads = ("指标", TARGETS.by_name["value"].label, "", TARGETS.by_name["source"].label)
        for at, text in enumerate(heads):
            head = QLabel(text)
            head.setProperty("role", "small")
            grid.addWidget(head, 0, at)
        for row, line in enumerate(self._lines):
            for at, part in enumerate((line.label, line.value, line.unit, line.source)):
                grid.addWidget(part, 2 * row + 1, at)
            grid.addWidget(line.fault, 2 * row + 2, 1, 1, 3)
            for field in (line.value, line.source):
                field.editingFinished.connect(lambda line=line: self._save(line))
        grid.setRowStretch(2 * len(self._lines) + 1, 1)
        return holder

    @Slot(int)
    def show_year(self, year: int) -> None:
        """Show the targets of another year."""
        self._year = year
        self.refresh()

    def refresh(self) -> None:
        """Show the saved targets."""
        self._title.setText(f"{self._year} 年")
        for line in self._lines:
            line.show(self._saved(line))

    def _saved(self, line: TargetLine) -> Target | None:
        code = line.indicator.code
        return next(iter(self._session.store.find(TARGETS, year=self._year, indicator=code)), None)

    def _save(self, line: TargetLine) -> None:
        """Save a target, or remove one whose field was emptied."""
        saved, typed = self._saved(line), line.value.text().strip()
        source = line.source.text().strip()
        unchanged = (str(saved.value), saved.source or "") if saved else ("", source)
        if (typed, source) == unchanged:
            line.fault.hide()
            return
        try:
            self._write(line, saved, typed, source)
        except Invalid as error:
            line.fault.setText("；".join(problem.message for problem in error.problems))
            line.fault.show()
        except UserError as error:
            self._session.notify(str(error), "bad")

    def _write(self, line: TargetLine, saved: Target | None, typed: str, source: str) -> None:
        reason = f"修改 {self._year} 年目标：{line.indicator.label}"
        if not typed and saved is not None and saved.id is not None:
            with self._session.edit(reason) as edit:
                edit.remove(TARGETS, saved.id)
            return
        code = line.indicator.code
        draft = {"year": str(self._year), "indicator": code, "value": typed, "source": source}
        record = TARGETS.parse(draft)
        with self._session.edit(reason) as edit:
            edit.save(TARGETS, dataclasses.replace(record, id=saved.id if saved else None))


def _display_order(indicator: Indicator) -> tuple[bool, bool]:
    """Sort key: targets set by the city first, then the general requirements of the notice."""
    return not indicator.has_target, indicator.required_target is None


def _default_text(indicator: Indicator) -> str:
    """Return the placeholder of a field without a target."""
    if indicator.has_target:
        return NOT_SET
    if indicator.required_target is None:
        return "不设"
    return f"通知要求 {indicator.required_target}" if indicator.unit == "%" else "通知要求"
