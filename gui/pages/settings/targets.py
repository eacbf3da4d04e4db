"""年度目标: what the city has set the county for the year; an empty field is 未下达."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from gui import theme
from storage.errors import Invalid, UserError
from storage.indicators import INDICATORS
from storage.indicators.indicator import NOT_SET
from storage.tables.setting import TARGETS, Target

if TYPE_CHECKING:
    from gui.session import Session

WIDE = 640
NUMBER = 110


class TargetsPart(QWidget):
    """A line for every indicator that the city may set a figure for."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._fields: dict[str, tuple[QLineEdit, QLineEdit]] = {}
        self._title = QLabel()
        self._title.setProperty("role", "section")
        self._fault = QLabel()
        self._fault.setObjectName("target_problem")
        self._fault.setProperty("role", "problem")
        self._fault.hide()
        card = QFrame()
        card.setProperty("role", "card")
        card.setFixedWidth(WIDE)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        inside.setSpacing(theme.SPACE)
        purpose = QLabel("只填市里下达给本县的数；没有下达就空着，报表上写“未下达”，绝不估一个数。")
        purpose.setProperty("role", "second")
        purpose.setWordWrap(True)
        for part in (self._title, purpose):
            inside.addWidget(part)
        inside.addLayout(self._lines())
        inside.addWidget(self._fault)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        session.quarter_changed.connect(self._show)
        session.changed.connect(self._follow)
        self._show()

    def _lines(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE)
        grid.setColumnStretch(2, 1)
        for at, one in enumerate(one for one in INDICATORS if one.targeted):
            label = QLabel(f"{one.label}（{one.unit}）")
            number, source = QLineEdit(), QLineEdit()
            number.setObjectName(f"target_{one.code}")
            number.setAccessibleName(one.label)
            number.setPlaceholderText(NOT_SET)
            number.setFixedWidth(NUMBER)
            number.setAlignment(Qt.AlignmentFlag.AlignRight)
            source.setObjectName(f"source_{one.code}")
            source.setAccessibleName(TARGETS.by_name["source"].label)
            source.setPlaceholderText(TARGETS.by_name["source"].label)
            for field in (number, source):
                field.editingFinished.connect(lambda code=one.code: self._save(code))
            self._fields[one.code] = (number, source)
            for column, part in enumerate((label, number, source)):
                grid.addWidget(part, at, column)
        return grid

    @Slot()
    def _show(self, _quarter: object = None) -> None:
        year = self._session.quarter.year
        self._title.setText(f"{year} 年")
        kept = {one.indicator: one for one in self._session.store.find(TARGETS, year=year)}
        for code, (number, source) in self._fields.items():
            one = kept.get(code)
            number.setText(str(one.value) if one else "")
            source.setText((one.source if one else "") or "")

    @Slot(object)
    def _follow(self, changes: object) -> None:
        if any(change.table is TARGETS for change in changes):  # type: ignore[attr-defined]
            self._show()

    def _save(self, code: str) -> None:
        number, source = self._fields[code]
        year = self._session.quarter.year
        kept = next(iter(self._session.store.find(TARGETS, year=year, indicator=code)), None)
        draft = {
            "year": year, "indicator": code, "value": number.text(), "source": source.text(),
        }  # fmt: skip
        try:
            if number.text().strip():
                self._keep(kept, TARGETS.parse(draft))
            elif kept is not None:
                self._session.remove(TARGETS, [kept.id or 0])
        except Invalid as error:
            self._fault.setText(error.problems[0].message)
            self._fault.show()
        except UserError as error:
            self._session.say(str(error), "bad")
        else:
            self._fault.hide()

    def _keep(self, kept: Target | None, made: Target) -> None:
        record = dataclasses.replace(made, id=kept.id if kept else None)
        if record != kept:
            with self._session.edit(f"保存{TARGETS.label}") as edit:
                edit.save(TARGETS, record)
