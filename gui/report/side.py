"""The left side of the report page: the checks, figures, comparison and versions of the quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gui.appearance import theme
from gui.report.check_list import ChecksCard
from gui.report.explaining import ExplanationCard
from gui.report.paragraphs import ParagraphEditor
from gui.report.quarter_comparison import ComparisonList
from gui.report.versions import Versions
from gui.report.zero_reports import ZeroReportCard
from gui.routes import finding_route
from gui.widgets.card import Card
from gui.widgets.list.figure_lines import FigureLines
from gui.widgets.list.segments import Segments
from gui.widgets.scroll_area import scroll_area
from storage.quarter.check import EXPLAIN, ZERO

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from gui.report.quarter_state import QuarterState
    from gui.session import Session
    from storage.counting.indicators import MeasuredIndicator
    from storage.quarter.check import CheckResult, Finding

FIGURES, COMPARED, WORDS, VERSIONS = "figures", "compared", "words", "versions"
MIN_HEIGHT_FOR_BOTH = 420  # of the side, in which there is no room for both
TABS = ((FIGURES, "数字从哪来"), (COMPARED, "与上季比"), (WORDS, "文字"), (VERSIONS, "版本"))


class QuarterSide(QWidget):
    """对账 at the top; below it figures, comparison and versions, or the form that fixes a finding.

    Signals:
        route_requested(route): another page is requested
    """

    route_requested = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._state: QuarterState | None = None
        self._papers: tuple[CheckResult, ...] = ()
        self._pending_fix = ""  # the form to show once the state is loaded
        self.checks = ChecksCard()
        self.figures = FigureLines(ruled=True)
        self.compared = ComparisonList()
        self.words = ParagraphEditor(session)
        self.versions = Versions()
        self.explanations = ExplanationCard(session)
        self.zero_reports = ZeroReportCard(session)
        self.tabs = Segments(TABS)
        self._pages = QStackedWidget()
        for part in (scroll_area(self.figures), self.compared, self.words, self.versions):
            self._pages.addWidget(part)
        card = Card("")
        card.title.hide()
        card.body.setSpacing(theme.GAP)
        card.body.addWidget(self.tabs)
        card.body.addWidget(self._pages, 1)
        self._below = QStackedWidget()
        for below in (card, self.explanations, self.zero_reports):
            self._below.addWidget(below)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.checks)
        column.addWidget(self._below, 1)
        self._connect()
        self._below.currentChanged.connect(lambda _at: self._update_room())
        self.choose(FIGURES)

    def _update_room(self) -> None:
        """In a low window the form that fixes a finding replaces the findings."""
        mending = self._below.currentIndex() > 0
        self.checks.setVisible(not mending or self.height() >= MIN_HEIGHT_FOR_BOTH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._update_room()

    def _connect(self) -> None:
        self.tabs.chosen.connect(self.choose)
        self.checks.fix_requested.connect(self._follow_finding)
        self.compared.explanation_requested.connect(self.explain)
        self.versions.route_requested.connect(self.route_requested)
        for card in (self.explanations, self.zero_reports):
            card.closed.connect(self._back_to_lists)

    @Slot()
    def _back_to_lists(self) -> None:
        """Show the lists again and focus them; Qt would focus some row far below."""
        self._below.setCurrentIndex(0)
        self.tabs.take_focus()

    def choose(self, name: str) -> None:
        """Show one of the lists."""
        self.tabs.choose(name)
        self._below.setCurrentIndex(0)
        self._pages.setCurrentIndex([tab for tab, _label in TABS].index(name))

    def reset(self) -> None:
        """Discard what was begun for another quarter."""
        self._state = None
        self._papers = ()
        self.zero_reports.reset()
        self.choose(FIGURES)

    def show_nothing(self) -> None:
        """Show an empty quarter."""
        self._state = None
        self._pending_fix = ""
        self.checks.hide()
        self.figures.show_figures(())
        self.compared.show_comparison(None)

    def show_state(self, state: QuarterState) -> None:
        """Show the state of the quarter."""
        self._state = state
        self.checks.show()
        self._show_checks()
        measured: Sequence[MeasuredIndicator] = state.measured
        self.figures.show_figures(measured)
        self.compared.show_comparison(state.comparison)
        self.versions.show_state(state)
        self.zero_reports.show_units(state.silent_units)
        if self._pending_fix:
            self.show_fix(self._pending_fix)
        if not state.silent_units and self._below.currentWidget() is self.zero_reports:
            self._below.setCurrentIndex(0)

    def show_papers(self, verdicts: tuple[CheckResult, ...]) -> None:
        """Add the findings on the papers."""
        self._papers = verdicts
        self._show_checks()

    def clear_papers(self) -> None:
        """Remove the findings on the papers, which are outdated."""
        self._papers = ()

    def _show_checks(self) -> None:
        state = self._state
        if state is not None:
            sealed = state.latest is not None and not state.is_changed
            self.checks.show_readiness(state.readiness.with_results(self._papers), sealed=sealed)

    @property
    def ready(self) -> bool:
        """Whether all checks have run and nothing blocks sealing."""
        if self._state is None or not self._papers:
            return False
        return not self._state.readiness.with_results(self._papers).blockers

    def explain(self) -> None:
        """Show the explanations of decreases and corrections."""
        if self._state is not None:
            lines = (*self._state.corrected_lines, *self._state.now.decreased)
            self.explanations.show_lines(lines)
            self._below.setCurrentWidget(self.explanations)
            self.explanations.take_focus()

    def show_fix(self, act: str) -> None:
        """Show the form that fixes a finding, once the state of the quarter is loaded."""
        self._pending_fix = act if self._state is None else ""
        if self._state is not None and act == EXPLAIN:
            self.explain()
        elif self._state is not None and act == ZERO:
            self._below.setCurrentWidget(self.zero_reports)
            self.zero_reports.units.setFocus()

    def _follow_finding(self, finding: Finding) -> None:
        if finding.act in (EXPLAIN, ZERO):
            self.show_fix(finding.act)
        else:
            route = finding_route(finding)
            if route is not None:
                self.route_requested.emit(route)
