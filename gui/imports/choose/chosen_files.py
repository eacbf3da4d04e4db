"""The chosen files of an import: which are excluded, and the unit of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from gui.imports.choose.file_list import BAD, EXCLUDED, SURE, UNSEEN, UNSURE, FileLine
from storage.intake.sender.sender import BY_ROW, CHOSEN
from storage.intake.sender.units import find_unit
from storage.intake.sources import Pasted, display_names, key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.intake.rows.import_plan import FilePlan
    from storage.intake.sources import Source
    from storage.store.store import Store

BY_ROW_TEXT = "各行写明的学校"
MAX_NAMED = 3  # files named in a sentence


class FileChoice(NamedTuple):
    """The clerk's choice: files, common unit, ledger; units and exclusions by file key."""

    sources: tuple[Source, ...]
    unit: str
    table: str
    units: dict[str, str]
    left_out: frozenset[str]


@dataclass
class ChosenFiles:
    """The files, with the plan of each and the unit the clerk assigned to it, both by file key.

    `common` is one unit for all of them, as drafts of earlier versions stored it.
    """

    sources: tuple[Source, ...] = ()
    plans: dict[str, FilePlan] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)
    common: str = ""

    @property
    def several(self) -> bool:
        """Whether there are several files, each with a unit of its own."""
        return len(self.sources) > 1

    @property
    def included(self) -> list[Source]:
        """The files that are not excluded."""
        return [one for one in self.sources if key(one) not in self.left_out]

    @property
    def has_unread(self) -> bool:
        """Whether an included file was not read yet."""
        return any(key(one) not in self.plans for one in self.included)

    @property
    def doubtful(self) -> list[str]:
        """The keys of included files whose unit is in doubt."""
        return [
            key(one)
            for one in self.included
            if key(one) not in self.units and (seen := self.plans.get(key(one))) and seen.doubt
        ]

    def without_unit(self) -> list[str]:
        """Return the keys of included files without a unit: in doubt, or not read yet."""
        return [
            key(one)
            for one in self.included
            if key(one) not in self.units
            and ((seen := self.plans.get(key(one))) is None or seen.doubt)
        ]

    def assign_unit(self, keys: Iterable[str], unit: str) -> bool:
        """Assign a unit to files; return whether that changed any."""
        fresh = {one: unit for one in keys if self.units.get(one) != unit}
        self.units |= fresh
        return bool(fresh)

    def doubt(self, one: str) -> str:
        """Return why the unit of a file is in doubt, in a clause, or ""."""
        seen = self.plans.get(one)
        return seen.doubt if seen and one not in self.units else ""

    def proposals(self, one: str) -> tuple[str, ...]:
        """Return the units a file may come from."""
        seen = self.plans.get(one)
        return seen.sender.proposals if seen and seen.sender else ()

    def is_by_row(self, one: str) -> bool:
        """Whether the rows or sheets of a file may each name their own school."""
        seen = self.plans.get(one)
        return bool(seen and seen.sender and seen.sender.separate)

    def unit_of(self, one: str) -> str:
        """Return the unit of a file, "" where it has none."""
        seen = self.plans.get(one)
        return self.units.get(one, seen.unit_name if seen else "")

    def blocker(self) -> str:
        """Return why the files cannot be read yet, naming those in doubt, or ""."""
        names = display_names(self.sources)
        doubtful = set(self.doubtful)
        unsure_names = [f"《{names[one]}》" for one in self.sources if key(one) in doubtful]
        if not unsure_names:
            return (
                "所有文件都不导入，没有可以读取的。" if self.sources and not self.included else ""
            )
        if not self.several:
            return f"{unsure_names[0]}写着另一个单位，核对后才能读取。"
        more = f"等 {len(unsure_names)} 份" if len(unsure_names) > MAX_NAMED else ""
        return f"{'、'.join(unsure_names[:MAX_NAMED])}{more}还不知道是哪个单位的，选好才能读取。"

    def lines(self, store: Store) -> list[FileLine]:
        """Return a line of the list for each file."""
        names = display_names(self.sources)
        return [self._line(store, one, names[one]) for one in self.sources]

    def _line(self, store: Store, source: Source, name: str) -> FileLine:
        one = key(source)
        path = name if isinstance(source, Pasted) else str(source)
        seen, unit = self.plans.get(one), self.units.get(one)
        if one in self.left_out:
            return FileLine(one, name, "不导入", "您选择不导入，按 Delete 放回", EXCLUDED, path)
        if seen is not None and seen.failure:
            return FileLine(one, name, "读不了", seen.failure, BAD, path)
        if unit is not None:
            if unit == BY_ROW:
                return FileLine(one, name, BY_ROW_TEXT, CHOSEN, SURE, path)
            new = "（新建）" if find_unit(store, unit) is None else ""
            return FileLine(one, name, f"{unit}{new}", CHOSEN, SURE, path)
        if seen is None:
            return FileLine(one, name, "…", "还没有读到", UNSEEN, path)
        if seen.doubt:
            return FileLine(one, name, "请选单位", seen.doubt, UNSURE, path)
        return FileLine(
            one, name, seen.unit_name, seen.sender.reason if seen.sender else "", SURE, path
        )
