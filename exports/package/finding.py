"""A result of verifying a package: one observation in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "good", "note", "packing", "list", "changed", "missing", "extra", "letter", "figures", "cell"
]
ACCEPTED = ("good", "note")  # as expected, and for information only


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation about a file or a cell; any kind outside `ACCEPTED` refuses the package."""

    kind: Kind
    file: str
    text: str
    sheet: str = ""
    cell: str = ""

    @property
    def is_fault(self) -> bool:
        """Whether the package must be refused for it."""
        return self.kind not in ACCEPTED

    def as_json(self) -> dict[str, str]:
        """Return the fields that are set, as `verify --json` prints them."""
        names = ("kind", "file", "sheet", "cell", "text")
        return {name: getattr(self, name) for name in names if getattr(self, name)}
