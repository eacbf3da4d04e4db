"""Pages of long lists: searched, filtered and sorted by SQLite, never loaded whole."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from storage import clock
from storage.model import search_text
from storage.model.schema import Column, Derived, Table, text_of
from storage.model.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from storage.store.store import Store

R = TypeVar("R")

QUICK_TO_SORT = 20_000  # beyond this, only what an index keeps in order can be sorted at once


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition on one field. `operator`: is, not, contains, from, to, empty, filled."""

    column: str
    operator: str
    value: object = None


@dataclass(frozen=True, slots=True)
class Query(Generic[R]):
    """A selection of a table's records and their order.

    `condition` is an SQL expression over the row `t`, the day `:on` and `parameters`.
    """

    table: Table[R]
    typed: str = ""
    filters: tuple[Filter, ...] = ()
    condition: str = ""
    order: str = ""
    descending: bool = False
    on: date = field(default_factory=clock.today)
    parameters: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Row(Generic[R]):
    """A record with the names of its linked records and its derived values."""

    table: Table[R]
    record: R
    related: Mapping[str, Any]

    def value(self, name: str) -> Any:
        """Return a stored or derived value by name; for a link, the name of its record."""
        return self.related[name] if name in self.related else getattr(self.record, name)

    @property
    def title(self) -> str:
        """The record's name; without one, its first field that is filled."""
        return self.text(self.table.title) or next(
            filter(None, map(self.text, self.table.by_name)), ""
        )

    def texts(self) -> dict[str, str]:
        """Return every field as displayed, by name, with the record's number as `record`."""
        number = self.table.number(self.record.id)  # type: ignore[attr-defined]
        return {"record": number, **{name: self.text(name) for name in self.table.shown}}

    def text(self, name: str, *, masked: bool = False) -> str:
        """Return a value as displayed, on request masked."""
        value = self.value(name)
        shown = self.table.shown[name]
        if isinstance(shown, Column) and shown.kind.target:
            return str(value or "")
        return text_of(shown, value, masked=masked)


def count(store: Store, query: Query[Any]) -> int:
    """Return the number of records the query finds."""
    where, values = _where_clause(query)
    return int(store.value(f"SELECT count(*) FROM {query.table.name} t{where}", values))


def page(store: Store, query: Query[R], first: int, size: int, total: int) -> list[Row[R]]:
    """Return `size` rows from index `first`; far pages are read backwards from count `total`."""
    where, values = _where_clause(query)
    order, backwards, skip = _order(query), False, first
    if first > total // 2:
        backwards, skip, size = True, max(total - first - size, 0), min(size, total - first)
    ids = (
        f"SELECT t.id FROM {query.table.name} t{where}"
        f" ORDER BY {_direction(order, backwards)} LIMIT {max(size, 0)} OFFSET {skip}"
    )
    found = [number for (number,) in store.execute(ids, values)]
    return rows_of(store, query.table, found[::-1] if backwards else found, query.on)


def rows_of(store: Store, table: Table[R], ids: list[int], on: date) -> list[Row[R]]:
    """Return the rows of these record numbers in this order, without those that do not exist."""
    places = ", ".join(map(str, ids))
    sql = f"SELECT {_select_list(table)} FROM {table.name} t WHERE t.id IN ({places})"
    found = {row["id"]: _row(table, row) for row in store.rows(sql, {"on": on.isoformat()})}
    return [found[number] for number in ids if number in found]


def every(store: Store, query: Query[R]) -> Iterator[Row[R]]:
    """Yield all rows the query finds in their order, for exports."""
    where, values = _where_clause(query)
    order = _direction(_order(query), backwards=False)
    sql = f"SELECT {_select_list(query.table)} FROM {query.table.name} t{where} ORDER BY {order}"
    for row in store.rows(sql, values):
        yield _row(query.table, row)


def numbers(store: Store, query: Query[Any]) -> Iterator[int]:
    """Yield the numbers of all records the query finds, unordered: much faster than rows."""
    where, values = _where_clause(query)
    for (number,) in store.execute(f"SELECT t.id FROM {query.table.name} t{where}", values):
        yield number


def position(store: Store, query: Query[Any], record_id: int) -> int | None:
    """Return the index of a record in the list, or None; fast in entry order or by an index."""
    where, values = _where_clause(query)
    order = _direction(_order(query), backwards=False)
    sql = (
        f"SELECT place FROM (SELECT t.id AS id, row_number() OVER (ORDER BY {order}) - 1 AS place"
        f" FROM {query.table.name} t{where}) WHERE id = :wanted"
    )
    found = store.value(sql, {**values, "wanted": record_id})
    return None if found is None else int(found)


def sortable(table: Table[Any], name: str, total: int) -> bool:
    """Return whether a list of `total` records sorts by that field without a wait."""
    return total <= QUICK_TO_SORT or name in {index[0] for index in (*table.indexes, table.key)}


