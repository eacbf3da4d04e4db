"""Stage 4 of an import: rows of mapped tables are sorted, parsed and matched with the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from storage.intake.columns.mapped_table import missing_field, sex_codes
from storage.intake.rows.import_plan import LEFT_OUT, SheetPlan
from storage.intake.rows.people_match import PeopleMatcher
from storage.intake.rows.record_match import RecordMatcher
from storage.intake.rows.row_kinds import RowSorter
from storage.intake.rows.row_parser import RowParser
from storage.intake.sender.units import find_unit, unit_constants
from storage.intake.tables.found_table import may_hold_people
from storage.intake.tables.header import block_cells
from storage.intake.tables.person_evidence import PersonEvidence
from storage.intake.vocabulary.cell_values import cell_text
from storage.model.tables import VOLUNTEERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from storage.intake.columns.mapped_table import MappedTable
    from storage.intake.memory import Memories
    from storage.intake.rows.import_plan import FilePlan, Plan, PlannedRow
    from storage.intake.tables.header import Layout
    from storage.progress import Progress
    from storage.store.store import Store

PORTION = 5_000  # rows matched with the ledger at a time


def matcher_of(store: Store, plan: Plan, memories: Memories) -> PeopleMatcher | RecordMatcher:
    """Return the matcher for the plan's table."""
    if plan.table is VOLUNTEERS:
        return PeopleMatcher(store, plan, memories)
    return RecordMatcher(store, plan)


@dataclass(slots=True)
class RowPlanner:
    """Plans the rows of one file after another, matching them with those of earlier files."""

    store: Store
    plan: Plan
    matcher: PeopleMatcher | RecordMatcher
    progress: Progress

    def plan_rows(self, file: FilePlan, mapped: MappedTable, memories: Memories) -> SheetPlan:
        """Return the plan of a table: the outcome of every row, or why it is not read.

        Raises `UserError` where a constant that the clerk stated is no value of its field.
        """
        found, layout, table = mapped.found, mapped.layout, self.plan.table
        sheet = SheetPlan(
            found.sheet.name,
            found.sheet.hidden,
            used=layout is not None,
            within=found.within,
            first_row=found.sheet.first_row,
        )
        if layout is None:
            sheet.note = _unread_reason(mapped)
            sheet.missed = mapped.choice.used is not False and may_hold_people(found, table)
            return sheet
        sheet.header_row = layout.header + found.sheet.first_row
        sheet.headers, sheet.blocks = mapped.columns, layout.blocks
        sorter = RowSorter(
            sheet, layout, mapped.choice, PersonEvidence(table, layout, mapped.blocks)
        )
        above = list(sorter.rows_above(found.sheet))
        fixed = self._common_values(sheet, file, mapped)
        stated = {**self.plan.choices.constants, **mapped.choice.constants}
        missing = missing_field(table, sheet.headers, {*fixed, *stated, *self.plan.implied})
        if missing:
            sheet.used, sheet.note = False, f"表头里找不到{missing}一列，整张表没有导入"
            sheet.missed = mapped.choice.used is not False and may_hold_people(found, table)
            return sheet
        parsers = self._parsers(file, mapped, memories, fixed, stated)
        corrected = _by_row(mapped.choice.cells)
        where = file.shown, sheet.shown
        for start in range(0, len(mapped.rows), PORTION):
            self.progress(start, len(mapped.rows))
            numbered = enumerate(mapped.rows[start : start + PORTION], sheet.header_row + 1 + start)
            records = chain([] if start else above, sorter.records(numbered))
            portion = list(_parse_rows(parsers, layout, records, corrected, sorter))
            for row in portion:
                row.where = where
            sorter.hold_doubtful(portion)
            self.matcher.match(portion, mapped.choice.decisions)
            sheet.rows += portion
        sheet.masked = sum(parser.masked for parser in parsers)
        self.progress(len(mapped.rows), len(mapped.rows))
        left = any(reason == LEFT_OUT for _row, reason in sheet.skipped)
        sheet.missed = mapped.choice.used is not False and not sheet.rows and not left
        return sheet

    def _common_values(
        self, sheet: SheetPlan, file: FilePlan, mapped: MappedTable
    ) -> dict[str, Any]:
        """Return the values that the program derives for every row, by field.

        The unit of the file, or of the sheet that is called so, and what goes with it; the class
        or grade that the titles or the sheet's name speak of.
        """
        if self.plan.table is not VOLUNTEERS:
            known = file.unit_name and "unit" in self.plan.table.by_name
            return {"unit": file.unit_id} if known else {}
        name, number = file.unit_name, file.unit_id
        if not name and (named := find_unit(self.store, sheet.shown)):
            name, number = sheet.shown, named  # a sheet a school, in a workbook of the whole county
        is_new = bool(file.sender and file.sender.is_new)
        if "class_name" not in {one.column.name for one in sheet.headers if one.column}:
            sheet.class_name = mapped.heading.get("class_name", "")
        return {**mapped.heading, **unit_constants(self.store, name, number, new=is_new)}

    def _parsers(
        self,
        file: FilePlan,
        mapped: MappedTable,
        memories: Memories,
        fixed: Mapping[str, Any],
        stated: Mapping[str, str],
    ) -> list[RowParser]:
        """Return a parser for each of the tables side by side, or for the only one."""
        return [
            RowParser(
                self.store,
                self.plan.table,
                columns,
                fixed={**fixed, "class_name": class_name} if class_name else fixed,
                stated=stated,
                implied=self.plan.implied,
                meanings={**memories.values, **self.plan.choices.values},
                codes={"sex": sex_codes(columns, mapped.rows)},
                date1904=mapped.found.sheet.date1904,
                unit=file.unit_name,
            )
            for columns, class_name in zip(
                mapped.blocks, mapped.block_classes or ("",), strict=True
            )
        ]


def _parse_rows(
    parsers: Sequence[RowParser],
    layout: Layout,
    records: Iterable[tuple[int, Sequence[Any]]],
    corrected: Mapping[int, dict[int, str]],
    sorter: RowSorter,
) -> Iterator[PlannedRow]:
    """Yield a row for each record, or for each of the tables side by side that has one in it."""
    if not layout.blocks:
        parse = parsers[0].parse
        yield from (parse(number, cells, corrected.get(number)) for number, cells in records)
        return
    for number, cells in records:
        for parser, block in zip(parsers, layout.blocks, strict=True):
            texts = {
                at: text for at, text in corrected.get(number, {}).items() if at in range(*block)
            }
            own = block_cells(cells, block)
            if texts or (
                any(cell_text(cell).strip() for cell in own) and sorter.is_read(number, own)
            ):
                yield parser.parse(number, own, texts or None)


def _by_row(cells: Mapping[tuple[int, int], str]) -> dict[int, dict[int, str]]:
    """Return the clerk's corrections by row number and column index."""
    rows: dict[int, dict[int, str]] = {}
    for (number, at), text in cells.items():
        rows.setdefault(number, {})[at] = text
    return rows


def _unread_reason(mapped: MappedTable) -> str:
    sheet = mapped.found.sheet
    if not mapped.wanted:
        return "隐藏的工作表，没有导入" if sheet.hidden else LEFT_OUT
    return "空表" if not sheet.rows else "没有认出名册的表头，没有导入"
