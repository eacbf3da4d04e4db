"""What was put right in cells by itself: 全角 to half width, spaces taken out, a code read."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from storage.intake.vocabulary.cell_values import cell_text
from storage.model.kinds.text import SAME_AS_ABOVE
from storage.model.schema import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.intake.rows.import_plan import PlannedRow, SheetPlan
    from storage.model.schema import Column


class Correction(NamedTuple):
    """One cell whose text became another one; `how` in a few words of the clerk's."""

    column: Column
    header: str
    raw: str
    value: str
    how: str


def corrections(sheet: SheetPlan, row: PlannedRow) -> Iterator[Correction]:
    """What was put right in a row."""
    if row.parsed is None:
        return
    for one in sheet.headers:
        column = one.column
        if column is None or column.kind.target or one.index >= len(row.raw):
            continue
        raw = cell_text((row.corrected or {}).get(one.index, row.raw[one.index]))
        value = (
            text_of(column, getattr(row.parsed, column.name)) if column.name in row.fields else ""
        )
        if raw and value and raw != value:
            yield Correction(column, one.header, raw, value, _how(raw, value))


def _how(raw: str, value: str) -> str:
    tight, wanted = "".join(raw.split()), "".join(value.split())
    if tight in SAME_AS_ABOVE:
        return "同上"
    if tight == wanted:
        return "里的空格"
    if unicodedata.normalize("NFKC", tight) == wanted:
        return "全角改为半角"
    return "小写改为大写" if tight.upper() == wanted else "写法统一"
