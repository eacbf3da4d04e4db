"""What a quarter's papers are made from: the sealed version where there is one, else the ledger."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from storage.counting.indicators import Figure
from storage.counting.knowledge import as_known
from storage.quarter.comparison import comparison_from
from storage.quarter.comparison_line import ComparisonLine
from storage.quarter.seal_diff import FigureDifference
from storage.seals.seal import Seal, contents_of, open_seal, seal_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from storage.counting.indicators import MeasuredIndicator
    from storage.model.period import Quarter
    from storage.quarter.comparison import Comparison
    from storage.store.store import Store


@dataclass(frozen=True, slots=True)
class SealedContents:
    """What was sealed of a quarter beside its rows."""

    seal: Seal
    contents: Mapping[str, Any]

    @property
    def comparison(self) -> Comparison:
        """The quarter beside the earlier ones, as it was sealed."""
        return comparison_from(self.contents["comparison"])

    @property
    def corrections(self) -> list[FigureDifference]:
        """What had been put right of the quarter before, as it was sealed."""
        return [FigureDifference(**one) for one in self.contents["corrections"]]

    @property
    def corrected_lines(self) -> list[ComparisonLine]:
        """What this version put right of the one before, each with its reason."""
        return [ComparisonLine(**one) for one in self.contents.get("put_right", ())]

    def measured(self, counted: Iterable[MeasuredIndicator]) -> Iterator[MeasuredIndicator]:
        """The figures as they were sealed, even where a newer program would count otherwise."""
        sealed = {one["code"]: one for one in self.contents["figures"]}
        for one in counted:
            if one.code in sealed:
                yield _as_sealed(one, sealed[one.code])


@dataclass(frozen=True, slots=True)
class QuarterSource:
    """A ledger to read from, and the day its papers bear; `sealed` is None where it is open."""

    store: Store
    made_on: date
    sealed: SealedContents | None = None


def _as_sealed(one: MeasuredIndicator, sealed: Mapping[str, Any]) -> MeasuredIndicator:
    figure = Figure(sealed["value"], sealed["numerator"], sealed["denominator"])
    return replace(one, figure=figure, target=sealed["target"], rule=sealed["rule"])


@contextmanager
def open_source(
    store: Store, quarter: Quarter, on: date, version: int | None = None
) -> Iterator[QuarterSource]:
    """The quarter's sealed version, that one or the last; else the ledger as it is on that day."""
    seal = seal_of(store, quarter, version)
    if seal is None:
        with as_known(store, quarter, on=on):
            yield QuarterSource(store, on)
        return
    with open_seal(store, seal) as past:
        yield QuarterSource(past, seal.made_on, SealedContents(seal, contents_of(store, seal)))
