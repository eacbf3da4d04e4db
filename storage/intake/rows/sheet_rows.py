"""A sheet of raw cells becomes planned rows: header found, columns named, rows read and judged."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any

from storage.intake.apply.memory import recall
from storage.intake.choices import SheetChoice
from storage.intake.columns.column_choice import Told, finders_in, mapped_of, needed
from storage.intake.columns.sex_codes import sex_codes
from storage.intake.import_plan import LEFT_OUT, SheetPlan
from storage.intake.rows.cleaning import shown
from storage.intake.rows.row_parser import RowReader, samples
from storage.intake.sender.sender import Sender
from storage.intake.sender.units import unit_called, unit_constants
from storage.intake.tables import header
from storage.intake.tables.class_names import class_in, of_sheet
from storage.intake.tables.person_evidence import Persons
from storage.intake.tables.row_kinds import Sorter, may_hold_people
from storage.intake.tables.table_split import parts
from storage.model.tables import VOLUNTEERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from storage.intake.apply.memory import Memories
    from storage.intake.columns.mapping import Mapped
    from storage.intake.import_plan import Plan, PlannedRow
    from storage.intake.read import Book, Sheet
    from storage.intake.rows.people_match import PeopleJudge
    from storage.intake.rows.record_match import RecordJudge
    from storage.progress import Progress
    from storage.store.store import Store

PORTION = 5_000  # rows judged against the ledger at a time


@dataclass(slots=True)
class Filler:
    """Fills the plans of sheets, one after another, against the same ledger."""

    store: Store
    plan: Plan
    judge: PeopleJudge | RecordJudge
    memories: Memories
    progress: Progress
    file: str = ""  # what the file is called whose sheets are filled
    sender: Sender = field(default_factory=Sender)  # and whose it is

    def sheets(
        self, file: str, book: Book, shown: str = "", sender: Sender | None = None
    ) -> tuple[SheetPlan, ...]:
        """What becomes of every sheet of a book."""
        self.file, self.sender = shown, sender or Sender()
        self.memories = recall(self.store, self.plan.table, self.sender.unit_id)
        located = {}
        whole = [(part, sheet.name) for sheet in book.sheets for part in self._parts(sheet)]
        for at, (sheet, _own) in enumerate(whole):
            choice = self.plan.choices.sheets.get((file, sheet.name), SheetChoice())
            used = not sheet.hidden if choice.used is None else choice.used
            located[at] = (self._located(sheet, choice) if used else None), choice, used
        several = sum(layout is not None for layout, _choice, _used in located.values()) > 1
        plans = []
        for at, (sheet, own) in enumerate(whole):
            layout, choice, used = located[at]
            made = SheetPlan(sheet.name, sheet.hidden, used=layout is not None)
            made.within, made.first_row = (own if own != sheet.name else ""), sheet.first_row
            if layout is not None:
                self._fill(made, sheet, layout, choice, several)
            else:
                made.note = _note(sheet, used=used)
            made.missed = choice.used is not False and self._misses(made, sheet)
            plans.append(made)
        return tuple(plans)

    def _misses(self, made: SheetPlan, sheet: Sheet) -> bool:
        """Whether nothing of a sheet comes in, though people may stand in it."""
        if made.used:
            left = any(reason == LEFT_OUT for _row, reason in made.skipped)
            return not made.rows and not left
        return may_hold_people(sheet, self.plan.table)

    def _parts(self, sheet: Sheet) -> list[Sheet]:
        return parts(sheet, self.plan.table)

    def _located(self, sheet: Sheet, choice: SheetChoice) -> header.Layout | None:
        chosen = None if choice.header_row is None else choice.header_row - sheet.first_row
        if chosen is not None and not 0 <= chosen < len(sheet.rows):
            return None
        return header.locate(sheet, self.plan.table, chosen)

    def _fill(
        self,
        made: SheetPlan,
        sheet: Sheet,
        layout: header.Layout,
        choice: SheetChoice,
        several: bool,
    ) -> None:
        rows = header.filled(sheet, layout.header)
        made.header_row = layout.header + sheet.first_row
        told = Told(choice.columns, self.memories.columns)
        tables = [samples(one, rows) for one in mapped_of(self.plan.table, layout, told)]
        made.headers = tuple(chain.from_iterable(tables))
        sorter = Sorter(made, layout, choice, Persons(self.plan.table, layout, tables))
        above = list(sorter.above(sheet))
        fixed, stated = self._fixed(made, sheet, layout, several), self._stated(choice)
        missing = needed(self.plan.table, made.headers, {*fixed, *stated, *self.plan.implied})
        if missing:
            made.used, made.note = False, f"表头里找不到{missing}一列，整张表没有导入"
            return
        own = [class_in(*layout.groups[first:past]) for first, past in layout.blocks]
        each = [{**fixed, "class_name": one} if one else fixed for one in own or [""]]
        readers = self._readers(tables, rows, sheet, each, stated)
        corrected = _by_row(choice.cells)
        where = self.file, made.shown
        for start in range(0, len(rows), PORTION):
            self.progress(start, len(rows))
            numbered = enumerate(rows[start : start + PORTION], made.header_row + 1 + start)
            kept = chain([] if start else above, sorter.kept(numbered))
            if layout.blocks:
                portion = list(_beside(readers, layout.blocks, kept, corrected, sorter))
            else:
                read = readers[0].read
                portion = [read(number, cells, corrected.get(number)) for number, cells in kept]
            for row in portion:
                row.where = where
            sorter.hold(portion)
            self.judge.judge(portion, choice.decisions)
            made.rows += portion
        made.masked = sum(reader.masked for reader in readers)
        self.progress(len(rows), len(rows))

    def _readers(
        self,
        tables: Sequence[tuple[Mapped, ...]],
        rows: Sequence[Sequence[Any]],
        sheet: Sheet,
        fixed: Sequence[Mapping[str, Any]],
        stated: Mapping[str, str],
    ) -> list[RowReader]:
        """A reader for each of the tables side by side."""
        return [
            RowReader(
                self.store,
                self.plan.table,
                headers,
                fixed=common,
                stated=stated,
                implied=self.plan.implied,
                meant={**self.memories.values, **self.plan.choices.values},
                finders=finders_in(headers),
                coded={"sex": sex_codes(headers, rows)},
                date1904=sheet.date1904,
                own=self.sender.name,
            )
            for headers, common in zip(tables, fixed, strict=True)
        ]

    def _fixed(
        self, made: SheetPlan, sheet: Sheet, layout: header.Layout, several: bool
    ) -> dict[str, Any]:
        """What every row has in common, as the program sees it."""
        plan = self.plan
        if plan.table is not VOLUNTEERS:
            known = self.sender.name and "unit" in plan.table.by_name
            return {"unit": self.sender.unit_id} if known else {}
        whose = self.sender.name, self.sender.unit_id
        if not self.sender.name and (named := unit_called(self.store, made.shown)):
            whose = made.shown, named  # a sheet a school, in a workbook of the whole county
        fixed = unit_constants(self.store, *whose, new=self.sender.is_new)
        told = class_in(*header.titles_of(sheet, 0, layout))
        said = {"class_name": told} if told else of_sheet(made.shown, several=several)
        there = {one.column.name for one in made.headers if one.column}
        if "class_name" not in there:
            made.class_name = said.get("class_name", "")
        return {**said, **fixed}

    def _stated(self, choice: SheetChoice) -> dict[str, str]:
        """What every row has in common, as the clerk says."""
        return {**self.plan.choices.constants, **choice.constants}


def _beside(
    readers: Sequence[RowReader],
    blocks: Sequence[tuple[int, int]],
    kept: Iterator[tuple[int, Sequence[Any]]],
    corrected: Mapping[int, dict[int, str]],
    sorter: Sorter,
) -> Iterator[PlannedRow]:
    """A record for each of the tables side by side that has something in a row."""
    for number, cells in kept:
        for reader, block in zip(readers, blocks, strict=True):
            mended = {
                at: text for at, text in corrected.get(number, {}).items() if at in range(*block)
            }
            own = header.beside(cells, block)
            if mended or (any(shown(cell).strip() for cell in own) and sorter.reads(number, own)):
                yield reader.read(number, own, mended or None)


def _by_row(cells: Mapping[tuple[int, int], str]) -> dict[int, dict[int, str]]:
    rows: dict[int, dict[int, str]] = {}
    for (number, at), text in cells.items():
        rows.setdefault(number, {})[at] = text
    return rows


def _note(sheet: Sheet, *, used: bool) -> str:
    if not used:
        return "隐藏的工作表，没有导入" if sheet.hidden else "您选择不导入"
    return "空表" if not sheet.rows else "没有认出名册的表头，没有导入"
