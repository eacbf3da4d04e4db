"""A bar of actions on all rows with the same fault: write one text, include or exclude them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from gui.appearance import theme
from gui.imports.check.preview_lines import REPAIR
from gui.widgets.buttons import quiet_button
from gui.widgets.elided import ElidedLabel
from gui.widgets.field.choice_box import ChoiceBox
from storage.intake.rows.unclear_values import choices_of, has_choices
from storage.intake.tables.person_evidence import PERSON_DOUBT

if TYPE_CHECKING:
    from gui.imports.check.preview_lines import Facet, PlanLines
    from gui.session import Session

EMPTY_CHOICE = "（空着）"
BOX_WIDTH = 190


class BatchFixBar(QFrame):
    """A bar above the rows, visible while a kind of fault is chosen.

    Signals:
        fix_requested(facet, text): every cell of the fault is to be read as this text
        exclude_requested(lines): these rows are not to be imported
        include_requested(lines): these rows are people's
    """

    fix_requested = Signal(object, str)
    exclude_requested = Signal(object)
    include_requested = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mend_bar")
        self._session = session
        self._facet: Facet | None = None
        self._words = QStringListModel(self)
        self._label = ElidedLabel("strong")
        self._label.setObjectName("mend_what")
        self._text_label = QLabel("都改成")
        self._text_label.setProperty("role", "second")
        self._box = ChoiceBox(self._words)
        self._box.setObjectName("mend_text")
        self._box.setAccessibleName("这一类都改成")
        self._box.setFixedWidth(BOX_WIDTH)
        self._fix_button = quiet_button("改")
        self._fix_button.setObjectName("mend_all")
        self._fix_button.clicked.connect(self._apply_fix)
        self._include_button = quiet_button("")
        self._include_button.setObjectName("take_all_in")
        self._include_button.clicked.connect(self._include)
        self._exclude_button = quiet_button("")
        self._exclude_button.setObjectName("leave_all_out")
        self._exclude_button.clicked.connect(self._exclude)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE, theme.GAP, theme.GAP, theme.GAP)
        row.setSpacing(theme.GAP)
        row.addWidget(self._label, 1)
        for widget in (
            self._text_label,
            self._box,
            self._fix_button,
            self._include_button,
            self._exclude_button,
        ):
            row.addWidget(widget)
        self.hide()

    def show_facet(self, lines: PlanLines | None, facet: Facet | None) -> None:
        """Offer the actions against a kind of fault; hide for a repair, which is done already."""
        self._facet = facet
        self.setVisible(facet is not None and lines is not None and facet.severity != REPAIR)
        if facet is None or lines is None or facet.severity == REPAIR:
            return
        self._label.set_full_text(facet.label)
        column = lines.plan.table.by_name.get(facet.column)
        able = column is not None and any(facet.column in part.places for part in lines.parts)
        words = [EMPTY_CHOICE]
        if able and column is not None and has_choices(column):
            words += choices_of(self._session.store, column)
        self._words.setStringList(words)
        self._box.choose(facet.fix if facet.fix in words else EMPTY_CHOICE)
        useful = able and (len(words) > 1 or facet.severity == "warning")
        for widget in (self._text_label, self._box, self._fix_button):
            widget.setVisible(useful)
        count = len(facet.lines)
        which = f"这 {count:,} 行都" if count > 1 else "这一行"
        doubtful = facet.code == PERSON_DOUBT
        self._include_button.setVisible(doubtful)
        for button, text in (
            (self._include_button, f"{which}是人，导入"),
            (self._exclude_button, f"{which}不是人" if doubtful else f"{which}不导入"),
        ):
            button.setText(text)
            button.setAccessibleName(text)

    @Slot()
    def _apply_fix(self) -> None:
        if self._facet is not None:
            text = self._box.currentText()
            self.fix_requested.emit(self._facet, "" if text == EMPTY_CHOICE else text)

    @Slot()
    def _include(self) -> None:
        if self._facet is not None:
            self.include_requested.emit(list(self._facet.lines))

    @Slot()
    def _exclude(self) -> None:
        if self._facet is not None:
            self.exclude_requested.emit(list(self._facet.lines))
