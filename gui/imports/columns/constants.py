"""Values that every row of a roster has though the sheet lacks them, such as its class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.appearance import icons, theme
from gui.widgets.buttons import quiet_button
from gui.widgets.elided import ElidedButton, ElidedLabel
from gui.widgets.field.choice_box import ChoiceBox
from gui.widgets.flow_layout import FlowLayout
from storage.intake.rows.unclear_values import choices_of

if TYPE_CHECKING:
    from gui.session import Session
    from storage.intake.rows.import_plan import Plan
    from storage.model.schema import Column

FIELD, VALUE = 150, 200


class Constants(QWidget):
    """A line to add a constant, and a chip for each one that removes it when clicked.

    Signals:
        constants_changed(values): field -> the text every row has, or None to remove it
    """

    constants_changed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._columns: dict[str, Column] = {}
        self._chips: list[QPushButton] = []
        self._fields, self._values = QStringListModel(self), QStringListModel(self)
        self._field = ChoiceBox(self._fields)
        self._field.setObjectName("constant_field")
        self._field.setAccessibleName("哪一列")
        self._field.setFixedWidth(FIELD)
        self._field.currentTextChanged.connect(self._offer)
        self._value = ChoiceBox(self._values)
        self._value.setObjectName("constant_value")
        self._value.setAccessibleName("都是什么")
        self._value.setFixedWidth(VALUE)
        self._value.free = True
        for box, placeholder in ((self._field, "哪一列"), (self._value, "都是什么")):
            edit = box.lineEdit()
            if edit is not None:
                edit.setPlaceholderText(placeholder)
        self._add = quiet_button("加上", "plus")
        self._add.setObjectName("add_constant")
        self._add.clicked.connect(self._add_constant)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        for widget in (self._field, self._value, self._add):
            row.addWidget(widget)
        row.addStretch()
        self._below = QWidget()
        self._flow = FlowLayout(self._below)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MARGIN, theme.GAP, theme.MARGIN, theme.GAP)
        column.setSpacing(theme.GAP)
        column.addLayout(_head())
        column.addLayout(row)
        column.addWidget(self._below)

    def show_plan(self, plan: Plan) -> None:
        """Show the constants of a plan."""
        self._columns = {column.label: column for column in plan.table.columns}
        chosen = self._field.currentText()
        self._fields.setStringList(list(self._columns))
        self._field.choose(chosen if chosen in self._columns else "")
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        constants = plan.choices.constants
        self._chips = [
            self._chip(plan.table.by_name[name], text) for name, text in constants.items()
        ]
        for chip in self._chips:
            self._flow.addWidget(chip)
        self._below.setVisible(bool(self._chips))

    def _chip(self, column: Column, text: str) -> QPushButton:
        chip = ElidedButton("filter", f"{column.label}：{text}", "点一下去掉", self._below)
        chip.setObjectName(f"constant_{column.name}")
        chip.setAccessibleName(f"去掉{column.label}：{text}")
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        icons.set_icon(chip, "x", "link", theme.ARROW)
        chip.clicked.connect(lambda: self.constants_changed.emit({column.name: None}))
        return chip

    @Slot(str)
    def _offer(self, label: str) -> None:
        column = self._columns.get(label)
        self._values.setStringList(list(choices_of(self._session.store, column)) if column else [])
        self._value.setEditText("")

    @Slot()
    def _add_constant(self) -> None:
        column = self._columns.get(self._field.currentText())
        text = " ".join(self._value.currentText().split())
        if column is not None and text:
            self.constants_changed.emit({column.name: text})
            self._value.setEditText("")


def _head() -> QHBoxLayout:
    """Build the heading with its hint."""
    words, hint = QLabel("整份名册都是"), ElidedLabel("small")
    words.setProperty("role", "strong")
    hint.set_full_text("表里没写、但每一行都一样的；表里写了的以表里为准")
    row = QHBoxLayout()
    row.setSpacing(theme.GAP)
    row.addWidget(words)
    row.addWidget(hint, 1)
    return row
