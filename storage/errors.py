"""Failures that are expected, as finished sentences for the clerk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class UserError(Exception):
    """An expected failure; the text is a whole sentence with the next step."""


class Cancelled(Exception):
    """The clerk cancelled the work; the surrounding code rolls it back."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in one field of a draft. `column` is the field's name, "" for the whole record.

    A warning is shown and counted but never prevents saving.
    """

    column: str
    message: str
    warning: bool = False


class Invalid(UserError):
    """A draft that cannot become a record, with every fault found at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("；".join(problem.message for problem in self.problems))
