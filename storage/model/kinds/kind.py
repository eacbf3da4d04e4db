"""What a kind of value is: five small functions and a few facts, no class tower."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable


def same(value: Any) -> Any:
    """Return the value itself: it is stored as it is used."""
    return value


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of value.

    `parse` accepts what a person typed or a workbook supplied and returns the value, or raises
    `ValueError` whose text is a predicate ("应为18位"): the caller puts the label in front.
    `show` writes the value for people; `dump` and `load` are its form in SQLite, which must sort as
    the value does. `mask` hides most of a shown text on the screen, `leaves` says what of it goes
    into a list that leaves the office. `target` names the table a link points to.
    `doubt` says of what was written and what it was read as why somebody should look, or "".
    `plain` tells at sight that a text is its own value: most cells of a roster need no more.
    """

    name: str
    parse: Callable[[object], Any]
    show: Callable[[Any], str] = str
    dump: Callable[[Any], Any] = same
    load: Callable[[Any], Any] = same
    stored: Literal["TEXT", "INTEGER"] = "TEXT"
    choices: tuple[str, ...] = ()
    mask: Callable[[str], str] | None = None
    leaves: Callable[[str], str] | None = None
    target: str = ""
    doubt: Callable[[object, Any], str] | None = None
    plain: Callable[[str], object] | None = None

    @property
    def numeric(self) -> bool:
        """Whether values are amounts, to be set flush right and summed."""
        return self.stored == "INTEGER" and not self.target and not self.choices
