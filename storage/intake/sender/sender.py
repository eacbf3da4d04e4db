"""Determine the unit of a file from its names, titles and rows, and when that is doubtful.

Every place of a file that names a unit must name the same one. Where none does, where two are named
or two places contradict each other, nobody is supposed: the file waits until the clerk says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.intake.sender.clues import Clues
from storage.intake.sender.units import Directory, find_unit, is_same_unit, unit_kind
from storage.model.tables.unit import UNITS
from storage.model.tables.volunteer import VOLUNTEERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from storage.intake.choices import Choices
    from storage.intake.sender.clues import Clue
    from storage.intake.sources import Source
    from storage.intake.tables.found_table import FoundTable
    from storage.model.schema import Table
    from storage.store.store import Store

BY_ROW = ""  # what is chosen where every row, or every sheet, says its own school
CHOSEN = "您选的"


@dataclass(frozen=True, slots=True)
class Sender:
    """The unit of a file with the reason, or the doubt for which the file is not imported.

    `name` is "" where the rows say it themselves or nobody does. `is_new` units are made with the
    import and have `unit_id` then. `proposals` are names of which one is likely right, `separate`
    says that the rows or sheets may each say their own.
    """

    name: str = ""
    unit_id: int = 0
    is_new: bool = False
    reason: str = ""
    doubt: str = ""
    proposals: tuple[str, ...] = ()
    separate: bool = False


class Senders:
    """Finds the units of the files of one import; new units get the next free numbers."""

    def __init__(
        self,
        store: Store,
        table: Table[Any],
        unit_name: str,
        choices: Choices,
        new_unit_names: dict[int, str],
        *,
        by_file: bool,
        new_units: bool = False,
    ) -> None:
        self._store = store
        self._people = table is VOLUNTEERS
        self._unit_name = " ".join(unit_name.split())
        self._choices = choices
        self._by_file = by_file and self._people
        self._new_units = new_units
        self._new_unit_names = new_unit_names
        self._directory: Directory | None = None

    def find(self, key: str, source: Source, tables: Sequence[FoundTable], digest: str) -> Sender:
        """Return the unit of a file, by its source, its tables and the SHA-256 of its content."""
        if key in self._choices.units:
            name = " ".join(self._choices.units[key].split())
            return self._unit(name, CHOSEN) if name else Sender(reason="各行写明的学校")
        if not self._people or not (self._unit_name or self._by_file):
            return self._unit(self._unit_name, "")
        clues = list(Clues(self._store, self._units).of(source, tables, digest))
        return self._against(clues) if self._unit_name else self._guess(clues)

    def _unit(self, name: str, reason: str) -> Sender:
        if not name:
            return Sender()
        number = find_unit(self._store, name)
        if number is not None:
            return Sender(name, number, reason=reason)
        made = {one: at for at, one in self._new_unit_names.items()}
        number = made.get(name, self._store.next_number(UNITS) + len(made))
        self._new_unit_names[number] = name
        return Sender(name, number, is_new=True, reason=reason)

    @property
    def _unit_kind(self) -> str:
        number = find_unit(self._store, self._unit_name)
        return unit_kind(self._unit_name) if number is None else self._units.kind(number)

    @property
    def _units(self) -> Directory:
        if self._directory is None:
            self._directory = Directory(self._store)
        return self._directory

    def _guess(self, clues: Sequence[Clue]) -> Sender:
        known = dict.fromkeys(number for one in clues for number in one.named.units)
        others = dict.fromkeys(name for one in clues for name in one.named.others)
        others = {o: None for o in others if not any(self._is_name_of(o, n) for n in known)}
        if len(known) == 1 and not others:
            (number,) = known
            return Sender(self._units.name(number), number, reason=_reason(clues, number))
        if self._new_units and not known and (name := _one_name(list(others))):
            return self._unit(name, _reason(clues, name))
        return self._unsure(clues, known, others)

    def _is_name_of(self, name: str, number: int) -> bool:
        return is_same_unit(name, self._units.name(number))

    def _unsure(self, clues: Sequence[Clue], known: Iterable[int], others: Iterable[str]) -> Sender:
        known, others = list(known), list(others)
        meant = [n for other in others for n in self._units.likely_units(other) if n not in known]
        names = [self._units.name(number) for number in dict.fromkeys((*known, *meant))]
        separate = any(
            len(one.named.units) > 1
            for one in clues
            if "一栏" in one.template or "工作表" in one.template
        )
        return Sender(
            doubt=self._doubt(clues, known, others),
            proposals=(*names, *(other for other in others if not self._units.called(other))),
            separate=separate,
        )

    def _doubt(self, clues: Sequence[Clue], known: Sequence[int], others: Sequence[str]) -> str:
        reasons = "，".join(dict.fromkeys(one.sentence(self._units) for one in clues))
        if not clues:
            return "哪里都没有写是哪个学校或单位"
        if not known and len(others) == 1:
            return f"{reasons}，{UNITS.label}里没有它"
        return f"{reasons}，说不准是哪一个"

    def _against(self, clues: Sequence[Clue]) -> Sender:
        """Return the given unit, or a doubt where a clue plainly names another known unit."""
        given = self._unit(self._unit_name, "")
        own = given.unit_id
        against = [
            one
            for one in clues
            if not one.weak
            and one.named.units
            and own not in one.named.units
            and not any(self._is_named_unit(word, n) for n, word in one.named.units.items())
            and not any(is_same_unit(other, self._unit_name) for other in one.named.others)
        ]
        if not against:
            return given
        reasons = "，".join(dict.fromkeys(one.sentence(self._units) for one in against))
        numbers = dict.fromkeys(number for one in against for number in one.named.units)
        names = [self._units.name(number) for number in numbers]
        return Sender(
            doubt=f"选的是“{self._unit_name}”，可{reasons}，请核对",
            proposals=(*names, self._unit_name),
        )

    def _is_named_unit(self, word: str, number: int) -> bool:
        """Whether a name means the given unit, or a place that the unit belongs to."""
        above = self._units.is_broad(number) and self._units.kind(number) != self._unit_kind
        return is_same_unit(word, self._unit_name) or above


def _reason(clues: Sequence[Clue], whose: int | str) -> str:
    """Return the reason by one or two clues; `whose` is a unit, or the name of a new one."""
    plainest = sorted(clues, key=lambda one: (one.weak, not one.exact))
    reasons = [(one, _word_for(one, whose)) for one in plainest]
    (first, word), *more = [(one, word) for one, word in reasons if word] or reasons
    reason = first.template.format(f"“{word}”")
    also = [one for one, other in more if other and not one.exact and not one.weak][:1]
    return f"{reason}，{also[0].place}里也有" if also else reason


def _word_for(clue: Clue, whose: int | str) -> str:
    """Return the unit as a clue writes it, "" where the clue names another."""
    if isinstance(whose, int):
        return clue.named.units.get(whose, "")
    return next((one for one in clue.named.others if is_same_unit(one, whose)), "")


def _one_name(names: Sequence[str]) -> str:
    """Return the longest name of the one unit that is named, "" for none or several."""
    longest = max(names, key=len, default="")
    return longest if all(is_same_unit(one, longest) for one in names) else ""
