"""The seven parts of the import page, and the connection of their signals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.imports.check.check_step import CheckStep
from gui.imports.choose.choose_step import ChooseStep
from gui.imports.columns.columns_step import ColumnsStep
from gui.imports.columns.sheets_step import SheetsStep
from gui.imports.columns.values_step import ValuesStep
from gui.imports.compare.compare_step import CompareStep
from gui.imports.done.done_step import DoneStep

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from gui.imports.check.preview_lines import PlanLines
    from gui.imports.decisions import Decisions
    from gui.session import Session
    from storage.intake.read import Book


class StepPages:
    """The parts, each of which shows one step; a part shows a new plan when it is opened."""

    def __init__(self, session: Session) -> None:
        self.choose = ChooseStep(session)
        self.sheets = SheetsStep(session)
        self.columns = ColumnsStep(session)
        self.values = ValuesStep(session)
        self.check = CheckStep(session)
        self.compare = CompareStep(session)
        self.done = DoneStep(session)
        self._lines: PlanLines | None = None
        self._book_of: Callable[[str], Book | None] = lambda _name: None
        self._outdated: set[QWidget] = set()

    def in_order(self) -> tuple[QWidget, ...]:
        """Return the parts in the order of their steps."""
        return (
            self.choose,
            self.sheets,
            self.columns,
            self.values,
            self.check,
            self.compare,
            self.done,
        )

    def show_lines(self, lines: PlanLines, book_of: Callable[[str], Book | None]) -> None:
        """Show another plan: in the first part at once, in the others when they are opened."""
        self._lines, self._book_of = lines, book_of
        self._outdated = set(self.in_order())
        self.choose.show_plan(lines.plan)

    def refresh(self, part: QWidget) -> None:
        """Show the last plan in a part, if it does not yet."""
        if self._lines is None or part not in self._outdated:
            return
        self._outdated.discard(part)
        if part is self.sheets:
            self.sheets.show_plan(self._lines.plan, self._book_of)
        elif part is self.columns:
            self.columns.show_plan(self._lines.plan)
        elif part in (self.values, self.check, self.compare):
            part.show_lines(self._lines)

    def connect(self, decisions: Decisions) -> None:
        """Connect the signals of the parts to the decisions."""
        self.sheets.header_requested.connect(decisions.set_header_row)
        self.sheets.used_requested.connect(decisions.set_sheet_used)
        self.sheets.row_requested.connect(decisions.set_row_included)
        self.columns.decided.connect(decisions.map_columns)
        self.columns.constants.constants_changed.connect(decisions.set_constants)
        self.values.values_decided.connect(decisions.set_values)
        self.check.typed.connect(decisions.write_cell)
        self.check.fix_requested.connect(decisions.fix_cells)
        for part in (self.check, self.compare):
            part.exclude_requested.connect(decisions.exclude_rows)
            part.include_requested.connect(decisions.include_rows)
        self.compare.policy_requested.connect(decisions.set_policy)
        self.compare.field_policy_requested.connect(decisions.set_field_policy)
        self.compare.ticked.connect(decisions.accept_offers)
        self.compare.decided.connect(decisions.decide_row)
        self.compare.transfers_confirmed.connect(decisions.confirm_transfers)
