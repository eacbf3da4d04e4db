"""Declarations of tables: the columns, rules and derived values of each kind of record."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from storage.errors import Invalid, Problem
from storage.model.kinds.kind import same

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from storage.model.kinds.kind import Kind

R = TypeVar("R")
Whom = Literal["", "person", "office"]


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a record, as everything else needs to know it.

    `names` is whom a text names: "person", or "office", whose holder papers may name. `leaves`
    masks the value in a list that leaves the office, where the mask of its kind is not enough.
    """

    name: str
    label: str
    kind: Kind
    required: bool
    default: Any
    synonyms: tuple[str, ...]
    hint: str
    names: Whom = ""
    leaves: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True)
class Derived:
    """A value computed when a record is shown, never stored.

    `sql` is an expression over the record's row, called `t`, and the cut-off day `:on`. Where it
    says of a field what that hides when it leaves the office, `tells` names the field: both
    together do not leave.
    """

    name: str
    label: str
    kind: Kind
    sql: str
    tells: str = ""


def column(
    kind: Kind,
    label: str,
    *,
    required: bool = False,
    default: Any = None,
    synonyms: tuple[str, ...] = (),
    hint: str = "",
    names: Whom = "",
    leaves: Callable[[str], str] | None = None,
) -> Any:
    """Declare a field: what kind of value it holds and what people call it."""
    facts = Column("", label, kind, required, default, synonyms, hint, names, leaves)
    return field(default=default, metadata={"column": facts})


def _nothing(record: Any) -> Iterable[Problem]:
    return ()


def _no_more(values: dict[str, Any]) -> None:
    pass


@dataclass(frozen=True, eq=False)
class Table(Generic[R]):
    """A kind of record: its class, its names, and the rules that each record obeys on its own.

    `title` is the field people call a record by. `key` fields together are unique where all are
    filled. `search` fields are found by typing; by what stands in the records that the links
    `through` point to, theirs are found as well. `indexes` keep long lists quick to sort and
    filter.
    `check` finds faults of a whole record, beyond what each kind of value finds in its own;
    `deduce` adds to parsed values what they make certain. Records of an `append_only` table are
    never changed or removed but by undoing; only their `later` fields may be filled in. Those that
    correct another have `correcting` fields besides, the first the number of that other.
    """

    record: type[R]
    name: str
    label: str
    unit: str = "条"
    title: str = "name"
    key: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    derived: tuple[Derived, ...] = ()
    check: Callable[[R], Iterable[Problem]] = _nothing
    deduce: Callable[[dict[str, Any]], None] = _no_more
    append_only: bool = False
    later: tuple[str, ...] = ()
    correcting: tuple[str, ...] = ()

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The declared fields in order, without the record's own number."""
        return tuple(
            dataclasses.replace(one.metadata["column"], name=one.name)
            for one in dataclasses.fields(self.record)  # type: ignore[arg-type]
            if "column" in one.metadata
        )

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        """The declared fields by name."""
        return {column.name: column for column in self.columns}

    @cached_property
    def shown(self) -> Mapping[str, Column | Derived]:
        """The stored and derived columns that a list can show, by name."""
        return {**self.by_name, **{one.name: one for one in self.derived}}

    @cached_property
    def links(self) -> tuple[Column, ...]:
        """The fields that point to other records."""
        return tuple(column for column in self.columns if column.kind.target)

    @cached_property
    def letter(self) -> str:
        """What its records' own numbers begin with."""
        return self.name[0].upper()

    @cached_property
    def nameless(self) -> bool:
        """Whether the title is a link, so that the record number identifies the record."""
        return bool(self.by_name[self.title].kind.target)

    def parse(self, draft: Mapping[str, object], record_id: int | None = None) -> R:
        """Turn raw input into a record, or raise `Invalid` with every problem found."""
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        for column in self.columns:
            raw = draft.get(column.name)
            if raw is None or raw == "":
                continue
            try:
                values[column.name] = column.kind.parse(raw)
            except ValueError as error:
                problems.append(Problem(column.name, f"{column.label}{error}"))
        if not problems:
            self.deduce(values)
        wrong = {problem.column for problem in problems}
        problems += [
            Problem(column.name, f"{column.label}不能为空")
            for column in self.columns
            if column.required and column.default is None
            if column.name not in values and column.name not in wrong
        ]
        if problems:
            raise Invalid(problems)
        record = self.record(**{"id": record_id, **values})
        faults = [problem for problem in self.check(record) if not problem.warning]
        if faults:
            raise Invalid(faults)
        return record

    def warnings(self, record: R) -> tuple[Problem, ...]:
        """Return the warnings on a record; they do not prevent saving."""
        return tuple(problem for problem in self.check(record) if problem.warning)

    def to_row(self, record: R) -> dict[str, Any]:
        """Return the record as SQLite stores it."""
        row = dict(zip(self.names, self._values(record), strict=True))
        for name, dump in self._dumps:
            value = row[name]
            if value is not None:
                row[name] = dump(value)
        return row

    def packed(self, record: R, number: int) -> list[Any]:
        """Return the fields in the order of `names` as stored, under that record number."""
        values = list(self._values(record))
        values[0] = number
        for at, dump in self._dumps_at:
            if values[at] is not None:
                values[at] = dump(values[at])
        return values

    def from_row(self, row: Mapping[str, Any]) -> R:
        """The record that a row of SQLite holds."""
        values = {name: row[name] for name in self.names}
        for name, load in self._loads:
            value = values[name]
            if value is not None:
                values[name] = load(value)
        return self.record(**values)

    def draft(self, record: R) -> dict[str, object]:
        """The record as raw input again, from which `parse` makes an equal record."""
        found: dict[str, object] = {}
        for column in self.columns:
            value = getattr(record, column.name)
            if value is not None:
                found[column.name] = value if column.kind.target else column.kind.show(value)
        return found

    def number(self, record_id: int) -> str:
        """A record's own number as people see it: V000123; by it a sheet finds its record again."""
        return f"{self.letter}{record_id:06}"

    def numbered(self, text: str) -> int | None:
        """The record's own number that people see so, or None."""
        digits = text.removeprefix(self.letter)
        return int(digits) if digits != text and digits.isascii() and digits.isdigit() else None

    def title_of(self, record: R) -> str:
        """What people call this record."""
        return str(getattr(record, self.title) or "")

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The fields of a row in SQLite, the record's own number first."""
        return ("id", *self.by_name)

    @cached_property
    def _values(self) -> Callable[[R], tuple[Any, ...]]:
        return attrgetter(*self.names)

    @cached_property
    def _dumps(self) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
        return tuple((c.name, c.kind.dump) for c in self.columns if c.kind.dump is not same)

    @cached_property
    def _dumps_at(self) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
        return tuple((self.names.index(name), dump) for name, dump in self._dumps)

    @cached_property
    def _loads(self) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
        return tuple((c.name, c.kind.load) for c in self.columns if c.kind.load is not same)


def text_of(column: Column | Derived, value: Any, *, masked: bool = False) -> str:
    """A value as people read it; a link shows its number, as only the store knows the name."""
    if value is None:
        return ""
    text = column.kind.show(value)
    return column.kind.mask(text) if masked and column.kind.mask and text else text
