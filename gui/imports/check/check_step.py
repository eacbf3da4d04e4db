"""检查: every parsed row; faults are counted in the side list and fixed in their cells."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui import shortcuts
from gui.appearance import theme
from gui.imports.check.batch_fix import BatchFixBar
from gui.imports.check.link_names import LinkNames
from gui.imports.check.preview_grid import PreviewGrid
from gui.imports.check.preview_lines import REPAIR
from gui.imports.check.preview_table import PreviewTable
from gui.imports.check.row_explanation import RowExplanation, explain_line
from gui.widgets.buttons import link_button
from gui.widgets.elided import ElidedLabel
from gui.widgets.list.chip_row import ChipRow
from gui.widgets.list.side_list import Entry, SideList
from storage.intake.report import LABELS
from storage.intake.rows.import_plan import OUTCOMES

if TYPE_CHECKING:
    from gui.imports.check.preview_lines import Facet, PlanLines
    from gui.session import Session

ANY_OUTCOME = ""
USUAL_HINT = "双击或直接打字来改一格；Delete 不导入这一行；F8 去下一个问题；Ctrl+Z 退回一步。"
PERSON_HINT = "Insert 是人；Delete 不是人。"
_SIGNS = {
    "error": ("circle-x", "bad"),
    "warning": ("triangle-alert", "warn"),
    REPAIR: ("wand-sparkles", "link"),
}


class CheckStep(QWidget):
    """The rows of a plan, narrowed by outcome and by fault.

    Signals:
        skipped_requested(): show the rows that were skipped
        typed(line, field, text): the clerk typed a text in place of a cell
        exclude_requested(lines): these rows are not to be imported
        include_requested(lines): these rows are people's, whatever they look like
        fix_requested(facet, text): every cell of a fault is to be read as this text
    """

    skipped_requested = Signal()
    typed = Signal(int, str, str)
    exclude_requested = Signal(object)
    include_requested = Signal(object)
    fix_requested = Signal(object, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._lines: PlanLines | None = None
        self._pending_lines: PlanLines | None = None  # shown once the open editor is closed
        self._outcome = ANY_OUTCOME
        self._names = LinkNames(session)
        self.model = PreviewTable(self._names.title_of, self)
        self.model.typed.connect(self._emit_typed)
        self.model.set_masked(session.masked)
        session.masked_changed.connect(self.model.set_masked)
        self.grid = PreviewGrid(self.model)
        self.grid.exclude_requested.connect(self.exclude_requested)
        self.grid.include_requested.connect(self.include_requested)
        self.grid.refused.connect(lambda sentence: session.notify(sentence, "warn"))
        self.grid.editing_changed.connect(self._on_editing_changed)
        self.grid.explanation_requested.connect(self._explain)
        self.setFocusProxy(self.grid)
        self.facets = SideList()
        self.facets.setObjectName("facet_list")
        self.facets.setAccessibleName("问题和自动修正")
        self.facets.deselectable = True
        self.facets.chosen.connect(self._apply_facet)
        self._tabs = ChipRow()
        self._tabs.set_views([(ANY_OUTCOME, "全部"), *((name, LABELS[name]) for name in OUTCOMES)])
        self._tabs.view_chosen.connect(self.show_outcome)
        self.fix_bar = BatchFixBar(session)
        self.fix_bar.fix_requested.connect(self.fix_requested)
        self.fix_bar.exclude_requested.connect(self.exclude_requested)
        self.fix_bar.include_requested.connect(self.include_requested)
        self._note = ElidedLabel("small")
        self._note.setObjectName("cell_told")
        self.grid.cell_described.connect(self._show_note)
        self.side = self._build_side()
        self._lay_out()
        for key, way in ((shortcuts.NEXT_PROBLEM, 1), (shortcuts.PREVIOUS_PROBLEM, -1)):
            shortcuts.bind(key, self, partial(self.go_to_fault, way), within=True)

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self.fix_bar)
        inside.addWidget(self.grid, 1)
        line = QFrame()
        line.setProperty("role", "line")
        inside.addWidget(line)
        self._note.setContentsMargins(theme.SPACE, theme.GAP // 2, theme.SPACE, theme.GAP // 2)
        inside.addWidget(self._note)
        right = QVBoxLayout(self)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(theme.GAP)
        right.addWidget(self._tabs)
        right.addWidget(card, 1)

    def _build_side(self) -> QWidget:
        self._head = QLabel()
        self._head.setObjectName("fault_count")
        self._head.setProperty("role", "section")
        self._next = link_button("F8 下一个")
        self._next.setObjectName("next_fault")
        self._next.clicked.connect(lambda: self.go_to_fault(1))
        top = QHBoxLayout()
        top.setContentsMargins(theme.GAP, 0, 0, 0)
        top.addWidget(self._head, 1)
        top.addWidget(self._next)
        self._skipped = QLabel()
        self._skipped.setObjectName("skipped")
        self._skipped.setProperty("role", "small")
        self._skipped.setWordWrap(True)
        self._skipped.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP // 2)
        self._skipped.linkActivated.connect(lambda _link: self.skipped_requested.emit())
        side = QFrame()
        side.setProperty("role", "card")
        column = QVBoxLayout(side)
        column.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        column.setSpacing(theme.GAP // 2)
        column.addLayout(top)
        column.addWidget(self.facets, 1)
        column.addWidget(self._skipped)
        return side

    def show_lines(self, lines: PlanLines) -> None:
        """Show another plan; of the same roster, the current cell and the scroll position stay."""
        if self.grid.editor is not None:
            self._pending_lines = lines
            return
        before = self._lines
        again = before is not None and lines.same_source(before)
        facet, place = self._chosen_facet(), self._current_position()
        self._lines = lines
        self._names.reset(lines.plan)
        self.model.show_lines(lines)
        self._tabs.set_count(ANY_OUTCOME, len(lines))
        for outcome in OUTCOMES:
            self._tabs.set_count(outcome, lines.counts[outcome])
        if not again or not lines.counts[self._outcome]:
            self._outcome = ANY_OUTCOME
        self._tabs.choose(self._outcome)
        self._show_facets(lines, facet if again else None)
        self._apply_facet(self.facets.chosen_key(), jump=False)
        if not again:
            self.grid.fit_columns()
        elif place is not None:
            self._restore_position(*place)

    @Slot(bool)
    def _on_editing_changed(self, begun: bool) -> None:
        if not begun and self._pending_lines is not None:
            newer, self._pending_lines = self._pending_lines, None
            self.show_lines(newer)

    @Slot(int, str, str)
    def _emit_typed(self, line: int, name: str, text: str) -> None:
        """Emit `typed` with the line that the row has in the newest plan."""
        if self._lines is not None and self._pending_lines is not None:
            found = self._pending_lines.find(self._lines.key(line))
            if found is None:
                self._session.notify("这一行已经不导入了，刚才输入的没有记下。", "warn")
                return
            line = found
        self.typed.emit(line, name, text)

    def _chosen_facet(self) -> Facet | None:
        key = self.facets.chosen_key()
        return self._lines.facets[key] if self._lines and isinstance(key, int) else None

    def _current_position(self) -> tuple[tuple[tuple[str, str], int], str, int] | None:
        """Return row key and field of the current cell, valid in another plan, and the scroll."""
        index = self.grid.currentIndex()
        if not index.isValid() or self._lines is None:
            return None
        column = self.model.column(index.column())
        key = self._lines.key(self.model.line_at(index.row()))
        return key, column.name if column else "", self.grid.verticalScrollBar().value()

    def _restore_position(self, key: tuple[tuple[str, str], int], name: str, scrolled: int) -> None:
        line = self._lines.find(key) if self._lines else None
        if line is not None:
            self.grid.set_current(line, name)
        self.grid.verticalScrollBar().setValue(scrolled)

    def _show_facets(self, lines: PlanLines, chosen: Facet | None) -> None:
        faults = [facet for facet in lines.facets if facet.severity != REPAIR]
        repairs = [facet for facet in lines.facets if facet.severity == REPAIR]
        count = sum(len(facet.lines) for facet in faults)
        self._head.setText(f"问题 {count:,}" if count else "没有发现问题")
        self._next.setVisible(bool(count))
        entries = [_entry(at, facet) for at, facet in enumerate(faults)]
        if repairs:
            repaired = sum(len(facet.lines) for facet in repairs)
            entries.append(Entry(f"自动修正 {repaired:,}"))
            entries += [_entry(at, facet) for at, facet in enumerate(repairs, len(faults))]
        keys = [one.key for one in lines.facets]
        wanted = keys.index(chosen.key) if chosen and chosen.key in keys else None
        self.facets.show_entries(entries, wanted)
        passed = "、".join(f"{reason} {count} 行" for reason, count in lines.skipped.items())
        link = f'<a href="#" style="color:{theme.colours().link};text-decoration:none">看看</a>'
        missed = "、".join(f"“{one.shown}”" for file in lines.plan.files for one in file.missed)
        sentences = (
            f"没有导入的工作表：{missed}。" if missed else "",
            f"已跳过：{passed}。" if passed else "",
        )
        self._skipped.setText(f"{escape(''.join(sentences))}{link}")
        self._skipped.setVisible(any(sentences))

    def go_to_fault(self, direction: int) -> None:
        """Make the next faulty cell current; 1 is forward, -1 is back."""
        if not self.grid.go_to_fault(direction):
            self._session.notify("这里没有需要看的问题了。", "link")

    @Slot(str)
    def show_outcome(self, outcome: str) -> None:
        """Show only the rows with this outcome, "" for all."""
        self._outcome = outcome
        self._tabs.choose(outcome)
        key = self.facets.chosen_key()
        if (
            key is not None
            and outcome
            and self._lines
            and not self._has_outcome(self._lines.facets[key])
        ):
            self.facets.choose(None)
        else:
            self._apply_facet(key)

    @Slot(object)
    def _apply_facet(self, key: object, *, jump: bool = True) -> None:
        facet = self._lines.facets[key] if self._lines and isinstance(key, int) else None
        if facet is not None and self._outcome and not self._has_outcome(facet):
            self._outcome = ANY_OUTCOME
            self._tabs.choose(ANY_OUTCOME)
        self.model.set_filter(self._outcome, facet)
        self.fix_bar.show_facet(self._lines, facet)
        if jump and facet is not None and self.model.rowCount():
            at = self.model.index(0, self.model.column_of(facet.column))
            self.grid.setCurrentIndex(at)

    def _has_outcome(self, facet: Facet) -> bool:
        rows = self._lines.rows if self._lines else []
        return any(rows[line].outcome == self._outcome for line in facet.lines)

    @Slot(int)
    def _explain(self, line: int) -> None:
        """Open a popup with what every stage of the import decided for a line."""
        if self._lines is not None:
            explanation = explain_line(self._session, self._lines, line)
            RowExplanation(explanation, self).open_over(self.window())

    @Slot(str)
    def _show_note(self, text: str) -> None:
        plain = "：" not in text  # nothing but the position of the cell
        hint = PERSON_HINT if self.grid.doubtful_lines() else USUAL_HINT if plain else ""
        self._note.set_full_text("　".join(filter(None, (text, hint))))


def _entry(at: int, facet: Facet) -> Entry:
    icon, tone = _SIGNS[facet.severity]
    return Entry(facet.label, at, f"{len(facet.lines):,}", icon, tone)
