"""Which values a column of a list holds, and how many records have each: for filtering by hand."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.listing import _expression, _where, title_sql
from storage.schema import Column, text_of
from storage.tables import BY_NAME

if TYPE_CHECKING:
    from storage.listing import Query
    from storage.store import Store


@dataclass(frozen=True, slots=True)
class Facet:
    """One value as `Filter` takes it, as people read it, and how many records have it."""

    value: Any
    text: str
    count: int


def values(store: Store, query: Query[Any], name: str, limit: int = 200) -> tuple[Facet, ...]:
    """The commonest values of a column among what the query finds without its own filter on it."""
    others = tuple(one for one in query.filters if one.column != name)
    where, parameters = _where(dataclasses.replace(query, filters=others))
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
