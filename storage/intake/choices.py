"""The clerk's decisions on an import before it is applied."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

POLICIES = ("fill", "update", "skip", "keep")


@dataclass(frozen=True, slots=True)
class RowDecision:
    """The decision on one row; what it leaves open follows the policy of the import.

    `same_as` is the record it is; `different` says it is none of the candidates. `take`
    says of a field whether the sheet's value goes into the record held.
    """

    same_as: int | None = None
    different: bool = False
    policy: str | None = None
    take: Mapping[str, bool] = field(default_factory=dict)


NO_DECISION = RowDecision()


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """The decisions on one sheet; None leaves a question to the program.

    `columns` gives the field for a column's place (from 0), "" where it is not to be imported.
    Rows are numbered as WPS shows them. `cells` holds corrected texts by row and column's place,
    `included` the rows that would be passed over as titles, totals or examples, `constants` what
    every row has where the sheet says nothing, as text by field.
    """

    used: bool | None = None
    header_row: int | None = None
    columns: Mapping[int, str] = field(default_factory=dict)
    cells: Mapping[tuple[int, int], str] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
    included: frozenset[int] = frozenset()
    constants: Mapping[str, str] = field(default_factory=dict)
    decisions: Mapping[int, RowDecision] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choices:
    """The clerk's decisions by file (see `sources.key`) and sheet name, and those for every file.

    `values` says what a text means: (field, text as it came) -> text it is read as, "" for nothing.
    `fields` holds a policy for a field of its own, `units` the unit of a file (see `sender`), ""
    where its rows say it. Passwords are used and never stored.
    """

    sheets: Mapping[tuple[str, str], SheetChoice] = field(default_factory=dict)
    encodings: Mapping[str, str] = field(default_factory=dict)
    passwords: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[tuple[str, str], str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
