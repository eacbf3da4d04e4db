"""Recognise masked cells of returned lists, which are never read as values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.intake.vocabulary.cell_values import cell_text
from storage.model.kinds import NAME, NOTE, TEXT
from storage.model.kinds.identity import STUDENT_NUMBER
from storage.model.kinds.masks import SOMEBODY, could_be, is_hidden
from storage.model.schema import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from storage.intake.rows.import_plan import PlannedRow
    from storage.model.schema import Column, Table
    from storage.store.store import Store

_WORDED = (TEXT, NOTE, STUDENT_NUMBER)
_NOT_TAKEN = "{}里有隐去的内容，这一格没有导入，台账里的不变：要改请写全"


class MaskedCells:
    """Handles the masked cells of a sheet's rows; `count` is their number.

    Where a row has its record's number, a masked cell that reads as the record's own value says
    nothing; one that reads otherwise was changed by somebody, and that is noted. A name that is
    masked in a row without a number is nobody's.
    """

    def __init__(
        self, store: Store, table: Table[Any], mapped: Sequence[tuple[int, str, Column]]
    ) -> None:
        self.count = 0
        self._store = store
        self._table = table
        self._headers = {one.name: header for _at, header, one in mapped}
        self._columns = [(at, one) for at, _header, one in mapped if not one.kind.target]

    def restore(self, row: PlannedRow, values: dict[str, Any], cells: Sequence[Any]) -> None:
        """Set the required values of a row that are masked in it from its record."""
        if not row.altered and row.target_id is None:
            return
        found = list(self._masked_cells(row, cells))
        if not found:
            return
        self.count += len(found)
        record = self._record(row.target_id)
        for column, text in found:
            if record is not None:
                held = getattr(record, column.name)
                self._restore_cell(row, values, column, text, held)
            elif column.name == self._table.title and row.target_id is not None:
                values[column.name] = text  # whoever judges the row says that the number is not its
            elif column.required:
                message = f"{column.label}“{text}”隐去了字，看不出是谁：请写全，或保留台账编号一列"
                self._add_problem(row, column.name, "error", message)
            elif column.kind is NOTE:
                message = _NOT_TAKEN.format(column.label)
                self._add_problem(row, column.name, "warning", message)

    def _masked_cells(self, row: PlannedRow, cells: Sequence[Any]) -> Iterator[tuple[Column, str]]:
        """Yield the masked cells; 某某 in the remark of a row without a record is a word."""
        ours = row.target_id is not None
        for at, column in self._columns:
            cell = cells[at]
            if cell.__class__ is not str or not ("*" in cell or "＊" in cell or SOMEBODY in cell):
                continue
            text = cell_text(cell).strip()
            starred = "*" in text or "＊" in text
            if (is_hidden(text) and (starred or column.kind is NAME)) or (
                ours and column.kind in _WORDED and SOMEBODY in text
            ):
                yield column, text

    def _add_problem(self, row: PlannedRow, name: str, severity: str, message: str) -> None:
        row.add_problem(name, severity, message, "hidden", header=self._headers.get(name, ""))

    def _record(self, number: int | None) -> Any:
        if number is None:
            return None
        return next(self._store.select(self._table, "id = ?", (number,)), None)

    def _restore_cell(
        self,
        row: PlannedRow,
        values: dict[str, Any],
        column: Column,
        text: str,
        held: Any,
    ) -> None:
        """Keep the record's value, and add a problem where the cell was changed."""
        name, is_title = column.name, column.name == self._table.title
        agrees = could_be(text, text_of(column, held), words=column.kind in _WORDED)
        values.pop(name, None)
        if column.required:
            values[name] = text if is_title and not agrees else held
        if not agrees and not is_title:
            message = _NOT_TAKEN.format(column.label)
            self._add_problem(row, name, "warning", message)
