"""The data of a quarter's papers, read from the ledger once so that all papers agree."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from exports.draft_mark import DRAFT_WORD, NOTICE, UNEDITED, UNEDITED_FINAL
from storage.counting.figures import CountingContext, figures
from storage.counting.policy import office_of
from storage.masking.outgoing_rows import FULL, MASKED, Outgoing
from storage.model.tables.setting import Office
from storage.model.tables.unit import UNITS
from storage.plan.plan_progress import PlanStatus, plan_status
from storage.quarter.comparison import compare
from storage.quarter.quarter_source import open_source
from storage.quarter.seal_diff import corrections_since_seal
from storage.store.listing import every, numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from storage.counting.indicators import MeasuredIndicator, Selection
    from storage.model.period import Quarter
    from storage.quarter.comparison import Comparison
    from storage.quarter.quarter_source import SealedContents
    from storage.quarter.seal_diff import FigureDifference
    from storage.store.listing import Row
    from storage.store.store import Store

PRIVACY = {"summary": "汇总", "masked": "脱敏", "full": "全量"}


@dataclass
class ReportContext:
    """One quarter of one ledger; what takes time to read is read on first use."""

    store: Store
    quarter: Quarter
    privacy: str
    made_on: date
    sealed: SealedContents | None = None

    @cached_property
    def counting(self) -> CountingContext:
        """The context in which the figures are counted."""
        return CountingContext(self.store, self.quarter)

    @cached_property
    def office(self) -> Office:
        """The office that keeps the ledger; a placeholder where none is set."""
        return office_of(self.store) or Office(name="（未设置单位）", county=0)

    @cached_property
    def county(self) -> str:
        """The county's name, 本县 where no office is set."""
        return self.store.get(UNITS, self.office.county).name if self.office.county else "本县"

    @cached_property
    def measured(self) -> Mapping[str, MeasuredIndicator]:
        """Every indicator's figure, by code, in the order they are reported."""
        counted = figures(self.store, self.quarter)
        final = self.sealed.measured(counted) if self.sealed else counted
        return {one.code: one for one in final}

    @cached_property
    def comparison(self) -> Comparison:
        """The comparison with last quarter and last year, with reasons for decreases."""
        return self.sealed.comparison if self.sealed else compare(self.store, self.quarter)

    @cached_property
    def plan(self) -> PlanStatus:
        """The status of the year's plan, drafted from the same figures."""
        return plan_status(self.store, self.quarter, self.made_on, self.measured.values())

    @cached_property
    def corrections(self) -> list[FigureDifference]:
        """Corrections to the previous quarter since its seal (更正)."""
        return (
            self.sealed.corrections
            if self.sealed
            else corrections_since_seal(self.store, self.quarter)
        )

    def rows(self, selection: Selection | None, **facts: Any) -> Sequence[Row[Any]]:
        """Return the records of a figure."""
        if selection is None:
            return ()
        return list(every(self.store, selection.query(self.quarter, **facts)))

    def numbers(self, selection: Selection | None) -> frozenset[int]:
        """Return the ids of the records of a figure."""
        if selection is None:
            return frozenset()
        return frozenset(numbers(self.store, selection.query(self.quarter)))

    @property
    def privacy_word(self) -> str:
        """The label of the privacy level."""
        return PRIVACY[self.privacy]

    @property
    def masked(self) -> bool:
        """Whether identifying numbers are hidden."""
        return self.privacy != "full"

    @cached_property
    def outgoing(self) -> Outgoing:
        """The masking of the annex, by the privacy level chosen."""
        return Outgoing(self.store, self.quarter.cut_off, self.privacy)

    @cached_property
    def open_outgoing(self) -> Outgoing:
        """The masking of unencrypted papers: complete numbers appear only in the annex."""
        privacy = MASKED if self.privacy == FULL else self.privacy
        return Outgoing(self.store, self.quarter.cut_off, privacy)

    @property
    def draft(self) -> bool:
        """Whether the quarter is not sealed, so that its figures may still change."""
        return self.sealed is None

    @property
    def page_mark(self) -> str:
        """The header of every page: draft notice and sample-data notice, where they apply."""
        sample = "示例数据" if self.office.sample else ""
        return "　·　".join(filter(None, (NOTICE if self.draft else "", sample)))

    @property
    def unedited_mark(self) -> str:
        """The mark in front of a drafted sentence that nobody has edited."""
        return UNEDITED if self.draft else UNEDITED_FINAL

    @property
    def watermark(self) -> str:
        """The watermark of every page, "" for none."""
        return DRAFT_WORD if self.draft else ""

    @property
    def title(self) -> str:
        """The title of the papers, without the kind of paper."""
        return f"{self.county}{self.quarter.label.replace(' ', '')}青年志愿服务"

    @property
    def footer(self) -> str:
        """The footer of every page: state, privacy and date."""
        sample = "示例数据 · " if self.office.sample else ""
        state = self.sealed.seal.label.replace(" ", "") if self.sealed else DRAFT_WORD
        return f"{sample}{state} · {self.privacy_word} · 生成于 {self.made_on:%Y-%m-%d}"

    @property
    def cut_off(self) -> str:
        """The cut-off day as written in sentences: 9月30日."""
        day = self.quarter.cut_off
        return f"{day.month}月{day.day}日"


@contextmanager
def report_context(
    store: Store, quarter: Quarter, privacy: str, on: date, version: int | None = None
) -> Iterator[ReportContext]:
    """Yield the context of a quarter: as sealed (that version or the last), or as it is now."""
    with open_source(store, quarter, on, version) as source:
        yield ReportContext(source.store, quarter, privacy, source.made_on, source.sealed)
