"""The panel of a plan row: its progress in the quarter, its wording, files and history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from gui import shortcuts
from gui.appearance import theme
from gui.ledgers.panel.evidence_list import EvidenceList
from gui.plan.plan_history import PlanHistory
from gui.plan.progress_form import ProgressForm, state_before
from gui.widgets.buttons import primary_button, quiet_button, tool_button
from gui.widgets.elided import ElidedLabel
from gui.widgets.focus import holds_focus
from gui.widgets.form.record_form import RecordForm
from gui.widgets.list.figure_lines import FigureLines
from gui.widgets.scroll_area import scroll_area
from storage.errors import Invalid, UserError
from storage.model.tables import ATTACHMENTS
from storage.model.tables.plan import PLAN_PROGRESS, PLAN_ROWS, ROLES
from storage.plan.plan_progress import progress_history
from storage.plan.section_numbers import numeral
from storage.store import listing

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from gui.session import Session
    from storage.model.period import Quarter
    from storage.model.tables.plan import PlanProgress
    from storage.plan.plan_progress import PlanLine

PROGRESS_TAB, ROW_TAB, FILES_TAB, HISTORY_TAB = range(4)
TABS = (
    PLAN_PROGRESS.by_name["progress"].label, "要点与分工", ATTACHMENTS.label, "历次进展",
)  # fmt: skip
GROUPS = (
    ("", ("task", "wording", "lead_units", "part_units", "target")),
    ("我县", ("role", "our_share", "responsible", "deadline")),
    ("", ("measures",)),
)
HEIGHTS = {"wording": 116, "part_units": 52, "target": 52}
NO_FIGURES = "这一条没有对应的指标；可在“要点与分工”里写明按哪些要点统计。"


class PlanPanel(QFrame):
    """Signals: closed(), figure_requested(measured): the records behind a figure."""

    closed = Signal()
    figure_requested = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setProperty("role", "card")
        self.setFixedWidth(theme.PANEL)
        self._session = session
        self._line: PlanLine | None = None
        self._quarter: Quarter | None = None
        self._saving = False  # while changes are being saved they are not pending
        self._title = QLabel()
        self._title.setObjectName("panel_title")
        self._title.setProperty("role", "section")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self._second = ElidedLabel("small")
        self._bar = QTabBar(self)
        self._stack = QStackedWidget(self)
        self.progress = ProgressForm(session)
        self.figures = FigureLines()
        self.evidence = QLabel()
        self.form = RecordForm(session, PLAN_ROWS, GROUPS)
        for name, height in HEIGHTS.items():
            field = self.form.field_widget(name)
            if field is not None:
                field.setFixedHeight(height)
        self.files = EvidenceList(session, PLAN_ROWS)
        self.history = PlanHistory()
        self._save_button = primary_button("保存")
        self._discard_button = quiet_button("放弃")
        self._state = QLabel()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        shut = tool_button("x", "关闭（Esc）")
        shut.setObjectName("panel_close")
        shut.clicked.connect(self.close_panel)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._second)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addWidget(shut, 0, Qt.AlignmentFlag.AlignTop)
        self._bar.setObjectName("panel_tabs")
        self._bar.setExpanding(False)
        self._bar.setDrawBase(False)
        self._bar.setAccessibleName("这一条的各页")
        for label in TABS:
            self._bar.addTab(label)
        self._stack.setMinimumHeight(theme.MIN_VISIBLE)
        self._stack.addWidget(scroll_area(self._quarter_page()))
        self._stack.addWidget(scroll_area(self.form))
        self._stack.addWidget(self.files)
        self._stack.addWidget(self.history)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MARGIN, theme.SPACE, theme.GAP, theme.SPACE)
        column.setSpacing(theme.GAP)
        column.addLayout(head)
        column.addWidget(self._bar)
        column.addWidget(self._stack, 1)
        column.addLayout(self._foot())

    def _quarter_page(self) -> QWidget:
        page = QWidget()
        page.setProperty("role", "plain")
        self.evidence.setObjectName("evidence")
        self.evidence.setProperty("role", "second")
        title = QLabel("本季数字")
        title.setProperty("role", "group")
        title.setIndent(0)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP // 2)
        column.addWidget(self.progress)
        column.addWidget(self.evidence)
        column.addWidget(title)
        column.addWidget(self.figures)
        column.addStretch(1)
        return page

    def _foot(self) -> QHBoxLayout:
        self._save_button.setObjectName("save")
        self._save_button.setToolTip("Ctrl+S")
        self._discard_button.setObjectName("discard")
        self._state.setObjectName("panel_state")
        self._state.setProperty("role", "small")
        foot = QHBoxLayout()
        foot.setSpacing(theme.GAP)
        foot.addWidget(self._state, 1)
        foot.addWidget(self._discard_button)
        foot.addWidget(self._save_button)
        return foot

    def _connect(self) -> None:
        self._bar.currentChanged.connect(self._stack.setCurrentIndex)
        self.progress.edited.connect(self._update_state)
        self.form.edited.connect(self._update_state)
        self.form.submitted.connect(self.save)
        self.figures.records_requested.connect(self.figure_requested)
        self._save_button.clicked.connect(self.save)
        self._discard_button.clicked.connect(self.discard)
        self._session.writing_changed.connect(lambda _writing: self._update_state())

    # showing

    @property
    def row_id(self) -> int | None:
        """The id of the row shown, None without one."""
        return self._line.row.id if self._line else None

    def show_line(self, line: PlanLine, quarter: Quarter, *, counted: bool) -> bool:
        """Show a row in a quarter after saving pending changes; False if those have problems."""
        same = self.row_id == line.row.id and self._quarter == quarter
        if same and self.dirty():
            self._line = line
            self._show_facts(line, counted=counted)
            self.progress.update_draft(line, counted=counted)
            return True
        if not self.save_pending():
            return False
        self._line, self._quarter = line, quarter
        self._show(line, quarter, counted=counted)
        return True

    def _show(self, line: PlanLine, quarter: Quarter, *, counted: bool) -> None:
        row, store = line.row, self._session.store
        self._title.setText(f"{row.measure_number}　{row.task}")
        section = f"{numeral(row.section_number)}、{row.section}"
        self._second.set_full_text(f"{section} · {row.role} {ROLES[row.role]}")
        self._bar.setTabText(PROGRESS_TAB, f"{quarter.label.partition('年')[2]}进展")
        listed = progress_history(store, row.id or 0)
        before = state_before({one.quarter: one.state for one in listed}, str(quarter))
        self.progress.show_line(line, before, counted=counted)
        found = listing.rows_of(store, PLAN_ROWS, [row.id or 0], quarter.cut_off)
        self.form.set_quiet(True)
        self.form.show_record(found[0] if found else None)
        self.files.measure = row.measure_number
        self.files.show_record_id(row.id)
        self.history.show_history(listed)
        self._show_facts(line, counted=counted)
        self._update_state()

    def _show_facts(self, line: PlanLine, *, counted: bool) -> None:
        self.figures.show_figures(line.figures, NO_FIGURES if counted else "数字还没有数出来")
        count = f"{line.evidence} {ATTACHMENTS.unit}" if line.evidence else "还没有"
        self.evidence.setText(f"已附{ATTACHMENTS.label}：{count}")

    def dirty(self) -> bool:
        """Whether there are unsaved changes."""
        if self._line is None or self._saving:
            return False
        return self.progress.dirty() or self.form.dirty()

    def save_pending(self) -> bool:
        """Save pending changes before something else is shown; False if they have problems."""
        return not self.dirty() or self.save()

    @Slot()
    def _update_state(self) -> None:
        dirty = self.dirty()
        unfilled = self._line is not None and self._line.progress is None
        if not (dirty or unfilled) and holds_focus(self._save_button):
            self._bar.setFocus()
        self._save_button.setVisible(dirty or unfilled)
        self._save_button.setEnabled(self._session.writing is None)
        self._discard_button.setVisible(dirty)
        self._state.setText("未保存" if dirty else "本季还没有填" if unfilled else "")

    # actions

    @Slot()
    def save(self) -> bool:
        """Save the row and its progress in one edit; with problems nothing is saved."""
        line, quarter, store = self._line, self._quarter, self._session.store
        if line is None or quarter is None:
            return True
        wanted = self.progress.dirty() or (line.progress is None and not self.form.dirty())
        try:
            row = store.parse(PLAN_ROWS, self.form.draft(), line.row.id)
            progress = self._progress_of(line, quarter) if wanted else None
            self._saving = True
            with self._session.edit(f"填写要点 {row.measure_number}") as edit:
                edit.save(PLAN_ROWS, row)
                if progress is not None:
                    edit.save(PLAN_PROGRESS, progress)
        except Invalid as error:
            self._show_problems(error)
            return False
        except UserError as error:
            self._session.notify(str(error), "bad")
            return False
        finally:
            self._saving = False
        return True

    def _progress_of(self, line: PlanLine, quarter: Quarter) -> PlanProgress:
        draft = {**self.progress.draft(), "row": line.row.id, "quarter": str(quarter)}
        return PLAN_PROGRESS.parse(draft, line.progress.id if line.progress else None)

    def _show_problems(self, error: Invalid) -> None:
        mine = [one for one in error.problems if one.column in PLAN_ROWS.by_name]
        self._bar.setCurrentIndex(ROW_TAB if mine else PROGRESS_TAB)
        if mine:
            self.form.show_problems(mine)
            self.form.focus_first()
        else:
            self.progress.show_problems(error.problems)
            self.progress.focus(next(iter(error.problems)).column)

    @Slot()
    def discard(self) -> None:
        """Discard what was typed."""
        if self._line is not None and self._quarter is not None:
            self._show(self._line, self._quarter, counted=True)

    @Slot()
    def close_panel(self) -> None:
        """Close the panel after saving pending changes; stay open if those have problems."""
        if self.save_pending():
            self.clear()

    def clear(self) -> None:
        """Show no row."""
        self._line = None
        self.closed.emit()

    def focus_progress(self) -> None:
        """Focus the text of the progress."""
        self._bar.setCurrentIndex(PROGRESS_TAB)
        self.progress.focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if shortcuts.is_pressed(event, shortcuts.CLOSE):
            self.close_panel()
        elif shortcuts.is_pressed(event, shortcuts.SAVE):
            self.save()
        else:
            super().keyPressEvent(event)
