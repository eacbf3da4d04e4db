"""Text and its style. There is no markup, so typed text needs no escaping."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from exports.pdf.text.roles import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

Align = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True, slots=True)
class Style:
    """The look of a paragraph, in points; `first` is the first line's indent in characters."""

    role: Role = Role.FANG
    size: float = 16
    leading: float = 28.99
    align: Align = "justify"
    first: float = 0
    left: float = 0
    right: float = 0
    tracking: float = 0
    before: float = 0
    after: float = 0
    colour: str = "#000000"
    bold: bool = False
    keep_with_next: bool = False
    outline: int | None = None
    balanced: bool = False

    def but(self, **changes: object) -> Style:
        """Return a copy with these fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style; None takes the paragraph's value."""

    text: str
    role: Role | None = None
    size: float | None = None
    colour: str | None = None
    bold: bool | None = None


Text = str | Run | tuple["str | Run", ...] | list["str | Run"]


def runs_of(text: Text) -> Sequence[Run]:
    """Return text in any of its forms as runs."""
    parts = [text] if isinstance(text, (str, Run)) else text
    return [Run(part) if isinstance(part, str) else part for part in parts]


def plain_text(text: Text) -> str:
    """Return the characters without their style."""
    return "".join(run.text for run in runs_of(text))
