"""What can be done about all rows with the same fault: write one text, or leave them out."""

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
    from gui.imports.check.preview_lines import Facet, Lines
    from gui.session import Session

BLANK = "（空着）"
BOX = 190


class BatchFixBar(QFrame):
    """Stands over the rows while a kind of fault is chosen.

    Signals:
        mended(facet, text): every cell of the fault is to be read as this text
        left_out(lines): these rows are not to be imported
        taken_in(lines): these rows are people's
    """

    fix_requested = Signal(object, str)
    left_out = Signal(object)
    taken_in = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mend_bar")
        self._session = session
        self._facet: Facet | None = None
        self._words = QStringListModel(self)
        self._what = ElidedLabel("strong")
        self._what.setObjectName("mend_what")
        self._to = QLabel("都改成")
        self._to.setProperty("role", "second")
        self._box = ChoiceBox(self._words)
        self._box.setObjectName("mend_text")
        self._box.setAccessibleName("这一类都改成")
        self._box.setFixedWidth(BOX)
        self._do = quiet_button("改")
        self._do.setObjectName("mend_all")
        self._do.clicked.connect(self._apply_fix)
        self._into = quiet_button("")
        self._into.setObjectName("take_all_in")
        self._into.clicked.connect(self._take_in)
        self._out = quiet_button("")
        self._out.setObjectName("leave_all_out")
        self._out.clicked.connect(self._leave_out)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE, theme.GAP, theme.GAP, theme.GAP)
        row.setSpacing(theme.GAP)
        row.addWidget(self._what, 1)
        for widget in (self._to, self._box, self._do, self._into, self._out):
            row.addWidget(widget)
        self.hide()

    def show_facet(self, lines: Lines | None, facet: Facet | None) -> None:
        """Offer what helps against a kind of fault; nothing for what was put right already."""
        self._facet = facet
        self.setVisible(facet is not None and lines is not None and facet.severity != REPAIR)
        if facet is None or lines is None or facet.severity == REPAIR:
            return
        self._what.set_full_text(facet.label)
        column = lines.plan.table.by_name.get(facet.column)
        able = column is not None and any(facet.column in part.places for part in lines.parts)
        words = [BLANK]
        if able and column is not None and has_choices(column):
            words += choices_of(self._session.store, column)
        self._words.setStringList(words)
        self._box.choose(facet.fix if facet.fix in words else BLANK)
        useful = able and (len(words) > 1 or facet.severity == "warning")
        for widget in (self._to, self._box, self._do):
            widget.setVisible(useful)
        count = len(facet.lines)
        which = f"这 {count:,} 行都" if count > 1 else "这一行"
        asked = facet.code == PERSON_DOUBT
        self._into.setVisible(asked)
        for button, text in (
            (self._into, f"{which}是人，导入"),
            (self._out, f"{which}不是人" if asked else f"{which}不导入"),
        ):
            button.setText(text)
            button.setAccessibleName(text)

    @Slot()
    def _apply_fix(self) -> None:
        if self._facet is not None:
            text = self._box.currentText()
            self.fix_requested.emit(self._facet, "" if text == BLANK else text)

    @Slot()
    def _take_in(self) -> None:
        if self._facet is not None:
            self.taken_in.emit(list(self._facet.lines))

    @Slot()
    def _leave_out(self) -> None:
        if self._facet is not None:
            self.left_out.emit(list(self._facet.lines))
