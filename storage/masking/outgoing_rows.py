"""Lists that leave the office: every row is masked so that its columns identify nobody.

The mask of a value is declared with its column or its kind. What depends on the whole row is
decided here: children, parts of a person's own numbers in other cells, a number split over two
cells, and whether anybody is named at all.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from storage.masking.text_masks import Names, joined, own_numbers, person_alone
from storage.model.kinds import NAME, NOTE, TEXT
from storage.model.kinds.identity import STUDENT_NUMBER
from storage.model.kinds.masks import bare, redact_name
from storage.model.schema import Column
from storage.model.tables import TALENTS, VOLUNTEERS, WEST_VOLUNTEERS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from storage.model.schema import Derived, Table
    from storage.model.tables.volunteer import Volunteer
    from storage.store.listing import Row
    from storage.store.store import Store

NAMED_FROM = 14  # 个人信息保护法 §31: who is younger is named in no list that leaves
PUPIL = "中小学生"
SUMMARY, MASKED, FULL = "summary", "masked", "full"
_WORDED = (TEXT, NOTE, STUDENT_NUMBER)  # where anybody may have written anything
_TELLING = re.compile(r"\d{3}|\d\D{1,3}\d")  # no fewer digits are a piece of a number or a day
_REMEMBERED = 20_000  # texts; classes and branches come again and again


def is_child(person: Volunteer, on: date) -> bool:
    """Return whether a person is, or may be, younger than 14 on the day."""
    born = person.birth_date
    if not born:
        return person.identity_class == PUPIL or person.guardian_name is not None
    return is_young(born, on)


def is_young(born: str, on: date) -> bool:
    """Return whether one born then is under 14; of a month or a year the last day counts."""
    return bool(born) and born + "-12-31"[len(born) - 4 :] > _fourteen_before(on)


@lru_cache
def _fourteen_before(on: date) -> str:
    return f"{on.year - NAMED_FROM:04}-{on:%m-%d}"


class Outgoing:
    """Masks rows for a privacy level on a day: "summary" names nobody, "full" hides nothing."""

    def __init__(self, store: Store, on: date, privacy: str = MASKED) -> None:
        self._store = store
        self._on = on
        self.privacy = privacy
        self._said = lru_cache(_REMEMBERED)(self._text)

    def columns(self, table: Table[Any], names: Sequence[str]) -> tuple[str, ...]:
        """Return the columns that may be exported together."""
        if self.privacy == FULL:
            return tuple(names)
        tells = {one.name: one.tells for one in table.derived if one.tells}
        return tuple(name for name in names if tells.get(name, "") not in names)

    def reader(
        self, table: Table[Any], names: Sequence[str], *, numbered: bool
    ) -> Callable[[Row[Any], Sequence[Any]], tuple[Any, ...]]:
        """Return the function that masks the cells of a row.

        `numbered`: the row contains the record's own number; otherwise the number is appended to
        a masked name.
        """
        if self.privacy == FULL:
            return lambda _row, cells: tuple(cells)
        makers = [
            (at, make)
            for at, name in enumerate(names)
            if (make := self._maker(table, table.shown[name], numbered)) is not None
        ]
        worded = [at for at, name in enumerate(names) if table.shown[name].kind in _WORDED]
        people = table is VOLUNTEERS

        def pass_on(row: Row[Any], cells: Sequence[Any]) -> tuple[Any, ...]:
            made = list(cells)
            for at, make in makers:
                if made[at] is not None:
                    made[at] = make(row, str(made[at]))
            if worded:
                self._own(row.record, made, worded, people=people)
            return tuple(made)

        return pass_on

    def person(self, one: Volunteer, column: Column, text: str) -> str:
        """Return a field of a person, in the ledger or on another list, as exported."""
        if self.privacy == FULL or not text:
            return text
        if column.name == VOLUNTEERS.title:
            return redact_name(text) if self._unnamed(one) else text
        made = [self._masked_text(column)(text)]
        if column.kind in _WORDED:
            self._own(one, made, [0], people=True)
        return str(made[0])

    def text(self, text: str) -> str:
        """Mask a free text: numbers of people, and names where they are hidden."""
        return text if self.privacy == FULL else self._said(text)

    @cached_property
    def children(self) -> frozenset[int]:
        """The record numbers of all who are, or may be, younger than 14."""
        return frozenset(number for number, _name in self._children)

    @cached_property
    def _children(self) -> list[tuple[int, str]]:
        sql = (
            f"SELECT id, name FROM {VOLUNTEERS.name} WHERE CASE WHEN ifnull(birth_date, '') = ''"
            " THEN identity_class IS :pupil OR guardian_name IS NOT NULL ELSE"
            " birth_date || substr('-12-31', length(birth_date) - 3) > :before END"
        )
        values = {"pupil": PUPIL, "before": _fourteen_before(self._on)}
        return [(row["id"], row["name"]) for row in self._store.rows(sql, values)]

    @cached_property
    def _names(self) -> Names:
        """The names that are hidden in texts."""
        if self.privacy != SUMMARY:
            return Names(name for _number, name in self._children)
        people = (VOLUNTEERS, TALENTS, WEST_VOLUNTEERS)
        return Names(
            row["name"]
            for table in people
            for row in self._store.rows(f"SELECT name FROM {table.name}")
        )

    def _text(self, text: str) -> str:
        return self._names.hide(bare(text))

    def _unnamed(self, one: Volunteer) -> bool:
        return self.privacy == SUMMARY or is_child(one, self._on)

    def _masked_text(self, shown: Column | Derived) -> Callable[[str], str]:
        """Return the mask of the column, the same for every person."""
        leaves = (isinstance(shown, Column) and shown.leaves) or shown.kind.leaves
        if shown.kind in _WORDED:
            return self.text
        return leaves or (lambda text: text)

    def _maker(
        self, table: Table[Any], shown: Column | Derived, numbered: bool
    ) -> Callable[[Row[Any], str], str] | None:
        """Return the mask of the column for a row; None if the column is exported unchanged."""
        if not isinstance(shown, Column):
            return None
        if shown.kind.target == VOLUNTEERS.name:
            return self._linked(shown.name)
        if table is VOLUNTEERS and shown.name == table.title:
            return lambda row, name: redact_name(name) if self._unnamed(row.record) else name
        if self._names_somebody(shown):
            own = table.title == shown.name and not numbered
            return lambda row, name: (
                _nameless(name, table.number(row.record.id) if own else "")
                if shown.kind is NAME or person_alone(name)
                else self.text(name)
            )
        if shown.kind.target:
            return lambda _row, text: self.text(text)
        if shown.leaves is None and shown.kind.leaves is None:
            return None
        redact = self._masked_text(shown)
        return lambda _row, text: redact(text)

    def _names_somebody(self, shown: Column) -> bool:
        """Return whether a column of names is hidden entirely."""
        named = shown.names or ("person" if shown.kind is NAME else "")
        return self.privacy == SUMMARY and named == "person" and shown.leaves is None

    def _linked(self, name: str) -> Callable[[Row[Any], str], str]:
        def make(row: Row[Any], text: str) -> str:
            number = getattr(row.record, name)
            if self.privacy != SUMMARY and number not in self.children:
                return text
            return _nameless(text, VOLUNTEERS.number(number))

        return make

    def _own(self, record: Any, cells: list[Any], worded: Sequence[int], *, people: bool) -> None:
        """Hide parts of a row's own numbers, and the name of a child, in its text cells."""
        hide = None
        for at in worded:
            text = cells[at]
            if not text or _TELLING.search(text) is None:
                continue
            hide = hide or (_own_of(record) if people else _phones_of(record))
            cells[at] = hide(text)
        if people and len(record.name) > 1 and self._unnamed(record):
            for at in worded:
                if cells[at]:
                    cells[at] = cells[at].replace(record.name, redact_name(record.name))
        for one, other in pairwise(worded):
            if cells[one] and cells[other] and (found := joined(cells[one], cells[other])):
                cells[one], cells[other] = found


def _nameless(name: str, number: str) -> str:
    """王某某（V000123）."""
    return redact_name(name) + (f"（{number}）" if number else "")


def _own_of(person: Volunteer) -> Callable[[str], str]:
    phones = person.phone, person.guardian_phone
    return own_numbers(person.id_number, person.birth_date, phones)


def _phones_of(record: Any) -> Callable[[str], str]:
    phone = getattr(record, "phone", None)
    return own_numbers(None, None, (phone,))
