"""Adds people to a list: by a part of a name, or by a pasted list of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from gui.appearance import theme
from gui.widgets.buttons import link_button, primary_button
from gui.widgets.card import clear_layout
from gui.widgets.elided import ElidedLabel
from gui.widgets.field.link_field import LinkField, disambiguated_title
from gui.widgets.form.editors import ChoiceCombo
from storage.model.tables.volunteer import VOLUNTEERS
from storage.people import name_list_match

if TYPE_CHECKING:
    from gui.session import Session
    from storage.people.name_list_match import NameMatch

NOBODY = 0


class PeopleAdder(QWidget):
    """`foot` holds the button that adds pasted names, outside the scroll area.

    Signals:
        picked(ids): a list of volunteers to add
        opened(whether a roll may be pasted)
    """

    picked = Signal(object)
    opened = Signal(bool)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._search = LinkField(session, VOLUNTEERS, "输入姓名或号码，选中就加入")
        self._search.setObjectName("person")
        self._search.setAccessibleName("输入姓名或号码，选中就加入")
        self._search.picked.connect(self._pick)
        self._paste = link_button("粘贴名单")
        self._paste.setObjectName("paste_names")
        self._paste.setCheckable(True)
        self._paste.toggled.connect(self._open)
        self._roll = PastedNames(session)
        self._roll.picked.connect(self._add)
        self._roll.hide()
        self.foot = self._roll.foot
        self.foot.hide()
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self._search, 1)
        row.addWidget(self._paste)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addLayout(row)
        column.addWidget(self._roll)

    @Slot(int)
    def _pick(self, record_id: int) -> None:
        self._search.set_value(None, "")
        self.picked.emit([record_id])

    @Slot(object)
    def _add(self, ids: list[int]) -> None:
        self._paste.setChecked(False)
        self.picked.emit(ids)

    @Slot(bool)
    def _open(self, opened: bool) -> None:
        self._roll.clear()
        for part in (self._roll, self.foot):
            part.setVisible(opened)
        self.opened.emit(opened)
        if opened:
            self._roll.text.setFocus()


class PastedNames(QFrame):
    """Pasted names with the people they match; the clerk chooses among people of one name.

    Signals:
        picked(ids)
    """

    picked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "sunken")
        self._session = session
        self._choices: list[ChoiceCombo] = []
        self._certain: list[int] = []
        self.text = QPlainTextEdit()
        self.text.setObjectName("names")
        self.text.setAccessibleName("名单，一行一个姓名")
        self.text.setPlaceholderText(
            "一行一个姓名，可从 WPS 里直接粘贴；重名时可在后面带证号或电话尾号"
        )
        self.text.setFixedHeight(theme.NOTE * 3 // 2)
        self.text.textChanged.connect(self._load)
        self._summary = QLabel()
        self._summary.setObjectName("names_found")
        self._summary.setWordWrap(True)
        self._summary.setProperty("role", "small")
        self._doubtful = QVBoxLayout()
        self._add = primary_button("加入")
        self._add.setObjectName("add_names")
        self._add.clicked.connect(self._submit)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        column.setSpacing(theme.GAP)
        column.addWidget(self.text)
        column.addWidget(self._summary)
        column.addLayout(self._doubtful)
        self.foot = QWidget()
        foot = QHBoxLayout(self.foot)
        foot.setContentsMargins(0, 0, theme.GAP, 0)
        foot.addStretch(1)
        foot.addWidget(self._add)
        self._show(())

    def clear(self) -> None:
        """Clear the pasted text."""
        self.text.clear()

    @Slot()
    def _load(self) -> None:
        names, on = (
            name_list_match.parse_names(self.text.toPlainText()),
            self._session.quarter.cut_off,
        )
        self._session.queries.submit(
            "roll call",
            lambda store: tuple(name_list_match.match_name(store, one, on) for one in names),
            self._show,
        )

    def _show(self, answers: tuple[NameMatch, ...]) -> None:
        self._certain = [one.people[0].record.id or 0 for one in answers if one.certain]
        doubtful = [one for one in answers if len(one.people) > 1]
        lost = [one.pasted.name for one in answers if not one.people]
        clear_layout(self._doubtful)
        self._choices = [self._choice(one) for one in doubtful]
        for one, choice in zip(doubtful, self._choices, strict=True):
            label = ElidedLabel("strong")
            label.set_full_text(f"{one.pasted.name}：{len(one.people)} 人同名")
            self._doubtful.addWidget(label)
            self._doubtful.addWidget(choice)
        parts = [f"认出 {len(self._certain)} 人"] if answers else []
        parts += [f"{len(doubtful)} 人同名，请选"] if doubtful else []
        parts += [f"名册里没有：{'、'.join(lost)}"] if lost else []
        self._summary.setText("；".join(parts))
        self._summary.setVisible(bool(parts))
        self._update_button()

    def _choice(self, one: NameMatch) -> ChoiceCombo:
        choice = ChoiceCombo()
        choice.setAccessibleName(f"{one.pasted.name}是哪一位")
        choice.setSizeAdjustPolicy(
            ChoiceCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        choice.addItem("都不是", NOBODY)
        for row in one.people:
            number = row.text("id_number", masked=True)
            choice.addItem(f"{disambiguated_title(row)} · {number}", row.record.id)
        choice.currentIndexChanged.connect(self._update_button)
        return choice

    def _ids(self) -> list[int]:
        chosen = [int(choice.currentData()) for choice in self._choices]
        return [*self._certain, *(number for number in chosen if number != NOBODY)]

    @Slot()
    def _update_button(self) -> None:
        count = len(self._ids())
        self._add.setText(f"加入 {count} 人" if count else "加入")
        self._add.setEnabled(bool(count))

    @Slot()
    def _submit(self) -> None:
        ids = self._ids()
        self.clear()
        self.picked.emit(ids)
