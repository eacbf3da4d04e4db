"""比对: changes to known people field by field, and rows that may be known people."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gui.appearance import theme
from gui.imports.check.link_names import LinkNames
from gui.imports.check.preview_grid import PreviewGrid
from gui.imports.check.preview_table import PreviewTable
from gui.imports.compare.change_grid import ChangeGrid
from gui.imports.compare.change_table import ChangeTable
from gui.imports.compare.missing_people import MissingList, roster_diff_text
from gui.imports.compare.pair_view import PairView
from gui.widgets.empty_state import EmptyState
from gui.widgets.list.chip_row import ChipRow
from gui.widgets.list.side_list import Entry, SideList
from storage.intake.choices import POLICIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gui.imports.check.preview_lines import PlanLines
    from gui.session import Session

UPDATED, HELD, MISSING = "updated", "held", "gone"
TABS = {
    "created": "新增", UPDATED: "更新", "unchanged": "不变", HELD: "待核对",
    "rejected": "不导入", MISSING: "这次没有",
}  # fmt: skip
RULES = {"fill": "只补空白", "update": "以新表为准", "skip": "跳过不动", "keep": "都保留"}
RULES_EXPLAINED = {
    "fill": "台账里没填的补上，填了的不动",
    "update": "表里填了的都改成表里的；表里空着的不清除",
    "skip": "台账里已有的人一律不动",
    "keep": "证件号相同的人不动，其余疑似重复的也当作新人记入",
}
AS_ALL = "这一项按上面的办法"
CHANGES, PAIRS, ROWS, EMPTY, MISSING_PAGE = range(5)


class CompareStep(QWidget):
    """A tab for each outcome; fields or people in the side list.

    Signals:
        policy_requested(policy), field_policy_requested(field, policy or None)
        ticked(offers, accepted): the sheet's values are to be applied, or not
        decided(line, facts): who a row is, as facts of its decision
        transfers_confirmed(lines): all of these people came from another school
        exclude_requested(lines), include_requested(lines)
    """

    policy_requested = Signal(str)
    field_policy_requested = Signal(str, object)
    ticked = Signal(object, bool)
    decided = Signal(int, object)
    transfers_confirmed = Signal(object)
    exclude_requested = Signal(object)
    include_requested = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: PlanLines | None = None
        self._tab = UPDATED
        self._field = ""
        names = self._names = LinkNames(session)
        self.changes = ChangeTable(self)
        self.changes.ticked.connect(self.ticked)
        self.grid = ChangeGrid(self.changes)
        self.pairs = PairView(names.title_of)
        self.pairs.decided.connect(self._decide)
        self.pairs.postponed.connect(self._next)
        self.pairs.transfers_confirmed.connect(self.transfers_confirmed)
        self.pairs.exclude_requested.connect(lambda line: self.exclude_requested.emit([line]))
        self.pairs.include_requested.connect(lambda line: self.include_requested.emit([line]))
        self.rows = PreviewTable(names.title_of, self)
        self.row_grid = PreviewGrid(self.rows)
        self.row_grid.setObjectName("compared_rows")
        self.row_grid.setEditTriggers(PreviewGrid.EditTrigger.NoEditTriggers)
        self.row_grid.exclude_requested.connect(self.exclude_requested)
        for view in (self.changes, self.pairs, self.rows):
            view.set_masked(session.masked)
            session.masked_changed.connect(view.set_masked)
        self._empty = EmptyState()
        self.tabs = ChipRow()
        self.tabs.set_views(tuple(TABS.items()))
        self.tabs.view_chosen.connect(self.show_tab)
        self._stack = QStackedWidget()
        self.missing = MissingList(session)
        for widget in (self._build_changes(), self.pairs, self.row_grid, self._empty, self.missing):
            self._stack.addWidget(widget)
        self.side = self._build_side()
        self._lay_out()

    def _build_changes(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        line = QFrame()
        line.setProperty("role", "line")
        hint = QLabel("打了勾的按表里的记入台账。可以选好多行，按空格一起打勾。")
        hint.setProperty("role", "small")
        hint.setContentsMargins(theme.SPACE, theme.GAP // 2, theme.SPACE, theme.GAP // 2)
        for widget in (self.grid, line, hint):
            column.addWidget(widget)
        return holder

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self._stack)
        self._diff_label = QLabel()
        self._diff_label.setObjectName("since_last")
        self._diff_label.setProperty("role", "second")
        self._diff_label.setWordWrap(True)
        self._diff_label.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.tabs)
        column.addWidget(self._diff_label)
        column.addWidget(card, 1)

    def _build_side(self) -> QWidget:
        self._rule = _build_box("policy", "台账里已有的人怎么办")
        for at, policy in enumerate(POLICIES):
            self._rule.addItem(f"已有的人：{RULES[policy]}", policy)
            self._rule.setItemData(at, RULES_EXPLAINED[policy], Qt.ItemDataRole.ToolTipRole)
        self._rule.activated.connect(lambda at: self.policy_requested.emit(POLICIES[at]))
        self._explained = QLabel()
        self._explained.setProperty("role", "small")
        self._explained.setWordWrap(True)
        self.list = SideList()
        self.list.setObjectName("compare_list")
        self.list.chosen.connect(self._choose)
        self._field_rule = _build_box("field_policy", "这一项怎么办")
        self._field_rule.addItem(AS_ALL, None)
        for policy in POLICIES[:-1]:
            self._field_rule.addItem(f"这一项：{RULES[policy]}", policy)
        self._field_rule.activated.connect(self._choose_field_rule)
        side = QFrame()
        side.setProperty("role", "card")
        column = QVBoxLayout(side)
        column.setContentsMargins(theme.GAP, theme.SPACE, theme.GAP, theme.GAP)
        column.setSpacing(theme.GAP)
        for widget in (self._rule, self._explained):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addWidget(self._field_rule)
        return side

    # display

    def show_lines(self, lines: PlanLines) -> None:
        """Show another plan; of the same roster, the tab and the field stay."""
        again = self._lines is not None and lines.same_source(self._lines)
        self._lines = lines
        self._names.reset(lines.plan)
        self.rows.show_lines(lines)
        self.show_roster_diff(roster_diff_text(lines))
        gone = lines.roster_diff.gone if lines.roster_diff else ()
        self.missing.show_lines(lines)
        counts = {
            **lines.counts,
            UPDATED: len({one.line for one in lines.offers}),
            MISSING: len(gone),
        }
        for name in TABS:
            self.tabs.set_count(name, counts.get(name, 0))
        at = POLICIES.index(lines.plan.policy)
        self._rule.setCurrentIndex(at)
        self._explained.setText(RULES_EXPLAINED[lines.plan.policy])
        if not again or not counts.get(self._tab):
            order = (HELD, UPDATED, *TABS)
            self._tab = next((name for name in order if counts.get(name)), "created")
        if self._field not in {one.change.name for one in lines.offers}:
            self._field = ""
        self.show_tab(self._tab)

    @Slot(str)
    def show_tab(self, tab: str) -> None:
        """Show the rows with an outcome, the changes, the pairs, or the missing people."""
        self._tab = tab
        self.tabs.choose(tab)
        if self._lines is None:
            return
        self._field_rule.setVisible(tab == UPDATED and bool(self._field))
        if tab == UPDATED:
            self._show_changes(self._lines)
        elif tab == HELD:
            self._show_pairs(self._lines)
        else:
            self.list.show_entries(())
            some = ROWS if self._lines.counts[tab] else EMPTY
            self._stack.setCurrentIndex(MISSING_PAGE if tab == MISSING else some)
            self._empty.show_message("circle-check", f"没有{TABS[tab]}的人")
        if tab not in (UPDATED, HELD, MISSING):
            self.rows.set_filter(tab)
            self.row_grid.fit_columns()
        focus_proxies = (self.grid, self.pairs, self.row_grid, self.tabs, self.missing.list)
        self.setFocusProxy(focus_proxies[self._stack.currentIndex()])

    def _show_changes(self, lines: PlanLines) -> None:
        self.list.setAccessibleName("有不同的项")
        self.list.show_entries(_fields(lines), self._field)
        self.changes.show_lines(lines, self._field)
        self.grid.fit_columns()
        policy = lines.plan.choices.fields.get(self._field)
        self._field_rule.setCurrentIndex(max(self._field_rule.findData(policy), 0))
        self._stack.setCurrentIndex(CHANGES if lines.offers else EMPTY)
        if not lines.offers:
            self._empty.show_message("circle-check", "没有不同", "台账里已有的人，表里写的都一样。")

    def _show_pairs(self, lines: PlanLines) -> None:
        self.list.setAccessibleName("待核对的行")
        chosen = self.pairs.line if self.pairs.line in lines.held else None
        if chosen is None:
            chosen = next((n for n in lines.held if n > (self.pairs.line or -1)), None)
        if chosen is None:
            chosen = next(iter(lines.held), None)
        self.list.show_entries(_people(lines), chosen)
        self.pairs.show_line(lines, chosen)
        self._stack.setCurrentIndex(PAIRS if lines.held else EMPTY)
        if not lines.held:
            self._empty.show_message("circle-check", "没有待核对的行", "每一行是谁都清楚了。")
        elif self.isVisible():
            self.pairs.setFocus()

    def show_roster_diff(self, text: str) -> None:
        """Show the differences from the unit's last roster; hidden for ""."""
        self._diff_label.setText(text)
        self._diff_label.setVisible(bool(text))

    # choices

    @Slot(object)
    def _choose(self, key: object) -> None:
        if self._lines is None:
            return
        if self._tab == UPDATED and isinstance(key, str):
            self._field = key
            self.show_tab(UPDATED)
        elif self._tab == HELD and isinstance(key, int):
            self.pairs.show_line(self._lines, key)

    @Slot(int)
    def _choose_field_rule(self, at: int) -> None:
        self.field_policy_requested.emit(self._field, self._field_rule.itemData(at))

    @Slot(int, object)
    def _decide(self, line: int, facts: object) -> None:
        self._next()
        self.decided.emit(line, facts)

    @Slot()
    def _next(self) -> None:
        """Choose the next held row, the first one after the last."""
        held = self._lines.held if self._lines else ()
        if len(held) > 1 and self.pairs.line in held:
            self.list.choose(held[(held.index(self.pairs.line) + 1) % len(held)])


def _build_box(name: str, words: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(words)
    return box


def _fields(lines: PlanLines) -> Iterable[Entry]:
    counts = Counter(one.change.name for one in lines.offers)
    taken = Counter(one.change.name for one in lines.offers if one.change.taken)
    yield Entry("全部不同", "", f"{sum(counts.values()):,}")
    for name, count in counts.most_common():
        rule = lines.plan.choices.fields.get(name)
        detail = f"采用 {taken[name]:,} 处" + (f"　{RULES[rule]}" if rule else "")
        yield Entry(lines.plan.table.by_name[name].label, name, f"{count:,}", detail=detail)


def _people(lines: PlanLines) -> Iterable[Entry]:
    for line in lines.held:
        row = lines.rows[line]
        name = lines.person_title(line)
        reasons = row.candidates[0].reasons if row.candidates else ()
        detail = "；".join(reasons) or row.problems[-1].message
        yield Entry(f"{name}　{lines.position(line)}", line, detail=detail, tone="warn")
