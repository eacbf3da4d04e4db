"""What is found when a package is looked at: one thing at a time, in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "good", "note", "packing", "list", "changed", "missing", "extra", "letter", "figures", "cell"
]
FINE = ("good", "note")  # what is as it should be, and what is only to be known


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; all but those of a kind in `FINE` say that it is refused."""

    kind: Kind
    file: str
    text: str
    sheet: str = ""
    cell: str = ""

    @property
    def amiss(self) -> bool:
        """Whether it stands in the way of taking the package for what it says it is."""
        return self.kind not in FINE

    def as_json(self) -> dict[str, str]:
        """For scripts."""
        names = ("kind", "file", "sheet", "cell", "text")
        return {name: getattr(self, name) for name in names if getattr(self, name)}
