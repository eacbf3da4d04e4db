"""The clerk's decisions, as slots: each replaces the draft and can be undone as a step."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from gui.imports import import_draft as drafts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gui.imports.check.preview_lines import Facet, FieldOffer
    from gui.imports.choose.chosen_files import FileChoice
    from gui.imports.import_draft import SheetKey
    from gui.imports.preparation import Preparation
    from storage.intake.saved_draft import Draft


class Decisions(QObject):
    """Applies decisions to the draft of a `Preparation`.

    Signals:
        replan_requested(): the roster is to be planned again
    """

    replan_requested = Signal()

    def __init__(self, work: Preparation, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work

    def _apply(self, draft: Draft, what: str) -> None:
        if draft != self._work.draft:
            self._work.set_draft(draft, what)
            self.replan_requested.emit()

    @Slot(object, int)
    def set_header_row(self, key: SheetKey, row: int) -> None:
        """Use a row of a sheet, as WPS counts, as its header."""
        self._apply(
            drafts.with_sheets(self._work.draft, [key], header_row=row), f"第 {row} 行是表头"
        )

    @Slot(object, bool)
    def set_sheet_used(self, key: SheetKey, used: bool) -> None:
        """Import a sheet, or leave it out."""
        what = f"{'导入' if used else '不导入'}工作表“{key[1]}”"
        self._apply(drafts.with_sheets(self._work.draft, [key], used=used), what)

    @Slot(object, int, bool)
    def set_row_included(self, key: SheetKey, row: int, included: bool) -> None:
        """Import a row, whatever it looks like, or leave it out."""
        what = f"第 {row} 行{'导入' if included else '不导入'}"
        self._apply(drafts.with_rows(self._work.draft, [(key, row)], taken=included), what)

    @Slot(object, object)
    def map_columns(self, keys: Iterable[SheetKey], columns: Mapping[int, str]) -> None:
        """Map columns to other fields; it is planned at the next step, not at once."""
        self._work.set_draft(drafts.with_columns(self._work.draft, keys, columns), "指定列")

    @Slot(object)
    def set_constants(self, constants: Mapping[str, str | None]) -> None:
        """Set the values that every row has; None removes one."""
        self._apply(drafts.with_constants(self._work.draft, constants), "整份名册都一样的一项")

    @Slot(object)
    def set_values(self, values: Mapping[tuple[str, str], str | None]) -> None:
        """Set the values that texts mean, by (field, text)."""
        self._apply(drafts.with_values(self._work.draft, values), f"指定 {len(values)} 个值")

    @Slot(int, str, str)
    def write_cell(self, line: int, name: str, text: str) -> None:
        """Replace the text of a cell."""
        self.write_cells([line], name, text, "改一格")

    @Slot(object, str)
    def fix_cells(self, facet: Facet, text: str) -> None:
        """Replace the text of every cell that has a fault."""
        self.write_cells(facet.lines, facet.column, text, f"改 {len(facet.lines):,} 格")

    def write_cells(self, lines: Sequence[int], name: str, text: str, what: str) -> None:
        """Replace the text of one field on several lines; `what` names the step."""
        rows = self._work.lines
        if rows is None:
            return
        cells = {}
        for line in lines:
            at = rows.cell_index(line, name)
            if at is not None:
                key, number = rows.key(line)
                cells[key, number, at] = text
        self._apply(drafts.with_cells(self._work.draft, cells), what)

    @Slot(object)
    def exclude_rows(self, lines: Sequence[int]) -> None:
        """Leave rows out of the import."""
        self._include_rows(lines, included=False)

    @Slot(object)
    def include_rows(self, lines: Sequence[int]) -> None:
        """Import rows as people's, whatever they look like."""
        self._include_rows(lines, included=True)

    def _include_rows(self, lines: Sequence[int], *, included: bool) -> None:
        rows = self._work.lines
        if rows is not None:
            keys = [rows.key(line) for line in lines]
            what = f"{len(keys):,} 行{'是人' if included else '不导入'}"
            self._apply(drafts.with_rows(self._work.draft, keys, taken=included), what)

    @Slot(object, bool)
    def accept_offers(self, offers: Sequence[FieldOffer], included: bool) -> None:
        """Accept or refuse the sheet's value of single fields."""
        rows = self._work.lines
        if rows is None:
            return
        decisions: dict[tuple[SheetKey, int], dict[str, Any]] = {}
        for one in offers:
            facts = decisions.setdefault(rows.key(one.line), {"take": {}})
            facts["take"][one.change.name] = included
        what = f"{'采用' if included else '不采用'} {len(offers):,} 处"
        self._apply(drafts.with_decisions(self._work.draft, decisions), what)

    @Slot(int, object)
    def decide_row(self, line: int, facts: Mapping[str, Any]) -> None:
        """Decide who a row is, as facts of a `RowDecision`."""
        rows = self._work.lines
        if rows is not None:
            what = "不是同一人" if facts.get("different") else "是同一人"
            self._apply(drafts.with_decisions(self._work.draft, {rows.key(line): facts}), what)

    @Slot(object)
    def confirm_transfers(self, lines: Sequence[int]) -> None:
        """Decide that rows are their first candidates, who came from another school."""
        rows = self._work.lines
        if rows is not None:
            decisions = {
                rows.key(line): {"same_as": rows.rows[line].candidates[0].record.id}
                for line in lines
            }
            self._apply(
                drafts.with_decisions(self._work.draft, decisions),
                f"{len(decisions):,} 人都是转入",
            )

    @Slot(str)
    def set_policy(self, policy: str) -> None:
        """Set the policy for known people."""
        self._apply(dataclasses.replace(self._work.draft, policy=policy), "换已有的人怎么办")

    @Slot(str, object)
    def set_field_policy(self, name: str, policy: str | None) -> None:
        """Set the policy of one field; None removes it."""
        self._apply(drafts.with_field_policies(self._work.draft, {name: policy}), "换这一项怎么办")

    @Slot(str, str)
    def set_encoding(self, file: str, encoding: str) -> None:
        """Read a text file in another encoding."""
        self._apply(drafts.with_encoding(self._work.draft, file, encoding), "换编码")

    @Slot(str, str)
    def set_password(self, file: str, password: str) -> None:
        """Open a file with its password."""
        self._apply(drafts.with_password(self._work.draft, file, password), "")

    def set_files(self, choice: FileChoice) -> bool:
        """Replace files, units and ledger, discarding the plan; return whether any changed."""
        draft = self._work.draft
        changed = dataclasses.replace(
            draft,
            sources=choice.sources,
            unit_name=choice.unit,
            table=choice.table,
            choices=dataclasses.replace(draft.choices, units=choice.units),
            left_out=choice.left_out,
        )
        if changed == draft:
            return False
        self._work.discard_plan()
        self._work.set_draft(changed)
        return True
