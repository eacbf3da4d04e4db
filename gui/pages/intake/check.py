"""检查: every row with its outcome, faults counted at the left, and the rule for known people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui import theme
from gui.models.preview_lines import REPAIR
from gui.models.preview_table import PreviewTable
from gui.widgets.buttons import link_button
from gui.widgets.chip_row import ChipRow
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.preview_grid import PreviewGrid
from gui.widgets.side_list import Entry, SideList
from storage.intake.plan import OUTCOMES, POLICIES
from storage.intake.report import LABELS
from storage.tables import BY_NAME

if TYPE_CHECKING:
    from gui.models.preview_lines import Facet, Lines
    from gui.session import Session

SIDE = 248
ANY = ""
RULES = {"fill": "只补空白", "update": "以新表为准", "skip": "跳过不动", "keep": "都保留"}
RULES_EXPLAINED = {
    "fill": "台账里没填的补上，填了的不动",
    "update": "表里填了的都改成表里的；表里空着的不清除",
    "skip": "台账里已有的人一律不动",
    "keep": "证件号相同的人不动，其余疑似重复的也当作新人记入",
}
_SIGNS = {
    "error": ("circle-x", "bad"),
    "warning": ("triangle-alert", "warn"),
    REPAIR: ("wand-sparkles", "link"),
}


class CheckPart(QWidget):
    """The rows of a plan, narrowed by outcome and by fault.

    Signals:
        policy_wanted(policy): another rule for people who are known already
        skipped_wanted(): show the rows that were passed over
    """

    policy_wanted = Signal(str)
    skipped_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._lines: Lines | None = None
        self._outcome = ANY
        self._names: dict[tuple[str, int], str] = {}
        self.model = PreviewTable(self._name_of, self)
        self.grid = PreviewGrid(self.model)
        self.setFocusProxy(self.grid)
        self.facets = SideList()
        self.facets.setObjectName("facet_list")
        self.facets.setAccessibleName("问题和自动修正")
        self.facets.releasable = True
        self.facets.chosen.connect(self._narrow)
        self._tabs = ChipRow()
        self._tabs.set_views([(ANY, "全部"), *((name, LABELS[name]) for name in OUTCOMES)])
        self._tabs.view_chosen.connect(self.show_outcome)
        self._rule = QComboBox()
        self._rule.setObjectName("policy")
        self._rule.setAccessibleName("台账里已有的人怎么办")
        for at, policy in enumerate(POLICIES):
            self._rule.addItem(f"已有的人：{RULES[policy]}", policy)
            self._rule.setItemData(at, RULES_EXPLAINED[policy], Qt.ItemDataRole.ToolTipRole)
        self._rule.activated.connect(lambda at: self.policy_wanted.emit(POLICIES[at]))
        self._told = ElidedLabel("small")
        self._told.setObjectName("cell_told")
        self.grid.told.connect(self._tell)
        self._lay_out()
        for keys, direction in (("F8", 1), ("Shift+F8", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda way=direction: self.go_to_fault(way))

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(theme.GAP)
        bar.addWidget(self._tabs, 1)
        bar.addWidget(self._rule)
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self.grid, 1)
        line = QFrame()
        line.setProperty("role", "line")
        inside.addWidget(line)
        self._told.setContentsMargins(theme.SPACE, theme.GAP // 2, theme.SPACE, theme.GAP // 2)
        inside.addWidget(self._told)
        right = QVBoxLayout()
        right.setSpacing(theme.GAP)
        right.addLayout(bar)
        right.addWidget(card, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE)
        row.addWidget(self._side())
        row.addLayout(right, 1)

    def _side(self) -> QWidget:
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
        self._skipped.linkActivated.connect(lambda _link: self.skipped_wanted.emit())
        side = QFrame()
        side.setProperty("role", "card")
        side.setFixedWidth(SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(theme.GAP, theme.SPACE, theme.GAP, theme.GAP)
        column.setSpacing(theme.GAP // 2)
        column.addLayout(top)
        column.addWidget(self.facets, 1)
        column.addWidget(self._skipped)
        return side

    def show_lines(self, lines: Lines) -> None:
        """Show another plan."""
        self._lines = lines
        self._outcome = ANY
        self._names = {}
        if lines.plan.unit_is_new:
            self._names["unit", lines.plan.unit_id] = lines.plan.unit_name
        self.model.show_lines(lines)
        self.grid.fit_columns()
        self._tabs.choose(ANY)
        self._tabs.set_count(ANY, len(lines))
        for outcome in OUTCOMES:
            self._tabs.set_count(outcome, lines.counts[outcome])
        self._rule.setCurrentIndex(POLICIES.index(lines.plan.policy))
        self._show_facets(lines)

    def _show_facets(self, lines: Lines) -> None:
        faults = [facet for facet in lines.facets if facet.severity != REPAIR]
        repairs = [facet for facet in lines.facets if facet.severity == REPAIR]
        count = sum(len(facet.lines) for facet in faults)
        self._head.setText(f"问题 {count:,}" if count else "没有发现问题")
        self._next.setVisible(bool(count))
        entries = [_entry(at, facet) for at, facet in enumerate(faults)]
        if repairs:
            mended = sum(len(facet.lines) for facet in repairs)
            entries.append(Entry(f"自动修正 {mended:,}"))
            entries += [_entry(at, facet) for at, facet in enumerate(repairs, len(faults))]
        self.facets.show_entries(entries)
        passed = "、".join(f"{reason} {count} 行" for reason, count in lines.skipped.items())
        link = f'<a href="#" style="color:{theme.colours().link};text-decoration:none">看看</a>'
        self._skipped.setText(f"已跳过：{passed}。{link}")
        self._skipped.setVisible(bool(passed))

    def go_to_fault(self, direction: int) -> None:
        """Stand on the next fault among the rows shown."""
        if not self.grid.go_to_fault(direction):
            self._session.say("这里没有需要看的问题了。", "link")

    @Slot(str)
    def show_outcome(self, outcome: str) -> None:
        """Show only the rows with this outcome, "" for all."""
        self._outcome = outcome
        self._tabs.choose(outcome)
        key = self.facets.chosen_key()
        if key is not None and outcome and self._lines and not self._has(self._lines.facets[key]):
            self.facets.choose(None)
        else:
            self._narrow(key)

    @Slot(object)
    def _narrow(self, key: object) -> None:
        facet = self._lines.facets[key] if self._lines and isinstance(key, int) else None
        if facet is not None and self._outcome and not self._has(facet):
            self._outcome = ANY
            self._tabs.choose(ANY)
        self.model.narrow(self._outcome, facet)
        if facet is not None and self.model.rowCount():
            at = self.model.index(0, self.model.section(facet.column))
            self.grid.setCurrentIndex(at)

    def _has(self, facet: Facet) -> bool:
        rows = self._lines.rows if self._lines else []
        return any(rows[line].outcome == self._outcome for line in facet.lines)

    @Slot(str)
    def _tell(self, text: str) -> None:
        usual = (
            "点一格，这里说明它原来写的是什么。F8 去下一个问题；再点一下左边选中的一类，看全部。"
        )
        self._told.set_whole(text or usual)

    def _name_of(self, table: str, number: int) -> str:
        key = (table, number)
        if key not in self._names:
            found = self._session.store.select(BY_NAME[table], "id = ?", (number,))
            self._names[key] = next(map(BY_NAME[table].title_of, found), "")
        return self._names[key]


def _entry(at: int, facet: Facet) -> Entry:
    icon, tone = _SIGNS[facet.severity]
    return Entry(facet.label, at, f"{len(facet.lines):,}", icon, tone)