def _row(table: Table[R], row: Mapping[str, Any]) -> Row[R]:
    related = {link.name: row[f"{link.name}__name"] for link in table.links}
    for derived in table.derived:
        value = row[derived.name]
        related[derived.name] = None if value is None else derived.kind.load(value)
    return Row(table, table.from_row(row), related)


def _select_list(table: Table[Any]) -> str:
    names = [f"t.{name}" for name in ("id", *table.by_name)]
    names += [f"{_titled(link, 't')} AS {link.name}__name" for link in table.links]
    names += [f"{derived.sql} AS {derived.name}" for derived in table.derived]
    return ", ".join(names)


def title_sql(table: Table[Any], row: str = "t") -> str:
    """Return the SQL expression of a row's name; where that is a link, the linked record's name."""
    return _titled(table.by_name[table.title], row)


def _titled(column: Column, row: str) -> str:
    if not column.kind.target:
        return f"{row}.{column.name}"
    target = BY_NAME[column.kind.target]
    if target.nameless:
        number = f"{row}.{column.name}"
        return f"iif({number}, printf('{target.letter}%06d', {number}), NULL)"
    name = f"n.{target.title}"
    return f"(SELECT {name} FROM {target.name} n WHERE n.id = {row}.{column.name})"


def _where_clause(query: Query[Any]) -> tuple[str, dict[str, Any]]:
    values: dict[str, Any] = {**query.parameters, "on": query.on.isoformat()}
    clauses: list[str] = []
    if query.condition:
        clauses.append(f"({query.condition})")
    for number, one in enumerate(query.filters):
        clauses.append(_filter(query.table, one, f"f{number}"))
        values[f"f{number}"] = _filter_value(query.table, one)
    typed, parameters = search_text.condition(query.table, query.typed) if query.typed else ("", [])
    if typed:
        for number, parameter in enumerate(parameters):
            typed = typed.replace("?", f":s{number}", 1)
            values[f"s{number}"] = parameter
        clauses.append(typed)
    return (" WHERE " + " AND ".join(clauses) if clauses else ""), values


_OPERATORS = {
    "is": "{0} IS :{1}",
    "not": "{0} IS NOT :{1}",
    "contains": "instr({0}, :{1}) > 0",
    "from": "{0} >= :{1}",
    "to": "{0} <= :{1}",
    "empty": "({0} IS NULL OR {0} = '' OR :{1} = 1)",
    "filled": "({0} IS NOT NULL AND {0} <> '' OR :{1} = 1)",
}


def _filter(table: Table[Any], one: Filter, name: str) -> str:
    return _OPERATORS[one.operator].format(_expression(table, one.column), name)


def _filter_value(table: Table[Any], one: Filter) -> object:
    shown = table.shown[one.column]
    if one.value is None or one.operator == "contains":
        return one.value
    return shown.kind.dump(one.value)


def _expression(table: Table[Any], name: str) -> str:
    shown = table.shown[name]
    return f"({shown.sql})" if isinstance(shown, Derived) else f"t.{name}"


def _order(query: Query[Any]) -> list[tuple[str, bool]]:
    if not query.order:
        return [("t.id", query.descending)]
    return [(_expression(query.table, query.order), query.descending), ("t.id", query.descending)]


def _direction(order: list[tuple[str, bool]], backwards: bool) -> str:
    return ", ".join(f"{sql} {'DESC' if down != backwards else 'ASC'}" for sql, down in order)


@dataclass(frozen=True, slots=True)
class Facet:
    """A value of a column as `Filter` takes it, as displayed, and its number of records."""

    value: Any
    text: str
    count: int


def values(store: Store, query: Query[Any], name: str, limit: int = 200) -> tuple[Facet, ...]:
    """Return the commonest values of a column, ignoring the query's own filter on that column."""
    others = tuple(one for one in query.filters if one.column != name)
    where, parameters = _where_clause(dataclasses.replace(query, filters=others))
    expression = _expression(query.table, name)
    sql = (
        f"SELECT {expression} AS value, count(*) AS number FROM {query.table.name} t{where}"
        f" GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {limit:d}"
    )
    return tuple(
        _facet(store, query, name, row["value"], row["number"])
        for row in store.rows(sql, parameters)
        if row["value"] not in (None, "")
    )


def _facet(store: Store, query: Query[Any], name: str, dumped: Any, number: int) -> Facet:
    shown = query.table.shown[name]
    value = shown.kind.load(dumped)
    if isinstance(shown, Column) and shown.kind.target:
        target = BY_NAME[shown.kind.target]
        sql = f"SELECT {title_sql(target)} FROM {target.name} t WHERE id = ?"
        return Facet(value, str(store.value(sql, (dumped,)) or ""), number)
    return Facet(value, text_of(shown, value), number)
