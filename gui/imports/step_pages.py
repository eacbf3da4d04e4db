"""The seven parts of the import page, what they show, and what they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.imports.check.check_step import CheckPart
from gui.imports.choose.choose_step import ChoosePart
from gui.imports.columns.columns_step import ColumnsPart
from gui.imports.columns.sheets_step import SheetsPart
from gui.imports.columns.values_step import ValuesPart
from gui.imports.compare.compare_step import ComparePart
from gui.imports.done.done_step import DonePart

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from gui.imports.check.preview_lines import Lines
    from gui.imports.decisions import Decisions
    from gui.session import Session
    from storage.intake.read import Book


class Parts:
    """Each shows one step."""

    def __init__(self, session: Session) -> None:
        self.choose = ChoosePart(session)
        self.sheets = SheetsPart(session)
        self.columns = ColumnsPart(session)
        self.values = ValuesPart(session)
        self.check = CheckPart(session)
        self.compare = ComparePart(session)
        self.done = DonePart(session)
        self._lines: Lines | None = None
        self._book_of: Callable[[str], Book | None] = lambda _name: None
        self._behind: set[QWidget] = set()

    def in_order(self) -> tuple[QWidget, ...]:
        """The parts as their steps follow each other."""
        return (
            self.choose,
            self.sheets,
            self.columns,
            self.values,
            self.check,
            self.compare,
            self.done,
        )

    def show_lines(self, lines: Lines, book_of: Callable[[str], Book | None]) -> None:
        """Have another plan shown: in each part when it is looked at."""
        self._lines, self._book_of = lines, book_of
        self._behind = set(self.in_order())
        self.choose.show_plan(lines.plan)

    def refresh(self, part: QWidget) -> None:
        """Have a part show the last plan, if it does not yet."""
        if self._lines is None or part not in self._behind:
            return
        self._behind.discard(part)
        if part is self.sheets:
            self.sheets.show_plan(self._lines.plan, self._book_of)
        elif part is self.columns:
            self.columns.show_plan(self._lines.plan)
        elif part in (self.values, self.check, self.compare):
            part.show_lines(self._lines)

    def connect(self, take: Decisions) -> None:
        """Have what the parts ask for taken into the draft."""
        self.sheets.header_wanted.connect(take.take_header)
        self.sheets.used_wanted.connect(take.use_sheet)
        self.sheets.row_wanted.connect(take.take_row)
        self.columns.decided.connect(take.map_columns)
        self.columns.constants.stated.connect(take.state)
        self.values.meant.connect(take.mean)
        self.check.typed.connect(take.write)
        self.check.fix_requested.connect(take.fix_cells)
        for part in (self.check, self.compare):
            part.left_out.connect(take.leave_out)
            part.taken_in.connect(take.take_in)
        self.compare.policy_wanted.connect(take.follow)
        self.compare.field_policy_wanted.connect(take.follow_field)
        self.compare.ticked.connect(take.tick)
        self.compare.decided.connect(take.decide)
        self.compare.all_moved.connect(take.move_all)
