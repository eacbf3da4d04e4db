"""An import that is being prepared: the files, the unit, and what the clerk has decided so far."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from storage.intake.plan import Choices, SheetChoice

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SheetKey = tuple[str, str]  # a file's name and a sheet's


@dataclass(frozen=True, slots=True)
class Draft:
    """Never changed, only replaced, so that a task may work with it while the clerk goes on."""

    paths: tuple[Path, ...] = ()
    unit_name: str = ""
    policy: str = "fill"
    sheets: Mapping[SheetKey, SheetChoice] = field(default_factory=dict)
    encodings: Mapping[str, str] = field(default_factory=dict)

    @property
    def choices(self) -> Choices:
        """The decisions, as planning takes them."""
        return Choices(dict(self.sheets), dict(self.encodings))

    def deciding(self, sheet: SheetKey, **facts: Any) -> Draft:
        """The same with a decision on one sheet; another header row forgets its columns."""
        before = self.sheets.get(sheet, SheetChoice())
        if "header_row" in facts:
            facts.setdefault("columns", {})
        made = dataclasses.replace(before, **facts)
        return dataclasses.replace(self, sheets={**self.sheets, sheet: made})

    def reading(self, file: str, encoding: str) -> Draft:
        """The same with a text file read in another encoding, "" for the one found."""
        others = {name: value for name, value in self.encodings.items() if name != file}
        chosen = {**others, file: encoding} if encoding else others
        return dataclasses.replace(self, encodings=chosen)
